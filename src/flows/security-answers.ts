import type { SecurityAnswer } from '../core/client.js';

/** One question as the person has filled it in. Secret. */
export interface FilledQuestion {
  readonly questionId: string;
  readonly answer: string;
}

/** What is wrong with a question: no choice, no answer, or the answer of another one. */
export interface AnswerFault {
  readonly at: 'question' | 'answer';
  readonly kind: 'missing' | 'same';
}

/**
 * The first thing that is wrong in each row, by the row's number.
 *
 * @param distinct - Whether answers have to differ. Those that differ only in case or spaces are the same.
 */
export function faultsOf(
  rows: readonly FilledQuestion[],
  distinct: boolean,
): ReadonlyMap<number, AnswerFault> {
  const faults = new Map<number, AnswerFault>();
  const seen = new Set<string>();
  rows.forEach(({ questionId, answer }, row) => {
    const plain = answer.trim().replace(/\s+/g, ' ').toLowerCase();
    if (!questionId) faults.set(row, { at: 'question', kind: 'missing' });
    else if (!plain) faults.set(row, { at: 'answer', kind: 'missing' });
    else if (distinct && seen.has(plain)) faults.set(row, { at: 'answer', kind: 'same' });
    seen.add(plain);
  });
  return faults;
}

/** As they go to the backend: without the spaces around them, and otherwise as they were typed. */
export function answersOf(rows: readonly FilledQuestion[]): SecurityAnswer[] {
  return rows.map(({ questionId, answer }) => ({ questionId, answer: answer.trim() }));
}
