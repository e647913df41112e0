import { AsYouType } from 'libphonenumber-js/min';
import { callingCodeOf, type CountryCode } from './phone-data.js';
import { cleanPhone, isInternational, isPlain, readPhone } from './read-phone.js';

/** A text with a caret in it. */
export interface CaretText {
  readonly text: string;
  readonly caret: number;
}

/** What a number is made of; everything else is how it is written. */
const SIGNIFICANT = /[\d+]/;

/** How many characters of a number, its `+` among them, a text has. */
function significant(text: string): number {
  return text.replace(/[^\d+]/g, '').length;
}

/**
 * A number that is being typed, grouped as its country does, with the caret after the same digit as before. What is
 * no number, or not that alone, stays as it is.
 */
export function formatWhileTyping({ text, caret }: CaretText, country: CountryCode | undefined): CaretText {
  const before = cleanPhone(text.slice(0, caret));
  const clean = cleanPhone(text);
  if (!isPlain(clean)) return { text, caret };
  const digits = (isInternational(clean) ? '+' : '') + clean.replace(/\D/g, '');
  const formatted = new AsYouType(country).input(digits);
  if (formatted.replace(/[^\d+]/g, '') !== digits) return { text: digits, caret: significant(before) };
  return { text: formatted, caret: placeAfter(formatted, significant(before)) };
}

/** Right after the n-th character that counts, so that the next digit goes where the person is. */
function placeAfter(text: string, count: number): number {
  let seen = 0;
  if (count <= 0) return 0;
  for (let index = 0; index < text.length; index++) {
    if (SIGNIFICANT.test(text.charAt(index))) seen++;
    if (seen === count) return index + 1;
  }
  return text.length;
}

/** A number that is whole, as its country writes it, or with `+` where the person wrote it so. As it is, else. */
export function formatWhole(text: string, chosen: CountryCode | undefined): string {
  const { number, value, international } = readPhone(text, chosen);
  if (!number || !value) return isPlain(cleanPhone(text)) ? cleanPhone(text).trim() : text.trim();
  const written = international ? number.formatInternational() : number.formatNational();
  // An extension is no part of what is kept.
  const bare = number.ext ? written.replace(/\s*\D+\d+$/, '') : written;
  return readPhone(bare, chosen).value === value ? bare : value;
}

/** A number as another country's: its own digits stay; where it is written with `+`, the code before them changes. */
export function moveTo(text: string, to: CountryCode): string {
  const clean = cleanPhone(text);
  if (!isPlain(clean)) return text;
  const typing = new AsYouType();
  typing.input(clean);
  const digits = clean.replace(/\D/g, '');
  const from = typing.getCallingCode() ?? '';
  const moved = isInternational(clean) ? `+${callingCodeOf(to)}${digits.slice(from.length)}` : digits;
  return formatWhole(formatWhileTyping({ text: moved, caret: 0 }, to).text, to);
}
