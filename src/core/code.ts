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
  return text.replace(/[^\0-\x7f]/gu, (character) => {
    const point = character.codePointAt(0) ?? 0;
    if (isDigit(point)) return String(digitValue(point));
    return point > 0xff20 && point < 0xff5b ? String.fromCharCode(point - 0xfee0) : character;
  });
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
  // A number joined to another by a dot or a dash is neither: a phone number, a price, a date. `G-` is a brand.
  const words = match(message, /[0-9a-z]+(?:[-.,:/][0-9][0-9a-z]*)*/gi).map((word) =>
    word.replace(/^[a-z]+[-:]/i, ''),
  );
  const whole = alphanumeric ? /^(?=.*[0-9])[0-9a-z]+$/i : /^[0-9]+$/;
  const solid = words.filter((word) => whole.test(word) && word.length === rules.length);
  if (solid.length) return only(solid);
  const grouped = match(
    message,
    alphanumeric ? /[0-9a-z]+(?:\p{Pd}[0-9a-z]+)+/giu : /[0-9]+(?:[\s\p{Pd}][0-9]+)+/gu,
  );
  return only(
    grouped
      .map((word) => word.split(/[^0-9a-z]/i))
      .filter((groups) => isEven(groups))
      .map((groups) => groups.join(''))
      .filter((word) => whole.test(word) && word.length === rules.length),
  );
}

/** Decimal digits come in runs of ten, so the first of the run is a zero. */
function digitValue(point: number): number {
  let zero = point;
  while (isDigit(zero - 1)) zero--;
  return (point - zero) % 10;
}

function isDigit(point: number): boolean {
  return /\p{Nd}/u.test(String.fromCodePoint(point));
}

function match(text: string, pattern: RegExp): string[] {
  return text.match(pattern) ?? [];
}

/** Codes are written in groups of nearly one size; dates and amounts are not. */
function isEven(groups: readonly string[]): boolean {
  const sizes = groups.map((group) => group.length);
  return Math.min(...sizes) > 1 && Math.max(...sizes) - Math.min(...sizes) < 2;
}

/** A message may say its code twice. */
function only(found: readonly string[]): string | undefined {
  return new Set(found).size === 1 ? found[0] : undefined;
}
