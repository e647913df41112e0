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

/** Decimal digits come in runs of ten, so the first of the run is a zero. */
function digitValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((point - zero) % 10);
}
