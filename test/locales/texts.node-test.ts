/** Every language, text by text: whole, translated, and written as its readers expect. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { en } from '../../src/locales/en.js';
import { directionOf } from '../../src/locales/format-value.js';
import type { PluralText, TextKey, Translation } from '../../src/locales/texts.js';
import { formsOf, languages, translationOf } from './all-languages.js';
import { glossaryOf, LATIN_EVERYWHERE, TERMS, type Term } from './glossary.js';

/** So many there are at least, English among them. */
const LEAST = 31;
/** Languages that end a sentence without a mark. */
const NO_FULL_STOP = ['th'];
/** Languages with a space before `?`, `!` and `:`. */
const SPACED_MARKS = ['fr'];

const english: Translation = en;
const keys = Object.keys(en) as TextKey[];

/** Each text that is wrong, as `key` or `key.form`. */
function wrongTexts(
  translation: Translation,
  isWrong: (words: string, key: TextKey, form: string) => boolean,
): string[] {
  return keys.flatMap((key) =>
    formsOf(translation[key])
      .filter(([form, words]) => isWrong(words, key, form))
      .map(([form, words]) => `${form ? `${key}.${form}` : key}: ${words}`),
  );
}

const isPlural = (text: string | PluralText): text is PluralText => typeof text !== 'string';
const placeholders = (words: string): string[] =>
  [...new Set([...words.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();
/** What stands in any form of the English text. */
const valuesOf = (key: TextKey): string[] =>
  placeholders(
    formsOf(english[key])
      .map(([, words]) => words)
      .join(' '),
  );

/** The forms that stand for one number alone, which may be said without writing it: Arabic "two attempts" is one word. */
function formsOfOneNumber(tag: string): string[] {
  const rules = new Intl.PluralRules(tag);
  const numbers = new Map<string, number>();
  for (let number = 0; number <= 1000; number++)
    numbers.set(rules.select(number), (numbers.get(rules.select(number)) ?? 0) + 1);
  return [...numbers].filter(([, count]) => count === 1).map(([form]) => form);
}

/** In small letters, words apart by one space, with one at either end. */
function plain(words: string, tag: string): string {
  return ` ${words.toLocaleLowerCase(tag).replace(/[^\p{L}\p{M}\p{N}-]+/gu, ' ')} `;
}

/** How a text ends: a question, a sentence, or neither, as a label does. */
function ending(words: string): string {
  const last = words.replace(/[\u2066-\u2069»”“"')）」]+$/u, '').slice(-1);
  if ('?？؟;'.includes(last)) return 'question';
  return '.。।۔።'.includes(last) ? 'sentence' : 'label';
}

void test(`there are at least ${LEAST} languages`, () => {
  assert.ok(languages.length + 1 >= LEAST, languages.join());
});

for (const tag of languages)
  void describe(tag, async () => {
    const translation = await translationOf(tag);
    const glossary = await glossaryOf(tag);
    const ownLetters = !/\p{Script=Latin}/u.test(
      new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? '',
    );

    void test('is a language that engines know, under its usual name', () => {
      assert.equal(Intl.getCanonicalLocales(tag)[0]?.toLowerCase(), tag);
      assert.deepEqual(Intl.PluralRules.supportedLocalesOf(tag).length, 1);
    });

    void test('has every text, in the order of English, and no other', () => {
      assert.deepEqual(Object.keys(translation), keys);
    });

    void test('is translated', () => {
      const same = keys.filter((key) => JSON.stringify(translation[key]) === JSON.stringify(english[key]));
      assert.deepEqual(same, glossary.sameAsEnglish);
    });

    void test('has letters of its own script', () => {
      const foreign = wrongTexts(
        translation,
        (words) =>
          ownLetters &&
          (words.replace(/\{\w+\}/g, '').match(/\p{Script=Latin}+/gu) ?? []).some(
            (word) => !LATIN_EVERYWHERE.includes(word),
          ),
      );
      assert.deepEqual(foreign, []);
    });

    void test('has the values of English in each text', () => {
      const alone = formsOfOneNumber(tag);
      const wrong = wrongTexts(translation, (words, key, form) => {
        const text = translation[key];
        const said = placeholders(words);
        const mayLack =
          isPlural(text) && (alone.includes(form) || !valuesOf(key).includes(text.by)) ? text.by : '';
        const wanted = valuesOf(key);
        return (
          said.some((name) => !wanted.includes(name)) ||
          wanted.some((name) => name !== mayLack && !said.includes(name))
        );
      });
      assert.deepEqual(wrong, []);
    });

    void test('has the plural forms of its grammar', () => {
      const forms = [...new Intl.PluralRules(tag).resolvedOptions().pluralCategories].sort();
      for (const key of keys) {
        const [text, source] = [translation[key], english[key]];
        if (isPlural(source)) assert.equal(isPlural(text) && text.by, source.by, key);
        if (!isPlural(text)) continue;
        assert.ok(isPlural(source) || valuesOf(key).includes(text.by), key);
        assert.deepEqual(
          formsOf(text)
            .map(([form]) => form)
            .sort(),
          forms,
          key,
        );
      }
    });

    void test('ends as English does: a sentence, a question, a label', () => {
      const wrong = wrongTexts(translation, (words, key) => {
        const [, first = ''] = formsOf(english[key])[0] ?? [];
        const wanted = ending(first);
        return wanted !== ending(words) && !(wanted === 'sentence' && NO_FULL_STOP.includes(tag));
      });
      assert.deepEqual(wrong, []);
    });

    void test('is typeset: no loose spaces, no typewriter marks, no markup', () => {
      const spaced = SPACED_MARKS.includes(tag) ? '' : '|\\s[?!:;]';
      const loose = new RegExp(`^\\s|\\s$|\\s{2}|\\s[.,。، ]${spaced}|\\.\\.|["'\`<>]|&\\w+;`, 'u');
      assert.deepEqual(
        wrongTexts(translation, (words) => words.trim() === '' || loose.test(words)),
        [],
      );
    });

    void test('keeps what runs the other way apart', () => {
      const wrong = wrongTexts(
        translation,
        (words) =>
          directionOf(tag) === 'rtl' && /\+49|@/.test(words.replace(/\u2066[^\u2066\u2069]*\u2069/g, '')),
      );
      assert.deepEqual(wrong, []);
    });

    void test('calls each thing by its one name', () => {
      const wrong = wrongTexts(translation, (words, key) => {
        const said = plain(words, tag);
        let [, source = ''] = formsOf(english[key])[0] ?? [];
        source = source.replace(/\{\w+\}/g, '');
        return (Object.keys(TERMS) as Term[]).some((term) => {
          const isMeant = TERMS[term].test(source);
          source = source.replace(TERMS[term], '');
          return isMeant && !glossary[term].some((stem) => said.includes(stem));
        });
      });
      assert.deepEqual(wrong, []);
    });

    void test('has no other word for it, and addresses everybody alike', () => {
      const wrong = wrongTexts(translation, (words) =>
        glossary.never.some((word) => plain(words, tag).includes(word)),
      );
      assert.deepEqual(wrong, []);
    });
  });
