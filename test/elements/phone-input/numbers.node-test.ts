import { strictEqual as equal, ok } from 'node:assert';
import { describe, it } from 'node:test';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { formatWhileTyping, formatWhole, moveTo } from '../../../src/elements/phone-input/format-phone.js';
import { exampleOf, type CountryCode } from '../../../src/elements/phone-input/phone-data.js';
import { readPhone } from '../../../src/elements/phone-input/read-phone.js';

/** Of every continent, with and without trunk zeros, with codes that are shared, with short numbers and long ones. */
const PLACES =
  'AR AT AU BD BE BG BR CA CH CL CN CO CY CZ DE DK EE EG ES FI FR GB GR HK HR HU ID IE IL IN IS IT JP KE KR LT LU LV ' +
  'MA MT MX MY NG NL NO NU NZ PE PH PK PL PT RO RS RU SA SE SG SI SK TH TR TW UA US VN ZA';
const COUNTRIES = PLACES.split(' ') as CountryCode[];

/** The example of the library, and three beside it that the library's largest data knows as well. */
const NUMBERS = COUNTRIES.flatMap((country) => {
  const example = exampleOf(country);
  ok(example, country);
  const near = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    .map((digit) => parsePhoneNumberFromString(example.number.slice(0, -1) + String(digit)))
    .filter((number) => number?.isValid() && number.country === country);
  return near.slice(0, 4).map((number) => ({ country, number: number! }));
});

