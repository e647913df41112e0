import { expect } from 'chai';
import { extractCode } from '../../src/core/code-message.js';
import { foldToAscii, isDate, normalizeCode, type CodeRules } from '../../src/core/code.js';

const SIX: CodeRules = { length: 6 };
const EIGHT_ANY: CodeRules = { length: 8, alphabet: 'alphanumeric' };

describe('normalizeCode', () => {
  const ways: Record<string, string> = {
    'as it is': '123456',
    'with a space': '123 456',
    'with a dash': '123-456',
    'with an en dash': '123–456',
    'with a dot': '123.456',
    'with a no-break space': '123\u00a0456',
    'with a narrow no-break space': '123\u202f456',
    'with zero-width characters': '\u200b123\u200d45\ufeff6',
    'with bidi marks': '\u202a123456\u202c\u200e\u2066',
    'with a line break': '123456\r\n',
    'in Arabic-Indic digits': '١٢٣٤٥٦',
    'in Persian digits': '۱۲۳۴۵۶',
    'in Devanagari digits': '१२३४५६',
    'in Bengali digits': '১২৩৪৫৬',
    'in full-width digits': '１２３４５６',
    'in mathematical digits': '𝟏𝟐𝟑𝟺𝟻𝟼',
  };
  for (const [way, text] of Object.entries(ways)) {
    it(`takes a code ${way}`, () => {
      expect(normalizeCode(text, SIX)).to.deep.equal({ value: '123456', rejected: false, tooLong: false });
    });
  }

  it('says that there was more than a code', () => {
    expect(normalizeCode('12a456', SIX)).to.deep.equal({ value: '12456', rejected: true, tooLong: false });
    expect(normalizeCode('1234567', SIX)).to.deep.equal({ value: '1234567', rejected: false, tooLong: true });
    expect(normalizeCode('中', SIX)).to.deep.equal({ value: '', rejected: true, tooLong: false });
  });

  it('keeps letters and their case in an alphanumeric code', () => {
    expect(normalizeCode('aB1-２Ｃｄ', EIGHT_ANY)).to.deep.equal({
      value: 'aB12Cd',
      rejected: false,
      tooLong: false,
    });
    expect(normalizeCode('äb', EIGHT_ANY).rejected).to.equal(true);
  });

  it('folds every decimal digit of Unicode to its value', () => {
    for (let point = 0; point < 0x20000; point++) {
      const character = String.fromCodePoint(point);
      if (!/\p{Nd}/u.test(character)) continue;
      expect(foldToAscii(character), `U+${point.toString(16)}`).to.match(/^[0-9]$/);
    }
    expect(foldToAscii('٠٩۰۹०९')).to.equal('090909');
  });
});

describe('isDate', () => {
  const dates = [
    '28.11.26',
    '28-11-2026',
    '28/11/26',
    '2026-11-28',
    '11/28/26',
    '1.2.26',
    '26.11.28',
    ' 28.11.26 ',
  ];
  for (const text of dates) it(`sees a day in ${text}`, () => expect(isDate(text)).to.equal(true));

  const others = [
    '12-34-56',
    '12.34.56',
    '28 11 26',
    '123.456',
    '28.11-26',
    '99.11.3026',
    '281126',
    '0.0.26',
  ];
  for (const text of others) it(`sees none in ${text}`, () => expect(isDate(text)).to.equal(false));

  it('refuses the day of an eight-digit code as well', () => {
    expect(normalizeCode('28.11.2026', { length: 8 }).rejected).to.equal(true);
    expect(normalizeCode('2811 2026', { length: 8 }).rejected).to.equal(false);
  });
});

describe('extractCode', () => {
  const found: [string, CodeRules?][] = [
    ['123456'],
    ['123 456'],
    ['G-123456'],
    ['Your code is 123456. Do not share it.'],
    ['123456 is your code. It is valid for 10 minutes.'],
    ['Your code is 123 456. Valid for 10 minutes.'],
    ['Your code: 123-456'],
    ['Your code:123456'],
    ['code=123456'],
    ['123.456'],
    ['12-34-56'],
    ['12.34.56'],
    ['12 34 56'],
    ['验证码为123456，请勿泄露'],
    ['رمزك هو ١٢٣٤٥٦'],
    ['G-123456 is your code. Call 5551234 if it was not you.'],
    ['123456 is your code.\n\n@example.com #123456'],
    ['<#> 123456 is your code FA+9qCX9VSu'],
    ['\u200e123456\u200e'],
  ];
  for (const [text] of found) {
    it(`finds the code in ${JSON.stringify(text)}`, () => {
      expect(extractCode(text, SIX)).to.equal('123456');
    });
  }

  const none = [
    '',
    '12345',
    '1234567',
    'Your code is 12345.',
    'Your codes are 123456 and 654321.',
    'Call 555-123456.',
    'You owe 1234.56 today',
    'Invoice of 2024-11-02',
    'ABC123456',
    '28.11.26',
    '28/11/26',
    '28-11-26',
    '28–11–26',
    '٢٨.١١.٢٦',
    'Valid until 28-11-26.',
    '1234.56',
    '€1234.56',
    '123456@example.com',
    'jdoe123456',
    'Your code is on its way.',
  ];
  for (const text of none) {
    it(`finds nothing in ${JSON.stringify(text)}`, () => {
      expect(extractCode(text, SIX)).to.equal(undefined);
    });
  }

  it('finds an alphanumeric code, and takes no plain word for one', () => {
    expect(extractCode('Your code is aB3d-5F7h. Standard rates apply.', EIGHT_ANY)).to.equal('aB3d5F7h');
    expect(extractCode('Use aB3d5F7h to continue please', EIGHT_ANY)).to.equal('aB3d5F7h');
    expect(extractCode('ABCD-EFGH', EIGHT_ANY)).to.equal('ABCDEFGH');
    expect(extractCode('Standard or passcode', EIGHT_ANY)).to.equal(undefined);
  });

  it('is quick on a long text', () => {
    const started = performance.now();
    extractCode('1-'.repeat(5_000) + 'a '.repeat(5_000), SIX);
    expect(performance.now() - started).to.be.below(500);
  });
});
