/** The page about a look of one's own shows what is there, and its table is made from the source. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { statusesIn } from '../../scripts/flow-statuses.js';
import { makeOwnLookPage, OWN_LOOK_PAGE } from '../../scripts/own-look-page.js';

void test('the page is as `npm run docs` makes it', async () => {
  assert.equal(await readFile(OWN_LOOK_PAGE, 'utf8'), await makeOwnLookPage());
});

void test('the page shows every sample', async () => {
  const page = await readFile(OWN_LOOK_PAGE, 'utf8');
  for (const file of await readdir('examples/own-look')) {
    const sample = await readFile(`examples/own-look/${file}`, 'utf8');
    assert.ok(page.includes(`<!-- file: examples/own-look/${file} -->\n\n\`\`\``), `${file} is on the page`);
    assert.ok(page.includes(sample), `${file} is shown as it is`);
  }
});

void test('the page has every status of every flow', async () => {
  const page = await readFile(OWN_LOOK_PAGE, 'utf8');
  const { OTP_REQUEST_STATUSES } = await import('../../src/flows/otp-request-flow.js');
  const { OTP_VERIFY_STATUSES } = await import('../../src/flows/otp-verify-state.js');
  const { CHALLENGE_STATUSES } = await import('../../src/flows/challenge-state.js');
  const { SETTINGS_STATUSES } = await import('../../src/flows/settings-state.js');
  const expected = {
    OtpRequestFlow: OTP_REQUEST_STATUSES,
    OtpVerifyFlow: OTP_VERIFY_STATUSES,
    ChallengeFlow: CHALLENGE_STATUSES,
    SettingsFlow: SETTINGS_STATUSES,
  };
  for (const [flow, statuses] of Object.entries(expected)) {
    const [, section = ''] = page.split(`### \`${flow}\`\n`);
    const rows = [...(section.split('###')[0] ?? '').matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name);
    assert.deepEqual(rows, [...statuses], flow);
  }
});

void test('a new flow shows up by itself, with what is said above each status', () => {
  const source = `
    /** Where it can be. */
export const PASSKEY_STATUSES = [
      /** Nothing
       * yet: see {@link PasskeyFlow.begin}. */
      'idle',
      /** Asked, but not (yet) answered. */
      'asking',
    ] as const;`;
  assert.deepEqual(statusesIn(source), [
    {
      flow: 'PasskeyFlow',
      summary: 'Where it can be.',
      statuses: [
        { name: 'idle', meaning: 'Nothing yet: see `PasskeyFlow.begin`.' },
        { name: 'asking', meaning: 'Asked, but not (yet) answered.' },
      ],
    },
  ]);
});

void test('a status without a word about it is noticed', () => {
  const array = (body: string): string => `/** Where. */\nexport const PUSH_STATUSES = [${body}] as const;`;
  assert.throws(() => statusesIn(array(`/** Nothing. */ 'idle', 'sent',`)), /'sent' has no comment/);
  assert.throws(() => statusesIn(`export const PUSH_STATUSES = ['idle'] as const;`), /has no comment/);
});
