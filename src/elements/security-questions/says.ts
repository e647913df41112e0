import type { Saying } from '../../controllers/announcer-controller.js';
import type { SecurityQuestionsState } from '../../flows/security-questions-state.js';
import type { TextKey, TextValues } from '../../locales/texts.js';

type TextOf = (key: TextKey, values?: TextValues) => string;

export interface SecurityQuestionsWords {
  text: TextOf;
  failure: string;
}

interface Row {
  when: (before: SecurityQuestionsState, after: SecurityQuestionsState) => boolean;
  say: (words: SecurityQuestionsWords, after: SecurityQuestionsState) => string;
  urgent?: true;
}

const enters =
  (status: SecurityQuestionsState['status']): Row['when'] =>
  (before, after) =>
    after.status === status && before.status !== status;

/** What is said aloud of a change: the first row that fits. */
const ROWS: readonly Row[] = [
  {
    when: (before, after) => isProving(after) && !isProving(before),
    say: ({ text }) => text('proofTitle'),
  },
  {
    when: enters('submitting'),
    say: ({ text }, { mode }) => text(mode === 'set' ? 'questionsSaving' : 'questionsChecking'),
  },
  {
    when: enters('done'),
    say: ({ text }, { mode }) => text(mode === 'set' ? 'questionsSaved' : 'questionsRight'),
  },
  {
    when: (before, after) => after.failure !== undefined && after.failure !== before.failure,
    say: ({ failure }) => failure,
    urgent: true,
  },
  {
    when: enters('empty'),
    say: ({ text }, { mode }) => text(mode === 'set' ? 'questionsNoneOffered' : 'questionsNone'),
  },
  {
    when: (before, after) => before.waitUntil !== undefined && after.waitUntil === undefined,
    say: ({ text }) => text('tryAgainNow'),
  },
];

export function says(
  before: SecurityQuestionsState,
  after: SecurityQuestionsState,
  words: SecurityQuestionsWords,
): Saying | undefined {
  const row = ROWS.find(({ when }) => when(before, after));
  return row && { text: row.say(words, after), urgent: row.urgent ?? false };
}

/** The person is asked for a proof, along with the answers. */
export function isProving(state: SecurityQuestionsState): boolean {
  return state.status === 'submitting' && state.isProving;
}