const arabic = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
const fullWidth = (text: string): string =>
  text.replace(/[\d+]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

type Written = (typeof NUMBERS)[number]['number'];

/** How people write a number, and who does: somebody who has chosen its country, or another, or none. */
const WAYS: readonly [way: string, write: (number: Written) => string, national: boolean][] = [
  ['national', (number) => number.formatNational(), true],
  ['national without spaces', (number) => number.formatNational().replace(/\D/g, ''), true],
  ['national with an extension', (number) => `${number.formatNational()} ext. 12`, true],
  ['in Arabic digits', (number) => arabic(number.formatNational()), true],
  ['international', (number) => number.formatInternational(), false],
  ['E.164', (number) => number.number, false],
  [
    'with invisible marks',
    (number) => `\u202a${number.formatInternational().replace(/ /g, '\u00a0\u200b')}\u202c`,
    false,
  ],
  ['in full-width characters', (number) => fullWidth(number.formatInternational()), false],
  ['as a link', (number) => number.getURI(), false],
  ['as a link with an extension', (number) => `TEL:${number.number};ext=12`, false],
  ['with 00', (number) => `00${number.number.slice(1)}`, false],
  ['with +00', (number) => `+00 ${number.number.slice(1)}`, false],
  ['with dots', (number) => number.formatInternational().replace(/ /g, '.'), false],
  ['within words', (number) => `Call me: ${number.formatInternational()}, please`, false],
];

void describe('phone numbers as people write them', () => {
  void it('are 200 and more, of 60 countries and more', () => {
    ok(NUMBERS.length >= 200, String(NUMBERS.length));
    ok(new Set(NUMBERS.map(({ country }) => country)).size >= 60);
  });

  for (const [way, write, isNational] of WAYS) {
    void it(way, () => {
      for (const { country, number } of NUMBERS) {
        for (const chosen of isNational ? [country] : ([country, 'DE', 'US', undefined] as const)) {
          const text = write(number);
          const reading = readPhone(text, chosen);
          equal(reading.value, number.number, `${text} in ${chosen ?? 'no country'}`);
          equal(reading.fault, undefined);
          if (!isNational) equal(reading.country, country, text);
          // Written anew, it is the same number.
          equal(readPhone(formatWhole(text, chosen), chosen).value, number.number, text);
        }
      }
    });
  }

  void it('with the trunk zero in brackets, which T6 asks for', () => {
    equal(readPhone('+44 (0)20 7946 0018', undefined).value, '+442079460018');
    equal(readPhone('+49 (0) 151 2345678', 'US').value, '+491512345678');
    equal(readPhone('+39 (0)6 1234 5678', 'DE').value, '+390612345678');
  });

  void it('with the exit codes of other countries', () => {
    for (const [text, chosen] of [
      ['011 44 20 7946 0018', 'US'],
      ['011 44 20 7946 0018', 'FR'],
      ['011 44 20 7946 0018', 'DE'],
      ['0011 44 20 7946 0018', 'AU'],
      ['0011442079460018', 'JP'],
      ['8~10 44 20 7946 0018', 'RU'],
      ['810442079460018', 'RU'],
      ['810 44 20 7946 0018', 'FR'],
      ['010 44 20 7946 0018', 'JP'],
    ] as const) {
      const reading = readPhone(text, chosen);
      equal(reading.value, '+442079460018', `${text} in ${chosen}`);
      equal(reading.international, true);
      equal(formatWhole(text, chosen), '+44 20 7946 0018');
    }
  });

  void it('of short plans, and of no country', () => {
    equal(readPhone('4002', 'NU').value, '+6834002');
    equal(readPhone('+290 23456', 'DE').value, '+29023456');
    equal(readPhone('+800 1234 5678', 'DE').value, '+80012345678');
    equal(readPhone('+800 1234 5678', 'DE').country, undefined);
  });

  void it('that no data knows, as long as they can be', () => {
    // A range that is not given out, and a length that the country has.
    equal(parsePhoneNumberFromString('+15551234567')?.isValid(), false);
    equal(readPhone('+1 555 123 4567', 'DE').value, '+15551234567');
    equal(readPhone('(555) 123-4567', 'US').value, '+15551234567');
  });

  void it('of the chosen country, where several share a code', () => {
    equal(readPhone('+1 555 123 4567', 'CA').country, 'CA');
    equal(readPhone('+1 555 123 4567', 'DE').country, 'US');
    equal(readPhone('+1 204 234 5678', 'US').country, 'CA');
    equal(readPhone('+7 701 234 5678', 'RU').country, 'KZ');
  });
});

void describe('what cannot be a phone number', () => {
  void it('is too short or too long for its country', () => {
    for (const { country, number } of NUMBERS) {
      const { countryCallingCode: code, nationalNumber } = number;
      const short = readPhone(`+${code} ${nationalNumber.slice(0, 2)}`, 'DE');
      equal(short.fault, 'too-short', country);
      equal(short.value, '');
      equal(short.country, sameCode(country), `too short for ${country}`);
      const long = readPhone(`${number.formatInternational()} 1234567890`, 'DE');
      equal(long.fault, 'too-long', country);
      equal(long.value, '');
      equal(readPhone(`${nationalNumber}1234567890123`, country).fault, 'too-long', country);
    }
  });

  void it('has a code that no country has, or none where none is chosen', () => {
    equal(readPhone('+999 123 4567', 'DE').fault, 'unknown-code');
    equal(readPhone('+210 123 4567', 'DE').unknownCode, '+210');
    equal(readPhone('0151 23456789', undefined).fault, 'needs-country');
  });

  void it('is no number, or one for emergencies', () => {
    for (const text of ['abc', '?', 'jdoe@example.com'])
      equal(readPhone(text, 'DE').fault, 'not-a-number', text);
    for (const text of ['112', '+4', '+49', '0']) equal(readPhone(text, 'DE').fault, 'too-short', text);
    equal(readPhone('+4', 'DE').country, undefined);
    equal(readPhone('911', 'US').fault, 'too-short');
  });

  void it('is nothing where there is nothing', () => {
    for (const text of ['', '  ', '\u200b']) {
      equal(readPhone(text, 'DE').fault, undefined);
      equal(readPhone(text, 'DE').value, '');
    }
  });
});

void describe('a number that is being typed', () => {
  void it('keeps every digit, in every country', () => {
    for (const { country, number } of NUMBERS) {
      for (const whole of [number.formatNational(), number.number]) {
        const digits = whole.replace(/[^\d+]/g, '');
        for (let length = 1; length <= digits.length; length++) {
          const typed = digits.slice(0, length);
          const { text, caret } = formatWhileTyping({ text: typed, caret: length }, country);
          equal(text.replace(/[^\d+]/g, ''), typed, `${country} ${typed}`);
          equal(text.slice(0, caret).replace(/[^\d+]/g, ''), typed);
        }
      }
    }
  });

  void it('keeps the caret by its digit', () => {
    const { text } = formatWhileTyping({ text: '2025550123', caret: 10 }, 'US');
    equal(text, '(202) 555-0123');
    for (let digits = 1; digits <= 10; digits++) {
      const { caret } = formatWhileTyping({ text: '2025550123', caret: digits }, 'US');
      equal(text.slice(0, caret).replace(/\D/g, '').length, digits);
    }
  });

  void it('goes along to another country', () => {
    equal(moveTo('+44 20 7946 0018', 'DE'), '+49 2079 460018');
    equal(moveTo('0151 23456789', 'AT'), '01 5123456789');
    equal(moveTo('', 'AT'), '');
    equal(moveTo('+44', 'AT'), '+43');
  });
});

/** Which country a calling code stands for, where a number is too short to say more. */
function sameCode(country: CountryCode): CountryCode {
  const first: Partial<Record<CountryCode, CountryCode>> = { CA: 'US' };
  return first[country] ?? country;
}
