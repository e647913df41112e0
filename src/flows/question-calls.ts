import type { MfaClient, SecurityQuestionOffer } from '../core/client.js';
import { listOf } from './answers.js';
import { unable } from './client-option.js';
import type { SecurityQuestionsMode } from './security-questions-state.js';

const QUESTIONS = 'security questions';

/** What there is to answer, or to choose from and how many of it. */
export async function offerOf(
  client: MfaClient,
  mode: SecurityQuestionsMode,
  signal: AbortSignal,
): Promise<SecurityQuestionOffer> {
  if (mode === 'set') {
    if (!client.securityQuestionOffer) throw unable('offer security questions');
    const { questions, count } = await client.securityQuestionOffer({ signal });
    return { questions: listOf(questions, QUESTIONS), count: Number.isFinite(count) ? count : 0 };
  }
  if (!client.securityQuestions) throw unable('ask security questions');
  const questions = listOf(await client.securityQuestions({ signal }), QUESTIONS);
  return { questions, count: questions.length };
}

/** Whether two offers are the same for a person. */
export function isSameOffer(a: SecurityQuestionOffer, b: SecurityQuestionOffer): boolean {
  return (
    a.count === b.count &&
    a.questions.length === b.questions.length &&
    a.questions.every(
      ({ id, question }, at) => id === b.questions[at]?.id && question === b.questions[at].question,
    )
  );
}
