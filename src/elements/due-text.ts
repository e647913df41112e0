import type { Deadline } from '../core/deadline.js';
import type { TextKey, TextValues } from '../locales/texts.js';
import { dateText, durationText } from './date-text.js';

const DAY_MS = 86_400_000;

/** By when something has to be done: with the time of day once that counts. The second text is for when that is past. */
export function dueText(
  host: Element,
  text: (key: TextKey, values?: TextValues) => string,
  by: Deadline,
  [due, dueNow]: readonly [TextKey, TextKey],
): string {
  const { remainingMs } = by;
  if (remainingMs === 0) return text(dueNow);
  const date = dateText(host, by.at, remainingMs < DAY_MS ? { timeStyle: 'short' } : {});
  return text(due, { date, left: durationText(host, remainingMs) });
}
