/**
 * `npm test`: the tests in Node, beside those in each browser engine that this machine has. Where there is none, one is
 * installed with the system's package manager, or one line says what to do. `--all-engines` makes a missing one fail.
 * With names of files, only the tests in those.
 */
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { DEBIAN_PACKAGES, ENGINES, findEngines, findProgram, type Engine } from '../test/support/engines.js';
import { crashedPages, saysFailure, showFailure } from './failures.js';
import { run } from './run.js';

export interface TestResult {
  passed: number;
  failed: number;
}

const NONE: TestResult = { passed: 0, failed: 0 };

export interface TestOptions {
  allEngines: boolean;
  /** Only the tests in these files. */
  files?: readonly string[];
  /** What is done beside the engines once the tests in Node are over. */
  afterNode?: () => Promise<void>;
}

export async function runTests({ allEngines, files = [], afterNode }: TestOptions): Promise<TestResult> {
  const engines = await availableEngines(allEngines);
  console.log(`Engines: ${engines.join(', ')}`);
  const isAll = files.length === 0;
  const nodeFiles = isAll ? nodeTests() : files.filter(isForNode);
  const pages = files.filter((file) => !isForNode(file));
  const beside = async (): Promise<TestResult> => {
    const result = nodeFiles.length > 0 ? await runNodeTests(nodeFiles) : NONE;
    await afterNode?.();
    return result;
  };
  // An engine leaves most of one core to others, and tests in Node wait half of their time.
  const [inNode, inBrowsers] = await Promise.all([
    beside(),
    isAll || pages.length > 0 ? runBrowserTests(engines, pages) : NONE,
  ]);
  return { passed: inNode.passed + inBrowsers.passed, failed: inNode.failed + inBrowsers.failed };
}

/** Programs that tests in Node check our work with, by the Debian package that brings them. */
const PROGRAMS = { oathtool: 'oathtool', zbarimg: 'zbar-tools', 'redis-server': 'redis-server' };

/** The engines to test in. Chromium is always one of them: the tests of the built package run in it. */
async function availableEngines(all: boolean): Promise<Engine[]> {
  const wanted: readonly Engine[] = all ? ENGINES : ['chromium'];
  const isMissing = (engine: Engine): boolean => !findEngines()[engine];
  await install(missingPackages(wanted.filter(isMissing)));
  const packages = missingPackages(wanted.filter(isMissing));
  if (packages.length > 0) {
    throw new Error(`Something is missing. On Debian: apt-get install ${packages.join(' ')}`);
  }
  return ENGINES.filter((engine) => !isMissing(engine));
}

function missingPackages(engines: readonly Engine[]): string[] {
  const programs = Object.entries(PROGRAMS).filter(([program]) => !findProgram(program));
  return [...engines.flatMap((engine) => DEBIAN_PACKAGES[engine]), ...programs.map(([, name]) => name)];
}

/** Only where it needs no question: as root, on a machine with apt. */
async function install(packages: readonly string[]): Promise<void> {
  if (packages.length === 0 || !findProgram('apt-get') || process.getuid?.() !== 0) return;
  console.log(`Installing ${packages.join(' ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { quiet: true, env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    quiet: true,
    env,
  });
}

function isForNode(file: string): boolean {
  return file.endsWith('.node-test.ts');
}

function nodeTests(): string[] {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' });
  return files.filter(isForNode).map((file) => `test/${file}`);
}

/** Shows what they print once they are done: the browsers have their say meanwhile. */
async function runNodeTests(files: readonly string[]): Promise<TestResult> {
  const options = ['--test-reporter=spec', `--test-concurrency=${availableParallelism()}`];
  const { code, output } = await run('node', ['--import', 'tsx', '--test', ...options, ...files], {
    quiet: true,
  });
  console.log(`\n== in Node\n${output}`);
  if (code !== 0) showFailure('in Node', output.split('✖ failing tests:').at(-1) ?? '');
  return counted(code, number(output, /^ℹ pass (\d+)/m), number(output, /^ℹ fail (\d+)/m));
}

/**
 * A page whose browser has crashed is tested once more, in a browser started anew, and a second crash is a failure.
 * No failed test is ever repeated.
 */
async function runBrowserTests(engines: readonly Engine[], only: readonly string[]): Promise<TestResult> {
  const first = await runPages(engines, only);
  const crashed = saysFailure(first.output) ? new Map<string, string[]>() : crashedPages(first.output);
  if (crashed.size === 0) return resultOf(first, engines);
  let { passed, failed } = countsOf(first.output, engines);
  for (const engine of engines) {
    const pages = crashed.get(engine);
    if (!pages) continue;
    console.log(`${engine} crashed. Once more: ${pages.join(', ')}`);
    const again = resultOf(await runPages([engine], pages), [engine]);
    passed += again.passed;
    failed += again.failed;
  }
  return { passed, failed };
}

/** All pages, unless some are named. */
function runPages(engines: readonly Engine[], pages: readonly string[]): ReturnType<typeof run> {
  const runner = 'node_modules/@web/test-runner/dist/bin.js';
  const files = pages.length > 0 ? ['--files', ...pages] : [];
  return run('node', ['--import', 'tsx', runner, '--config', 'test/web-test-runner.config.ts', ...files], {
    env: { MFA_ENGINES: engines.join(',') },
  });
}

function resultOf(
  { code, output }: { code: number; output: string },
  engines: readonly Engine[],
): TestResult {
  // Each failed page has been said, unless the runner itself came to an end.
  if (code !== 0 && !saysFailure(output)) showFailure(`the tests in browsers ended with ${code}`, output);
  const { passed, failed } = countsOf(output, engines);
  return counted(code, passed, failed);
}

function countsOf(output: string, engines: readonly Engine[]): TestResult {
  // One line for each engine, written anew as the run goes on: the last of each counts.
  const last = new Map<string, TestResult>();
  for (const line of stripVTControlCharacters(output).matchAll(
    /^(\w+):\s+\|.*?\|\s+\d+\/\d+ test files \| (\d+) passed, (\d+) failed/gm,
  )) {
    last.set(line[1] ?? '', { passed: Number(line[2]), failed: Number(line[3]) });
  }
  const results = [...last.values()];
  const missing = Math.max(0, engines.length - results.filter(({ passed }) => passed > 0).length);
  const sum = (key: keyof TestResult): number => results.reduce((total, result) => total + result[key], 0);
  return { passed: sum('passed'), failed: sum('failed') + missing };
}

/** A run that failed without a failed test has failed all the same, and so has one that tested nothing. */
function counted(code: number, passed: number, failed: number): TestResult {
  return { passed, failed: code === 0 && passed > 0 ? failed : Math.max(1, failed) };
}

function number(text: string, pattern: RegExp): number {
  return Number(pattern.exec(text)?.[1] ?? 0);
}

if (import.meta.url === `file://${process.argv[1] ?? ''}`) {
  const args = process.argv.slice(2);
  const files = args.filter((arg) => !arg.startsWith('--'));
  const { passed, failed } = await runTests({ allEngines: args.includes('--all-engines'), files });
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
