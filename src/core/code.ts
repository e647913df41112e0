/** What a code is made of. */
export const CODE_ALPHABETS = ['digits', 'alphanumeric'] as const;
export type CodeAlphabet = (typeof CODE_ALPHABETS)[number];

/** The shape of the code that is asked for. */
export interface CodeRules {
  /** How many characters it has. */
  readonly length: number;
  /** Digits unless said otherwise. */
  readonly alphabet?: CodeAlphabet | undefined;
}

export interface NormalizedCode {
  /** Only characters that a code may have, in ASCII, case kept. It may be shorter or longer than the code. */
  readonly value: string;
  /** There were characters that are neither part of a code nor a separator. */
  readonly rejected: boolean;
  /** There are more characters than the code has. */
  readonly tooLong: boolean;
}

/** Turns every decimal digit of Unicode, and full-width letters, into ASCII. */
export function foldToAscii(text: string): string {
  return text
    .replace(/[\uff21-\uff5a]/g, (letter) => letter.normalize('NFKC'))
    .replace(/\p{Nd}/gu, digitValue);
}

/** Leaves of a text what may be in a code: folds digits; drops spaces, dots, dashes and invisible characters. */
export function normalizeCode(text: string, { length, alphabet }: CodeRules): NormalizedCode {
  const bare = foldToAscii(text).replace(/[\s.·_\p{Pd}\p{Cf}]/gu, '');
  const value = bare.replace(alphabet === 'alphanumeric' ? /[^0-9a-z]/gi : /\D/g, '');
  return { value, rejected: value.length < bare.length, tooLong: value.length > length };
}

/** Finds the one code in a text, which may be a whole message. Nothing when there is none, or more than one. */
export function extractCode(text: string, rules: CodeRules): string | undefined {
  const { value, rejected } = normalizeCode(text, rules);
  if (!rejected && value.length === rules.length) return value;
  const message = foldToAscii(text).replace(/\p{Cf}/gu, '');
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
        .map((word) => word.split(/[^\da-z]/i))
        .filter(isEven)
        .map((groups) => groups.join('')),
    );
  }
  return found.size === 1 ? [...found][0] : undefined;
}

/** Decimal digits come in runs of ten, so the first of the run is a zero. */
function digitValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((point - zero) % 10);
}

/** Codes are written in groups of nearly one size; dates and amounts are not. */
function isEven(groups: readonly string[]): boolean {
  const sizes = groups.map((group) => group.length);
  const smallest = Math.min(...sizes);
  return smallest > 1 && Math.max(...sizes) - smallest < 2;
}
