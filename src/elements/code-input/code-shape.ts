import { CODE_ALPHABETS, type CodeAlphabet, type CodeRules } from '../../core/code.js';
import { warnOfNumber, warnOfWord } from '../warnings.js';

export const LENGTHS = { min: 4, max: 12, fallback: 6 };

/** What the page says of the code, which may be anything. */
interface SaidShape {
  readonly length: number;
  readonly alphabet: CodeAlphabet;
}

/** The code's shape as the page says it; the default for what no code can be. */
export function codeShape({ length, alphabet }: SaidShape): CodeRules {
  return { length: isLength(length) ? length : LENGTHS.fallback, alphabet };
}

/** Tells a developer what a code may be like. */
export function warnOfShape(host: Element & SaidShape): void {
  if (!isLength(host.length)) warnOfNumber(host, 'length', LENGTHS);
  if (!CODE_ALPHABETS.includes(host.alphabet)) {
    warnOfWord(host, 'alphabet', CODE_ALPHABETS, CODE_ALPHABETS[0]);
  }
}

function isLength(length: number): boolean {
  return Number.isInteger(length) && length >= LENGTHS.min && length <= LENGTHS.max;
}
