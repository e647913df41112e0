/** The names of the texts, and of the languages: each is used, and each can be had. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MFA_ERROR_CODES } from '../../src/core/mfa-error.js';
import { languageTags } from '../../src/define/languages.js';
import { en } from '../../src/locales/en.js';
import { nearestLanguage, textsOf } from '../../src/locales/languages.js';
import { languages, translationOf } from './all-languages.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SRC = join(ROOT, 'src');

/** Names that no file has as a whole: `text(`error-${code}`)`. */
const PUT_TOGETHER = [
  ...MFA_ERROR_CODES.map((code) => `error-${code}`),
  ...['codeSent', 'codeSentAgain'].flatMap((sentence) =>
    ['ToNumber', 'ToPhone', 'ToAddress', 'ToEmail'].map((where) => sentence + where),
  ),
];

void test('each text is shown somewhere', () => {
  const source = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    // The JavaScript interface has its own names for texts of others'.
    .filter((file) => file.endsWith('.ts') && !/^(locales|compat|backends)\//.test(file))
    .map((file) => readFileSync(join(SRC, file), 'utf8'))
    .join('\n');
  const used = new Set([...source.matchAll(/'([\w-]+)'/g)].map(([, name]) => name));
  const unused = Object.keys(en).filter((key) => !used.has(key) && !PUT_TOGETHER.includes(key));
  assert.deepEqual(unused, []);
});

void test('each text that is put together is there', () => {
  assert.deepEqual(
    PUT_TOGETHER.filter((key) => !(key in en)),
    [],
  );
});

void test('each file of a language is known, and by its own name', async () => {
  for (const tag of languages) {
    assert.equal(nearestLanguage(tag === 'pt' ? 'pt-pt' : tag), tag);
    assert.deepEqual(await textsOf(tag), await translationOf(tag), tag);
  }
});

void test('each language that is known is there', async () => {
  const known = await Promise.all(languages.map(translationOf));
  for (const tag of languageTags.filter((other) => other !== 'en')) {
    const texts = await textsOf(nearestLanguage(tag)!);
    assert.ok(
      known.some((translation) => translation === texts),
      tag,
    );
  }
});

void test('a region has the language that is nearest', () => {
  for (const [around, found] of [
    ['de-AT', 'de'],
    ['ar-EG', 'ar'],
    ['pl-PL', 'pl'],
    ['en-GB', 'en'],
    // A bare one is that of the region where most speak it.
    ['pt', 'pt-br'],
    ['pt-BR', 'pt-br'],
    ['pt-PT', 'pt'],
    ['pt-AO', 'pt'],
    ['no', 'nb'],
    ['no-NO', 'nb'],
    ['zh', 'zh-hans'],
    ['zh-HK', 'zh-hant'],
    // Names of former times
    ['iw', 'he'],
    ['in', 'id'],
  ] as const)
    assert.equal(nearestLanguage(around), found, around);
});

void test('each tag that a page may offer is another language', () => {
  const found = languageTags.map(nearestLanguage);
  assert.deepEqual(found.toSorted(), ['en', ...languages].toSorted());
});
