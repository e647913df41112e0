/** What happens on a code screen whose other files cannot be had, or are slow: what the server has said is what is read. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import {
  codeField,
  enterCode,
  errorOf,
  htmlPage,
  inStatus,
  launchBrowser,
  part,
  requestCode,
} from '../support/e2e-browser.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox, TestSandboxSettings } from '../support/sandbox.js';

const SCRIPTS = ['mfa-elements', 'mfa-otp'];

let browser: Browser;
let site: Site;
let page: Page;
let sandbox: TestSandbox;
let complaints: string[];

before(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  complaints = [];
  // Unhandled rejections among them.
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => complaints.push(message.text()));
});
afterEach(() => page.context().close());

/** The first screen, where a code is asked for: it offers channels once the backend is loaded, which comes last. */
async function open(script: string, settings: TestSandboxSettings = {}): Promise<void> {
  sandbox = await site.sandbox({ tellsTimes: true, cooldownMs: 1, ...settings });
  const markup = `<mfa-config endpoint="${sandbox.endpoint}">
    <mfa-otp-request for="sent"></mfa-otp-request><mfa-otp-verify id="sent"></mfa-otp-verify>
  </mfa-config>`;
  const head = `<script type="module" src="/kit/${script}.js"></script>`;
  await page.goto(site.page('/', htmlPage(markup, head)));
  await page.locator('mfa-otp-request').getByLabel('Text message').waitFor();
}

/** From now on, no file of the kit can be had. */
async function cutOff(): Promise<string[]> {
  const asked: string[] = [];
  await page.route('**/kit/**', async (route) => {
    asked.push(route.request().url());
    await route.fulfill({ status: 503 });
  });
  return asked;
}

async function check(code: string): Promise<void> {
  await enterCode(page, '#sent', code);
  await page.locator('#sent:is(:state(verifying))').waitFor({ state: 'detached' });
}

interface Refusal {
  name: string;
  settings?: TestSandboxSettings;
  prepare: () => Promise<unknown>;
  status: string;
  words: RegExp;
}

const REFUSALS: readonly Refusal[] = [
  { name: 'wrong', prepare: async () => {}, status: 'ready', words: /^That code is not right/ },
  { name: 'expired', prepare: () => sandbox.expire(), status: 'expired', words: /^That code has expired/ },
  {
    name: 'one too many',
    settings: { maxAttempts: 1 },
    prepare: async () => {},
    status: 'expired',
    words: /^That was one attempt too many/,
  },
  {
    name: 'locked',
    prepare: () => sandbox.lock(60),
    status: 'blocked',
    words: /^Too many attempts. This sign-in is locked/,
  },
  {
    name: 'rate-limited',
    prepare: () => sandbox.faults({ fail: 'problem-429' }),
    status: 'blocked',
    words: /^Too many requests/,
  },
  {
    name: 'trouble on the server',
    prepare: () => sandbox.faults({ fail: 'server' }),
    status: 'ready',
    words: /^Something went wrong on the server/,
  },
];

for (const script of SCRIPTS) {
  for (const { name, settings, prepare, status, words } of REFUSALS)
    void test(`${script}: ${name}, with no other file to be had`, async () => {
      await open(script, settings);
      const asked = await cutOff();
      await requestCode(page, 'Text message');
      const wrong = await sandbox.wrongCode();
      await prepare();
      await check(wrong);
      assert.match(await errorOf(page, '#sent'), words);
      await inStatus(page, '#sent', status);
      assert.deepEqual(asked, []);
      // The browser itself notes each refusal of the server.
      assert.deepEqual(
        complaints.filter((text) => !text.startsWith('Failed to load resource')),
        [],
      );
    });

  void test(`${script}: time that runs out, another code, and success, with no other file to be had`, async () => {
    await page.clock.install();
    await open(script);
    const asked = await cutOff();
    await requestCode(page, 'Text message');
    await page.clock.runFor('10:00');
    await inStatus(page, '#sent', 'expired');
    assert.match(await part(page, '#sent', 'error').innerText(), /^Your code has expired/);
    await part(page, '#sent', 'resend').click();
    await inStatus(page, '#sent', 'ready');
    assert.equal((await sandbox.outbox()).length, 2);
    await check(await sandbox.lastCode());
    await inStatus(page, '#sent', 'verified');
    assert.equal(await part(page, '#sent', 'done').innerText(), 'Your code is right.');
    assert.deepEqual([asked, complaints], [[], []]);
  });

  void test(`${script}: from "Send code" to the code step, while every other file is still on its way`, async () => {
    await open(script);
    const held: (() => void)[] = [];
    await page.route('**/kit/**', (route) => {
      held.push(() => void route.continue());
    });
    await requestCode(page, 'Text message');
    assert.equal(await codeField(page, '#sent').isEditable(), true);
    for (const go of held) go();
  });
}

void test('a file that cannot be had would be noticed', async () => {
  await open('mfa-elements');
  const asked = await cutOff();
  const answered = page.waitForResponse('**/kit/**');
  await page.evaluate(() => document.body.append(document.createElement('mfa-challenge')));
  await answered;
  assert.ok(
    asked.some((url) => url.includes('mfa-challenge')),
    asked.join(),
  );
});
