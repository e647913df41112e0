/** What the documents show is what the tests run. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BLOCK = /<!-- file: (\S+) -->\n\n```ts\n(.*?)```\n/gs;

const read = (path: string): Promise<string> => readFile(ROOT + path, 'utf8');

/** A file as a reader would write it: with the package's name in place of our folders. */
function published(code: string): string {
  return code
    .replace(/'(?:\.\.\/)+src\/core\/index\.js'/g, "'mfa-elements/core'")
    .replace(/'(?:\.\.\/)+src\/backends\/rest\/descriptions\/(\w+)\.js'/g, "'mfa-elements/backends/rest/$1'")
    .replace(/'(?:\.\.\/)+src\/backends\/(\w+)\/index\.js'/g, "'mfa-elements/backends/$1'");
}

async function shownIn(document: string): Promise<string[]> {
  const blocks = [...(await read(document)).matchAll(BLOCK)];
  for (const [, path = '', code] of blocks)
    assert.equal(code, published(await read(path)), `${document} shows another ${path}`);
  return blocks.map(([, path = '']) => path);
}

void test('docs/rest.md shows every worked example as it is', async () => {
  const files = (await readdir(`${ROOT}examples/rest`)).map((file) => `examples/rest/${file}`);
  assert.deepEqual((await shownIn('docs/rest.md')).sort(), files.sort());
});

void test('docs/rest-backends.md shows the page as it is, and names each description', async () => {
  assert.deepEqual(await shownIn('docs/rest-backends.md'), ['examples/cognito-page.ts']);
  const page = await read('docs/rest-backends.md');
  for (const file of await readdir(`${ROOT}src/backends/rest/descriptions`))
    assert.ok(page.includes(`\n| \`${file.replace('.ts', '')}\` `), `${file} is not named`);
});

void test('docs/write-your-own-client.md shows the client as it is', async () => {
  assert.deepEqual(await shownIn('docs/write-your-own-client.md'), ['examples/own-client.ts']);
});
