/** What is typed into a shell, or kept in a file of data. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { pages, pageSamples, placeOf } from '../support/page-samples.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
interface Manifest {
  readonly name: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: object;
  readonly devDependencies: object;
  readonly peerDependencies: object;
}
const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as Manifest;
const { name, scripts, dependencies, devDependencies, peerDependencies } = manifest;
/** Nobody is told to install what we do not work with ourselves. */
const known = new Set([name, ...Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies })]);

const ofLanguage = (language: string) => pages().flatMap((page) => pageSamples(page, language));

/** What is wrong with a line. */
function wrongWith(line: string): string[] {
  const [program = '', command = '', ...rest] = line.trim().split(/\s+/);
  const words = rest.filter((word) => !word.startsWith('-'));
  if (program === 'npx') return isScript(command, words) ? [] : [line];
  if (program !== 'npm') return [line];
  if (['install', 'i'].includes(command)) return words.filter((word) => !known.has(word));
  const script = command === 'run' ? words[0] : command;
  return script !== undefined && script in scripts ? [] : [line];
}

const isScript = (program: string, [file = '']: readonly string[]): boolean =>
  program === 'tsx' && existsSync(ROOT + file);

void test('each line for a shell is one that this project takes', () => {
  const samples = ofLanguage('sh');
  assert.notEqual(samples.length, 0);
  for (const sample of samples) {
    const lines = sample.code.replace(/ *#.*$/gm, '').split(/\n|&&/);
    const wrong = lines.filter((line) => line.trim() !== '').flatMap(wrongWith);
    assert.deepEqual(wrong, [], placeOf(sample));
  }
});

void test('a line that nobody can type is noticed', () => {
  const lines = ['npm run bild', 'npm install mfa-element lit', 'yarn add lit', 'npx tsx scripts/nothing.ts'];
  assert.deepEqual(lines.map(wrongWith), [[lines[0]], ['mfa-element'], [lines[2]], [lines[3]]]);
});

void test('data is data', () => {
  for (const sample of ofLanguage('json'))
    assert.doesNotThrow(() => JSON.parse(sample.code) as unknown, placeOf(sample));
});
