/** Samples of CSS name only what there is: our custom properties, and the parts that elements document. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { transformSync } from 'esbuild';
import { pages, pageSamples, placeOf } from '../support/page-samples.js';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`src/${file}`, 'utf8'))
  .join('\n');
const properties = new Set(sources.match(/--mfa-[\w-]+/g));
const parts = new Set([...sources.matchAll(/@csspart ([\w-]+)/g)].map(([, name]) => name));

/** What a sample says that is not so. */
function wrongIn(css: string): string[] {
  const syntax = transformSync(css, { loader: 'css', logLevel: 'silent' }).warnings.map(({ text }) => text);
  const unknown = (css.match(/--mfa-[\w-]+/g) ?? []).filter((name) => !properties.has(name));
  const named = [...css.matchAll(/::part\(([^)]*)\)/g)].flatMap(([, names = '']) =>
    names.trim().split(/\s+/),
  );
  return [...syntax, ...unknown, ...named.filter((name) => !parts.has(name))];
}

void test('samples of CSS', () => {
  for (const sample of pages().flatMap((page) => pageSamples(page, 'css')))
    assert.deepEqual(wrongIn(sample.code), [], placeOf(sample));
});

void test('a name that is not there is noticed', () => {
  const css = 'a::part(submit) { --mfa-radius: 0; } a::part(sumbit) { --mfa-radios: 0; }';
  assert.deepEqual(wrongIn(css), ['--mfa-radios', 'sumbit']);
  assert.notDeepEqual(wrongIn('a { color red; }'), []);
});
