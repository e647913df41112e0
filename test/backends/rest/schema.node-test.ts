/** The published JSON schema: it takes what the checker takes, and finds what an editor can find. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { checkDescription } from '../../../src/backends/rest/check-description.js';
import { pageSamples, placeOf } from '../../support/page-samples.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): Promise<string> => readFile(ROOT + path, 'utf8');
const takes = new Ajv({ strict: false }).compile(
  JSON.parse(await read('rest-description.schema.json')) as object,
);
/** What a page has to give to one of them or another. */
const MORE = ['clientId', 'userId'];

/** Everything that a file exports, as it comes out of JSON. */
async function exported(folder: string): Promise<[name: string, description: unknown][]> {
  const found: [string, unknown][] = [];
  for (const file of await readdir(ROOT + folder)) {
    const module = (await import(pathToFileURL(`${ROOT}${folder}/${file}`).href)) as object;
    for (const [name, value] of Object.entries(module))
      found.push([`${folder}/${file} ${name}`, JSON.parse(JSON.stringify(value))]);
  }
  return found;
}

void describe('the JSON schema of a description', () => {
  void test('takes each description that is shipped or shown, as the checker does', async () => {
    const shipped = await exported('src/backends/rest/descriptions');
    const shown = await exported('examples/rest');
    const inDocs = pageSamples('docs/rest.md', 'json').map((sample): [string, unknown] => [
      placeOf(sample),
      JSON.parse(sample.code),
    ]);
    assert.ok(shipped.length >= 7 && shown.length >= 3 && inDocs.length >= 2);
    for (const [name, description] of [...shipped, ...shown, ...inDocs]) {
      assert.ok(takes(description), `${name}: ${JSON.stringify(takes.errors)}`);
      assert.equal(checkDescription(description, MORE), description, name);
    }
  });

  const verify = { path: '/check', body: { code: '{code}' } };
  const mistakes: [what: string, description: unknown][] = [
    ['a misspelt role', { opt: [] }],
    ['a channel that nobody has', { otp: [{ channels: ['pigeon'], verify }] }],
    ['no check', { otp: [{ channels: ['sms'] }] }],
    ['no path', { recovery: { verify: { body: {} } } }],
    ['a method in small letters', { recovery: { verify: { ...verify, method: 'post' } } }],
    ['a code of no meaning', { errors: { codes: { E1: 'wrong' } } }],
    ['a kind that is none', { factors: { list: verify, kinds: { a: 'app' } } }],
    ['a unit that is none', { errors: { retryAfter: { path: 'wait', as: 'minutes' } } }],
    ['a proof that cannot be', { errors: { proof: 'security-questions' } }],
  ];
  for (const [what, description] of mistakes) {
    void test(`finds ${what}, as the checker does`, (context) => {
      context.mock.method(console, 'warn', () => {});
      assert.equal(takes(description), false);
      assert.throws(() => checkDescription(description, []));
    });
  }
});
