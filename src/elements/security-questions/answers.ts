import type { SecurityAnswer } from '../../core/client.js';
import type { TextKey } from '../../locales/texts.js';

/** One question as the person has filled it in. Secret. */
export interface Filled {
  questionId: string;
  answer: string;
}

/** What is wrong with a row: which of its two controls, and why. */
export interface RowFault {
  at: 'question' | 'answer';
  key: TextKey;
}

/** The first thing that is wrong in each row, by the row's number. Answers that differ only in case are the same. */
export function faultsOf(rows: readonly Filled[], distinct: boolean): ReadonlyMap<number, RowFault> {
  const faults = new Map<number, RowFault>();
  const seen = new Set<string>();
  rows.forEach(({ questionId, answer }, index) => {
    const plain = answer.trim().replace(/\s+/g, ' ').toLowerCase();
    if (!questionId) faults.set(index, { at: 'question', key: 'questionsNotChosen' });
    else if (!plain) faults.set(index, { at: 'answer', key: 'questionsMissing' });
    else if (distinct && seen.has(plain)) faults.set(index, { at: 'answer', key: 'questionsSame' });
    seen.add(plain);
  });
  return faults;
}

/** As they go to the backend: without the spaces around them, and otherwise as they were typed. */
export function answersOf(rows: readonly Filled[]): SecurityAnswer[] {
  return rows.map(({ questionId, answer }) => ({ questionId, answer: answer.trim() }));
}
