/** Each sample of README.md and docs is held to the truth by something: a new one, too, and on a new page. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { pages, pageSamples, placeOf, samplesIn, type PageSample } from '../support/page-samples.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(ROOT + path, 'utf8');

/** What looks at every sample in a language, by itself. What shows a file, or is run, it leaves to who has that. */
const BY_LANGUAGE: Readonly<Record<string, string>> = {
  ts: 'test/samples/typed.node-test.ts',
  tsx: 'test/samples/typed.node-test.ts',
  js: 'test/samples/typed.node-test.ts',
  jsx: 'test/samples/typed.node-test.ts',
  html: 'test/samples/markup.node-test.ts',
  css: 'test/samples/styles.node-test.ts',
  json: 'test/samples/plain.node-test.ts',
  sh: 'test/samples/plain.node-test.ts',
};

/** Samples that nothing can look at, by `page:` and words of theirs; and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

/** The tests, with the samples that each takes from a page and runs. */
const TESTS = readdirSync(`${ROOT}test`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `test/${file}`)
  .map((file) => ({ file, text: read(file) }));
const TAKEN = /pageSamples?\(\s*'([^']+\.md)',\s*'([^']+)',?\s*\)/g;

interface Runner {
  readonly file: string;
  takes(sample: PageSample): boolean;
}

const runners = TESTS.flatMap(({ file, text }): Runner[] =>
  [...text.matchAll(TAKEN)].map(([call, page, what = '']) => ({
    file,
    takes: (sample) =>
      sample.page === page &&
      (call.startsWith('pageSamples') ? sample.language === what : sample.code.includes(what)),
  })),
);

/** The tests that run the sample; else what looks at its language. */
function holdersOf(sample: PageSample): string[] {
  const { file, language } = sample;
  if (file !== undefined) return holdersOfFile(file);
  const running = runners.filter(({ takes }) => takes(sample)).map(({ file: test }) => test);
  if (running.length > 0) return [...new Set(running)];
  const own = BY_LANGUAGE[language];
  return own === undefined ? [] : [own];
}

/** Those that say its name, or that of its folder and what it is there; or run another file that is shown and imports it. */
function holdersOfFile(file: string): string[] {
  const [, folder = '', name = ''] = /^(.*)\/([^/]+)\.\w+$/.exec(file) ?? [];
  const named = TESTS.filter(
    ({ text }) =>
      text.includes(`${folder}/${name}.`) || (text.includes(folder) && text.includes(`'./${name}.`)),
  );
  if (named.length > 0) return named.map(({ file: test }) => test);
  const importing = samples.filter(({ code }) => code.includes(`'./${name}.js'`));
  return importing.flatMap((other) => (other.file === undefined ? [] : holdersOfFile(other.file)));
}

const exceptionsFor = (sample: PageSample): string[] =>
  Object.keys(EXCEPTIONS).filter((words) => {
    const [page = ''] = words.split(':', 1);
    return sample.page === page && sample.code.includes(words.slice(page.length + 1));
  });

const samples = pages().flatMap((page) => pageSamples(page));

void test('something holds each sample', () => {
  assert.ok(samples.length > 40);
  for (const sample of samples) {
    const [holders, exceptions] = [holdersOf(sample), exceptionsFor(sample)];
    const place = `${placeOf(sample)} (${sample.language || 'no language'})`;
    if (exceptions.length === 0) assert.notEqual(holders.length, 0, `nothing holds ${place}`);
    else assert.deepEqual(holders, [], `${place} needs no exception`);
  }
});

void test('one test runs each, and no other', () => {
  for (const sample of samples.filter(({ file }) => file === undefined)) {
    const holders = holdersOf(sample);
    assert.ok(holders.length <= 1, `${placeOf(sample)} is run by ${holders.join(' and ')}`);
  }
});

void test('each exception is of one sample, and has a reason', () => {
  for (const [words, reason] of Object.entries(EXCEPTIONS)) {
    assert.equal(samples.filter((sample) => exceptionsFor(sample).includes(words)).length, 1, words);
    assert.match(reason, /.{20}/, words);
  }
});

void test('what looks at a language is there', () => {
  for (const file of new Set(Object.values(BY_LANGUAGE)))
    assert.ok(read(file).includes('pageSamples('), file);
});

void test('what shows a file shows it as it is', () => {
  for (const sample of samples) {
    if (sample.file === undefined) continue;
    assert.equal(sample.code, published(read(sample.file)), placeOf(sample));
  }
});

/** A file as a reader would write it: with the package's name in place of our folders. */
function published(code: string): string {
  return code
    .replace(/'(?:\.\.\/)+src\/core\/index\.js'/g, "'mfa-elements/core'")
    .replace(/'(?:\.\.\/)+src\/backends\/rest\/descriptions\/(\w+)\.js'/g, "'mfa-elements/backends/rest/$1'")
    .replace(/'(?:\.\.\/)+src\/backends\/(\w+)\/index\.js'/g, "'mfa-elements/backends/$1'");
}

void describe('how samples are found', () => {
  void test('in their order, with place, language and file, in lists and in longer fences', () => {
    const text = [
      'Words with `code`.\n',
      '```sh\nnpm start\n```\n',
      '<!-- file: examples/a.ts -->\n\n```ts\nlet a;\n```\n\n<!-- /file -->\n',
      '- An item:\n\n  ```css\n  a {\n    b: c;\n  }\n  ```\n',
      '````md\n```ts\nno sample of its own\n```\n````\n',
      '```\nno language\n```\n',
    ].join('\n');
    assert.deepEqual(samplesIn('docs/x.md', text), [
      { page: 'docs/x.md', line: 3, language: 'sh', code: 'npm start\n' },
      { page: 'docs/x.md', line: 9, language: 'ts', code: 'let a;\n', file: 'examples/a.ts' },
      { page: 'docs/x.md', line: 17, language: 'css', code: 'a {\n  b: c;\n}\n' },
      { page: 'docs/x.md', line: 23, language: 'md', code: '```ts\nno sample of its own\n```\n' },
      { page: 'docs/x.md', line: 29, language: '', code: 'no language\n' },
    ]);
  });

  void test('a sample of no language that anything looks at is noticed', () => {
    const [sample] = samplesIn('docs/x.md', '```cobol\nSTOP RUN.\n```\n');
    assert.deepEqual(holdersOf(sample!), []);
  });
});
