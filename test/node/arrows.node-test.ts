/** Who imports against the layers, or in a circle, is told so by the linter, with the settings of the project. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LAYERS = 'import-x/no-restricted-paths';
const CIRCLE = 'ours/no-circle';
const LIBRARIES = 'no-restricted-imports';
const LATER = 'no-restricted-syntax';

/** Only the rules that this is about, which need no types: with all of them it takes ten times as long. */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => [LAYERS, CIRCLE, LIBRARIES, LATER].includes(ruleId),
});

/** Plants a line in a file that is there; gives the rules that it breaks. */
async function broken(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: `src/${file}` });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

const PLANTED: readonly [file: string, line: string, rule: string][] = [
  ['core/clock.ts', `import '../flows/flow.js';`, LAYERS],
  ['core/clock.ts', `import type { Flow } from '../flows/flow.js';`, LAYERS],
  ['core/clock.ts', `export type { Texts } from '../locales/texts.js';`, LAYERS],
  ['locales/en/code.ts', `import '../../core/clock.js';`, LAYERS],
  ['styles/tokens.ts', `import '../core/clock.js';`, LAYERS],
  ['backends/values.ts', `import '../flows/flow.js';`, LAYERS],
  ['flows/calls.ts', `import '../locales/texts.js';`, LAYERS],
  ['flows/calls.ts', `import '../controllers/page-schedule.js';`, LAYERS],
  ['flows/calls.ts', `import '../backends/values.js';`, LAYERS],
  ['controllers/warn-once.ts', `import '../elements/button.js';`, LAYERS],
  ['elements/button.ts', `import '../backends/values.js';`, LAYERS],
  ['elements/button.ts', `import '../define/mfa-proof.js';`, LAYERS],
  ['elements/button.ts', `import '../sandbox/index.js';`, LAYERS],
  ['define/mfa-proof.ts', `import '../flows/flow.js';`, LAYERS],
  ['compat/words.ts', `import '../elements/button.js';`, LAYERS],
  ['sandbox/random.ts', `import '../backends/values.js';`, LAYERS],
  ['server/keys.ts', `import '../sandbox/index.js';`, LAYERS],
  ['core/clock.ts', `import 'lit';`, LIBRARIES],
  ['flows/calls.ts', `import { Task } from '@lit/task';`, LIBRARIES],
  ['core/kinds.ts', `export * from './client.js';`, CIRCLE],
  ['core/kinds.ts', `import type { Factor } from './client.js';`, CIRCLE],
  ['flows/proof-flow.ts', `import type { ProofWatch } from './proof-watch.js';`, CIRCLE],
  ['elements/otp.events.ts', `import type { MfaOtpVerify } from './otp-verify/otp-verify.js';`, CIRCLE],
  ['elements/button.ts', `export const load = () => import('../controllers/warn-once.js');`, LATER],
];

for (const [file, line, rule] of PLANTED)
  void test(`${file} with ${line}`, async () => {
    assert.ok((await broken(file, line)).includes(rule));
  });

void test('an import along the arrows is no fault', async () => {
  for (const [file, line] of [
    ['flows/calls.ts', `import { settle } from '../core/settle.js';`],
    ['elements/button.ts', `import { warnOnce } from '../controllers/warn-once.js';`],
    ['define/mfa-proof.ts', `export const load = () => import('../backends/values.js');`],
  ] as const)
    assert.deepEqual(await broken(file, line), [], `${file} with ${line}`);
});
