import {
  AsYouType,
  parsePhoneNumberFromString as parse,
  validatePhoneNumberLength,
  type PhoneNumber,
} from 'libphonenumber-js/min';
import { foldToAscii } from '../../core/code.js';
import { callingCodeOf, countriesWith, type CountryCode } from './phone-data.js';

/** Why a text cannot be a number. Nothing else is refused: data grows old, and nobody is to be locked out by it. */
type PhoneFault =
  'too-short' | 'too-long' | 'wrong-length' | 'unknown-code' | 'needs-country' | 'not-a-number';

/** What a text says. */
export interface ReadPhone {
  /** In E.164 form: `+` and digits. Empty where it is no number, or no text. */
  readonly value: string;
  /** Whose number it is; nothing where it is no country's, or nobody can know. */
  readonly country: CountryCode | undefined;
  readonly fault: PhoneFault | undefined;
  /** The calling code that no country has. */
  readonly unknownCode: string;
  /** It is written with `+` or an exit code. */
  readonly international: boolean;
  /** There was an extension, which is no part of the value. */
  readonly extension: boolean;
  /** What the library knows of it. */
  readonly number: PhoneNumber | undefined;
}

/** Exit codes of many countries, for a number that is dialled out of another one than the chosen. The longest first. */
const EXIT = /^\D*(8~?10|0011|011|00)\D*(?=[1-9])/;
/** Digits of the longest national numbers that people have; some plans know longer ones. */
const LONGEST = 11;
/** Digits, and what people write between them. */
const PLAIN = /^[\d\s+()[\]{}.,/~_*#\p{Pd}·•|:]*$/u;

/** A text in plain characters: digits of every script in ASCII, no invisible marks, `tel:` and doubled signs away. */
export function cleanPhone(text: string): string {
  return foldToAscii(text)
    .replace(/[\p{Cf}\ufe0f]/gu, '')
    .replace(/＋|⁺|﹢/g, '+')
    .replace(/^\s*(?:tel|callto|sms|whatsapp):(?:\/\/)?/i, '')
    .replace(/^%2b/i, '+')
    .replace(/^([^\d+]*)\+[\s+]*(?:00\D*)?/, '$1+');
}

/** Whether a text is nothing but a number, as far as it goes: no letter in it. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** Whether a cleaned text is written with `+`. */
export function isInternational(text: string): boolean {
  return /^\D*\+/.test(text);
}

/** Reads a number as people write it, in their own country's way or the international one. */
export function readPhone(text: string, chosen: CountryCode | undefined): ReadPhone {
  const clean = cleanPhone(text);
  if (!clean.trim()) return answer({});
  const own = parse(clean, chosen);
  const number = likelier(own, fromAbroad(clean), chosen);
  const country = number && (number.country ?? sharedCountry(number.countryCallingCode, chosen));
  const international = isInternational(clean) || (!!number && isDialledOut(clean, number, chosen));
  const seen = { country, number, international, extension: number?.ext !== undefined };
  const fault = number ? faultOfLength(number.number) : faultOf(clean, chosen);
  if (fault === 'unknown-code') return answer({ ...seen, fault, unknownCode: unknownCode(clean) });
  if (!fault) return answer({ ...seen, value: number?.number ?? '' });
  return answer({
    ...seen,
    fault,
    country: country ?? (international ? countryNamed(clean, chosen) : chosen),
  });
}

/** The country whose calling code a text begins with, as far as it is typed; nothing where it has none yet. */
export function countryNamed(clean: string, chosen: CountryCode | undefined): CountryCode | undefined {
  if (!isInternational(clean)) return undefined;
  const typing = new AsYouType();
  typing.input(clean);
  const callingCode = typing.getCallingCode();
  return callingCode ? (typing.getCountry() ?? sharedCountry(callingCode, chosen)) : undefined;
}

/** The country of a calling code that several may share: the chosen one where it is among them. */
function sharedCountry(callingCode: string, chosen: CountryCode | undefined): CountryCode | undefined {
  const sharing = countriesWith(callingCode);
  return chosen && sharing.includes(chosen) ? chosen : sharing[0];
}

function answer(said: Partial<ReadPhone>): ReadPhone {
  return {
    value: '',
    country: undefined,
    fault: undefined,
    unknownCode: '',
    international: false,
    extension: false,
    number: undefined,
    ...said,
  };
}

/** A number after an exit code, of whichever country; only where the rest is a number without doubt. */
function fromAbroad(text: string): PhoneNumber | undefined {
  if (isInternational(text) || !EXIT.test(text)) return undefined;
  const number = parse(text.replace(EXIT, '+'));
  return number?.isValid() ? number : undefined;
}

/** What is valid at home is taken for that, unless it is longer than anybody's number. */
function likelier(
  own: PhoneNumber | undefined,
  abroad: PhoneNumber | undefined,
  chosen: CountryCode | undefined,
): PhoneNumber | undefined {
  const isHome = chosen && own?.countryCallingCode === callingCodeOf(chosen);
  const isOwn = isHome && own.isValid() && own.nationalNumber.length <= LONGEST;
  return isOwn ? own : (abroad ?? own);
}

/** An exit code stood before it. */
function isDialledOut(text: string, number: PhoneNumber, chosen: CountryCode | undefined): boolean {
  const { countryCallingCode, nationalNumber } = number;
  if (!chosen || countryCallingCode !== callingCodeOf(chosen)) return true;
  return EXIT.test(text) && text.replace(/\D/g, '').endsWith(countryCallingCode + nationalNumber);
}

function faultOfLength(text: string, country?: CountryCode): PhoneFault | undefined {
  switch (validatePhoneNumberLength(text, country)) {
    case 'TOO_SHORT':
      return 'too-short';
    case 'TOO_LONG':
      return 'too-long';
    case 'INVALID_LENGTH':
      return 'wrong-length';
    case 'INVALID_COUNTRY':
      return country || text.startsWith('+') ? 'unknown-code' : 'needs-country';
    case 'NOT_A_NUMBER':
      return 'not-a-number';
    default:
      return undefined;
  }
}

/** Why the library makes nothing of a text. */
function faultOf(text: string, chosen: CountryCode | undefined): PhoneFault {
  const digits = text.replace(/\D/g, '');
  if (!digits || !isPlain(text)) return 'not-a-number';
  if (!isInternational(text) && !chosen) return 'needs-country';
  return faultOfLength(isInternational(text) ? `+${digits}` : digits, chosen) ?? 'not-a-number';
}

/** As many digits as a calling code has at most. */
function unknownCode(text: string): string {
  return `+${text.replace(/\D/g, '').slice(0, 3)}`;
}
