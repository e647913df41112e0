import { foldToAscii, isDate, MOST_TEXT, normalizeCode, type CodeRules } from './code.js';

/** Finds the one code in a text, which may be a whole message. Nothing when there is none, or more than one. */
export function extractCode(text: string, rules: CodeRules): string | undefined {
  if (text.length > MOST_TEXT) return undefined;
  const { value, rejected } = normalizeCode(text, rules);
  if (!rejected && value.length === rules.length) return value;
  // Digits in an e-mail address are no code; `@example.com #123456` is how a message says whose code it is.
  const message = foldToAscii(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\s@]+@\S+/g, ' ');
  const alphanumeric = rules.alphabet === 'alphanumeric';
  const whole = alphanumeric ? /^(?=.*\d)[\da-z]+$/i : /^\d+$/;
  // A message may say its code twice.
  const codes = (words: readonly string[]): Set<string> =>
    new Set(words.filter((word) => whole.test(word) && word.length === rules.length));
  // A number joined to another by a dot or a dash is neither: a phone number, a price, a date. `G-` is a brand.
  const words = message.match(/[\da-z]+(?:[-.,:/]\d[\da-z]*)*/gi) ?? [];
  let found = codes(words.map((word) => word.replace(/^[a-z]+[-:]/i, '')));
  if (!found.size) {
    const grouped = message.match(
      alphanumeric ? /[\da-z]+(?:\p{Pd}[\da-z]+)+/giu : /\d+(?:[\s\p{Pd}]\d+)+/gu,
    );
    found = codes(
      (grouped ?? [])
        .filter((word) => !isDate(word))
        .map((word) => word.split(/[^\da-z]/i))
        .filter(isEven)
        .map((groups) => groups.join('')),
    );
  }
  return found.size === 1 ? [...found][0] : undefined;
}

/** Codes are written in groups of nearly one size; dates and amounts are not. */
function isEven(groups: readonly string[]): boolean {
  const sizes = groups.map((group) => group.length);
  const smallest = Math.min(...sizes);
  return smallest > 1 && Math.max(...sizes) - smallest < 2;
}
