/** What the documents show is what the tests run. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pageSamples } from '../../support/page-samples.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): Promise<string> => readFile(ROOT + path, 'utf8');

/** The files that a page shows, which another test holds to be as they are. */
const shownIn = (page: string): string[] =>
  pageSamples(page, 'ts')
    .map(({ file }) => file)
    .filter((file) => file !== undefined);

void test('docs/rest.md shows every worked example', async () => {
  const files = (await readdir(`${ROOT}examples/rest`)).map((file) => `examples/rest/${file}`);
  assert.deepEqual(shownIn('docs/rest.md').sort(), files.sort());
});

void test('docs/rest-backends.md shows the page, and names each description', async () => {
  assert.deepEqual(shownIn('docs/rest-backends.md'), ['examples/cognito-page.ts']);
  const page = await read('docs/rest-backends.md');
  for (const file of await readdir(`${ROOT}src/backends/rest/descriptions`))
    assert.ok(page.includes(`\n| \`${file.replace('.ts', '')}\` `), `${file} is not named`);
});

void test('docs/write-your-own-client.md shows the client', () => {
  assert.deepEqual(shownIn('docs/write-your-own-client.md'), ['examples/own-client.ts']);
});
