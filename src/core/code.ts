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

/** What is longer, in characters, is neither a code nor a message with one: patterns would search it for minutes. */
export const MOST_TEXT = 2000;

export interface NormalizedCode {
  /** Only characters that a code may have, in ASCII, case kept. It may be shorter or longer than the code. */
  readonly value: string;
  /** There were characters that are neither part of a code nor a separator, or it is a number of another kind. */
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
  if (text.length > MOST_TEXT) return { value: '', rejected: true, tooLong: true };
  const bare = foldToAscii(text).replace(/[\s.·_\p{Pd}\p{Cf}]/gu, '');
  const value = bare.replace(alphabet === 'alphanumeric' ? /[^0-9a-z]/gi : /\D/g, '');
  const rejected = value.length < bare.length || isDate(text) || isAmount(text);
  return { value, rejected, tooLong: value.length > length };
}

/** `28.11.26`, `28-11-2026`, `2026-11-28`: three numbers that make a day. Groups joined by spaces are how codes are written. */
export function isDate(text: string): boolean {
  const found = /^\s*(\d{1,4})([./\p{Pd}])(\d{1,2})([./\p{Pd}])(\d{1,4})\s*$/u.exec(foldToAscii(text));
  if (!found) return false;
  // No \2 in the pattern: WebKit does not find the character again in a text that was not plain ASCII.
  const [first, separator, second, other, third] = found.slice(1) as [string, string, string, string, string];
  if (separator !== other) return false;
  return (
    (isYear(third) && ((isDay(first) && isMonth(second)) || (isMonth(first) && isDay(second)))) ||
    (isYear(first) && isMonth(second) && isDay(third))
  );
}

const isYear = (digits: string): boolean => /^(\d\d|19\d\d|20\d\d)$/.test(digits);
const isMonth = (digits: string): boolean => within(digits, 12);
const isDay = (digits: string): boolean => within(digits, 31);

function within(digits: string, most: number): boolean {
  return digits.length < 3 && Number(digits) >= 1 && Number(digits) <= most;
}

/** `1234.56`: a price, and no code in groups. */
function isAmount(text: string): boolean {
  return /^\s*\d+\.\d\d?\s*$/.test(foldToAscii(text));
}

/** Decimal digits come in runs of ten, so the first of the run is a zero. */
function digitValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((point - zero) % 10);
}
