/**
 * What a screen reader finds in every status of each element, from its stories. Kept as texts below `test/stories/spoken`,
 * to be read line by line. `UPDATE_SPOKEN=1` writes them anew.
 */
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { spokenTree } from '../support/e2e-spoken-tree.js';
import { Stories } from '../support/e2e-stories.js';

const TAGS = [
  'mfa-challenge',
  'mfa-code-input',
  'mfa-confirm',
  'mfa-countdown',
  'mfa-otp-request',
  'mfa-otp-verify',
  'mfa-phone-input',
  'mfa-qr-code',
  'mfa-recovery-codes',
  'mfa-passkey',
  'mfa-push',
  'mfa-push-enroll',
  'mfa-security-questions',
  'mfa-settings',
  'mfa-totp-enroll',
  'mfa-trusted-devices',
];
const FOLDER = fileURLToPath(new URL('../stories/spoken/', import.meta.url));

let stories: Stories;
let page: Page;

before(async () => {
  stories = await Stories.open();
  page = await stories.page();
});
after(() => stories.close());

async function spokenIn(tag: string): Promise<string> {
  const file = `${tag}.stories`;
  const names = await page.evaluate((of) => window.storyPage!.names(of), file);
  const trees: string[] = [];
  for (const name of names) {
    await page.evaluate(([of, one]) => window.storyPage!.show(of!, one!), [file, name]);
    trees.push(`# ${name}\n${withoutChance(await spokenTree(page))}\n`);
  }
  return trees.join('\n');
}

/** Codes of an app, and the day of a sandbox that goes by the real clock. */
function withoutChance(text: string): string {
  return text.replace(/"\d{6}"/g, '"000000"').replace(/Since \w+ \d+, \d+/g, 'Since some day');
}

for (const tag of TAGS)
  void test(tag, async () => {
    const path = `${FOLDER}${tag}.txt`;
    const spoken = await spokenIn(tag);
    assert.match(spoken, /^# \w+\n\w/);
    if (process.env.UPDATE_SPOKEN) {
      await mkdir(FOLDER, { recursive: true });
      await writeFile(path, spoken);
    } else assert.equal(spoken, await readFile(path, 'utf8'));
  });
