import { expect } from 'chai';
import { directionOf, formatValue } from '../../src/locales/format-value.js';
import { nearestLanguage } from '../../src/locales/languages.js';
import { clockTime, roundTime, spokenTime, writtenDay } from '../../src/locales/text-values.js';
import { formatText, type PluralText } from '../../src/locales/texts.js';

const SECOND = 1000;
const isolate = (text: string): string => `\u2068${text}\u2069`;

describe('values in texts', () => {
  for (const [seconds, shown] of [
    [0, '0:00'],
    [5, '0:05'],
    [65, '1:05'],
    [600, '10:00'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [36_000, '10:00:00'],
  ] as const)
    it(`${seconds} s are ${shown} on a clock`, () => {
      expect(formatValue(clockTime(seconds), 'en')).to.equal(shown);
    });

  for (const [language, seconds, said] of [
    ['en', 272, '4 minutes 32 seconds'],
    ['en', 61, '1 minute 1 second'],
    ['en', 30, '30 seconds'],
    ['en', 0, '0 seconds'],
    ['en', 120, '2 minutes'],
    ['de', 62, '1 Minute, 2 Sekunden'],
    ['pl', 180, '3 minuty'],
    ['ru', 300, '5 минут'],
  ] as const)
    it(`${seconds} s are "${said}" in ${language}`, () => {
      // Whether a comma stands between the two is the engine's.
      const plain = formatValue(spokenTime(seconds * SECOND), language).replaceAll(',', '');
      expect(plain).to.equal(said.replaceAll(',', ''));
    });

  it('writes what is simple in English without the tables of Intl, which take long to load', () => {
    const own = Object.getOwnPropertyDescriptors(Intl);
    const asked: string[] = [];
    for (const name of ['NumberFormat', 'Locale', 'PluralRules', 'ListFormat'] as const)
      Object.defineProperty(Intl, name, {
        configurable: true,
        get: () => (asked.push(name), own[name].value as unknown),
      });
    try {
      const simple = [6, clockTime(65), 'Ada'].map((value) => formatValue(value, 'en-NZ'));
      expect([...simple, directionOf('en-NZ'), nearestLanguage('en-NZ')]).to.deep.equal([
        '6',
        '1:05',
        'Ada',
        'ltr',
        'en',
      ]);
      expect(asked).to.deep.equal([]);
      expect(formatValue(1234, 'en-NZ')).to.equal('1,234');
      expect(asked).to.deep.equal(['NumberFormat']);
    } finally {
      Object.defineProperties(Intl, own);
    }
  });

  it('says a time in round words', () => {
    const [hour, day] = [3_600_000, 86_400_000];
    const said = [30 * day, 36 * hour, day, 90 * SECOND].map((ms) => formatValue(roundTime(ms), 'en'));
    expect(said).to.deep.equal(['30 days', '36 hours', '1 day', '1 minute']);
    expect(formatValue(roundTime(5 * day), 'pl')).to.match(/^5 (dni|dób)$/);
  });

  it('writes numbers and days as the language does', () => {
    expect(formatValue(1234.5, 'de')).to.equal('1.234,5');
    expect(formatValue(writtenDay(Date.UTC(2030, 2, 5, 12)), 'en-GB')).to.equal('5 March 2030');
    expect(formatValue(writtenDay(Date.UTC(2030, 2, 5, 12)), 'de')).to.equal('5. März 2030');
    expect(formatValue(6, 'fa')).to.equal('۶');
  });

  it('keeps what runs the other way apart from the text around it', () => {
    expect(formatValue('My phone', 'en')).to.equal('My phone');
    expect(formatValue('הטלפון שלי', 'en')).to.equal(isolate('הטלפון שלי'));
    expect(formatValue('+49 151', 'he')).to.equal(isolate('+49 151'));
    expect(formatValue('', 'he')).to.equal('');
  });

  it('knows which way languages run', () => {
    for (const language of ['ar', 'he', 'fa', 'ur', 'ar-EG', 'ckb', 'pa-Arab'])
      expect(directionOf(language), language).to.equal('rtl');
    for (const language of ['en', 'de', 'ja', 'pa', 'not a language'])
      expect(directionOf(language), language).to.equal('ltr');
  });
});

describe('texts that change with a number', () => {
  const attempts: PluralText = {
    by: 'count',
    one: '{count} próba',
    few: '{count} próby',
    many: '{count} prób',
    other: '{count} próby',
  };

  it('take the form of the language', () => {
    expect([1, 2, 5, 22, 1.5].map((count) => formatText(attempts, { count }, 'pl'))).to.deep.equal([
      '1 próba',
      '2 próby',
      '5 prób',
      '22 próby',
      '1,5 próby',
    ]);
  });

  it('take the other form where theirs is not there, or the number is none', () => {
    const text: PluralText = { by: 'count', other: '{count} left' };
    expect(formatText(text, { count: 1 })).to.equal('1 left');
    expect(formatText(text, {})).to.equal('{count} left');
  });
});
