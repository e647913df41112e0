import type { Deadline } from '../core/deadline.js';
import { roundTime, writtenDay } from '../locales/text-values.js';
import type { TextKey, TextOf } from '../locales/texts.js';

const DAY_MS = 86_400_000;

/** By when something has to be done: with the time of day once that counts. The second text is for when that is past. */
export function dueText(text: TextOf, by: Deadline, [due, dueNow]: readonly [TextKey, TextKey]): string {
  const { remainingMs } = by;
  if (remainingMs === 0) return text(dueNow);
  return text(due, { date: writtenDay(by.at, remainingMs < DAY_MS), left: roundTime(remainingMs) });
}
