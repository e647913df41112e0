import { CODE_ALPHABETS } from '../../core/code.js';
import { warnOfNumber, warnOfWord } from '../warnings.js';

/** Tells a developer what a code may be like. */
export function warnOfShape(
  host: Element & { length: number; alphabet: string },
  lengths: { min: number; max: number; fallback: number },
): void {
  const { length, alphabet } = host;
  const isLength = Number.isInteger(length) && length >= lengths.min && length <= lengths.max;
  if (!isLength) warnOfNumber(host, 'length', lengths);
  if (!CODE_ALPHABETS.some((known) => known === alphabet)) {
    warnOfWord(host, 'alphabet', CODE_ALPHABETS, CODE_ALPHABETS[0]);
  }
}
