/**
 * `npm run check`: everything that CI asks for. `--except tests` leaves the tests out, for who has just run them.
 */
import { showFailure } from './failures.js';
import { run } from './run.js';
import { runTests } from './test.js';

interface Step {
  name: string;
  command: readonly [string, ...string[]];
}

/** Two rows of steps that take about as long: one beside the other, each keeps one core busy. */
const ROWS: readonly (readonly Step[])[] = [
  [{ name: 'lint', command: ['npx', 'eslint', '--max-warnings', '0', '.'] }],
  [
    { name: 'format', command: ['npx', 'prettier', '--check', '--log-level', 'warn', '.'] },
    { name: 'types', command: ['npx', 'tsc', '-p', 'tsconfig.json'] },
    { name: 'types without DOM', command: ['npx', 'tsc', '-p', 'src/tsconfig.worker.json'] },
    { name: 'generated docs fresh', command: ['npx', 'tsx', 'scripts/docs.ts', '--check'] },
    { name: 'build', command: ['npx', 'tsx', 'scripts/build.ts'] },
    { name: 'sizes', command: ['npx', 'tsx', 'scripts/sizes.ts'] },
  ],
];

let passed = 0;
const failed: string[] = [];

/** Shows what a step has printed once it is done. */
async function take({ name, command }: Step): Promise<void> {
  const started = Date.now();
  const [program, ...args] = command;
  const { code, output } = await run(program, args, { quiet: true });
  console.log(`\n== ${name}\n${output}`);
  console.log(`${code === 0 ? 'ok' : 'not ok'} (${Math.round((Date.now() - started) / 1000)} s)`);
  if (code === 0) {
    passed++;
  } else {
    failed.push(name);
    showFailure(name, output);
  }
}

async function takeAll(steps: readonly Step[]): Promise<void> {
  for (const step of steps) await take(step);
}

let testFailures = 0;
if (process.argv.slice(2).join(' ') === '--except tests') {
  await Promise.all(ROWS.map(takeAll));
} else {
  // Here the engines keep one core busy.
  const tests = await runTests({ allEngines: true, afterNode: () => takeAll(ROWS.flat()) });
  passed += tests.passed;
  testFailures = tests.failed;
}

const failures = failed.length + testFailures;
if (failures > 0) console.log(`\nFailed: ${[...failed, ...(testFailures > 0 ? ['tests'] : [])].join(', ')}`);
console.log(`\n${passed} passed, ${failures} failed`);
process.exit(failures > 0 ? 1 : 0);
