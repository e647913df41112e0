/** What a developer is told of a bad value. In a module of its own: on most pages there is none. */
import { warnOnce } from '../controllers/warn-once.js';

export function warnOfNumber(
  host: Element,
  attribute: string,
  { min, max, fallback }: { min: number; max: number; fallback: number },
): void {
  warnOnce(host, `${attribute} has to be a number from ${min} to ${max}; ${fallback} is used.`);
}

export function warnOfWord(
  host: Element,
  attribute: string,
  words: readonly string[],
  fallback: string,
): void {
  warnOnce(host, `${attribute} has to be one of: ${words.join(', ')}. ${fallback} is used.`);
}
