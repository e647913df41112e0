/**
 * The built package on a plain page of another origin: one script tag, the tags, and nothing else. A whole flow with
 * each element against the sandbox, over real HTTP.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import {
  appCode,
  beginPairing,
  codeField,
  enterCode,
  errorOf,
  flowMarkup,
  htmlPage,
  inStatus,
  launchBrowser,
  otherCode,
  part,
  requestCode,
  secretOnScreen,
} from '../support/e2e-browser.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox, TestSandboxSettings } from '../support/sandbox.js';

let browser: Browser;
let kit: Site;
let site: Site;
let page: Page;
let complaints: string[];

before(async () => {
  kit = await startSite({ files: { at: '/', folder: await builtScript() }, shared: true });
  site = await startSite();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await Promise.all([kit.close(), site.close()]);
});
afterEach(() => page.context().close());
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
});

/** Opens the page with the kit on it. */
async function open(settings: TestSandboxSettings = {}): Promise<TestSandbox> {
  const sandbox = await site.sandbox(settings);
  const script = `<script type="module" src="${kit.url}/mfa-elements.js"></script>`;
  await page.goto(site.page('/sign-in', htmlPage(flowMarkup(sandbox.endpoint), script)));
  return sandbox;
}

void test('a code by text message', async () => {
  const sandbox = await open();
  await requestCode(page, 'Text message');
  assert.match(await part(page, '#sent', 'intro').innerText(), /^We sent a code to your phone/);
  await enterCode(page, '#sent', await sandbox.lastCode());
  await inStatus(page, '#sent', 'verified');
  assert.equal(await part(page, '#sent', 'done').innerText(), 'Your code is right.');
  assert.equal((await sandbox.outbox()).at(-1)?.channel, 'sms');
  assert.deepEqual(complaints, []);
});

void test('a code by e-mail', async () => {
  const sandbox = await open();
  await requestCode(page, 'E-mail');
  await enterCode(page, '#sent', await sandbox.lastCode());
  await inStatus(page, '#sent', 'verified');
  assert.equal((await sandbox.outbox()).at(-1)?.channel, 'email');
  assert.deepEqual(complaints, []);
});

void test('an authenticator app: paired by the QR code on the screen, then signed in with', async () => {
  const sandbox = await open();
  await beginPairing(page, 'My phone');
  const secret = await secretOnScreen(page);
  const first = await appCode(secret, sandbox);

  await enterCode(page, 'mfa-totp-enroll', otherCode(first));
  assert.equal(await errorOf(page, 'mfa-totp-enroll'), 'That code is not right. Check it and try again.');
  assert.equal(await secretOnScreen(page), secret, 'a wrong code makes no other key');

  await enterCode(page, 'mfa-totp-enroll', first);
  await inStatus(page, 'mfa-totp-enroll', 'activated');
  assert.match(await part(page, 'mfa-totp-enroll', 'done').innerText(), /^Your authenticator app is set up/);

  await sandbox.advance(30_000);
  const second = await appCode(secret, sandbox);
  await enterCode(page, '#totp', second);
  await inStatus(page, '#totp', 'verified');

  await page.reload();
  await enterCode(page, '#totp', second);
  assert.match(await errorOf(page, '#totp'), /^That code has been used already/);
  assert.equal(await page.locator('#totp:state(verified)').count(), 0);
});

void test('a wrong code, and then the right one', async () => {
  const sandbox = await open({ tellsTimes: true });
  await requestCode(page, 'Text message');
  await enterCode(page, '#sent', await sandbox.wrongCode());
  assert.equal(
    await errorOf(page, '#sent'),
    'That code is not right. Check it and try again. 4 attempts left before you need a new code.',
  );
  assert.equal(await codeField(page, '#sent').getAttribute('aria-invalid'), 'true');
  await enterCode(page, '#sent', await sandbox.lastCode());
  await inStatus(page, '#sent', 'verified');
});

void test('a code that has expired, and another one', async () => {
  const sandbox = await open({ cooldownMs: 1 });
  await requestCode(page, 'Text message');
  const old = await sandbox.lastCode();
  await sandbox.expire();
  await enterCode(page, '#sent', old);
  await inStatus(page, '#sent', 'expired');
  assert.equal(await errorOf(page, '#sent'), 'That code has expired. Ask for a new one.');
  assert.equal(await codeField(page, '#sent').inputValue(), '');
  assert.ok(await codeField(page, '#sent').isDisabled());
});

void test('a code that has been used elsewhere', async () => {
  const sandbox = await open();
  await requestCode(page, 'Text message');
  const authId = await page
    .locator('#sent')
    .evaluate((element) => (element as HTMLElement & { challenge: { id: string } }).challenge.id);
  const code = await sandbox.lastCode();
  const elsewhere = await fetch(`${sandbox.endpoint}/deviceAuthentications/${authId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ otp: code, deviceType: 'SMS' }),
  });
  assert.equal(elsewhere.status, 200);
  await enterCode(page, '#sent', code);
  await inStatus(page, '#sent', 'expired');
  assert.equal(await errorOf(page, '#sent'), 'That code has been used already. Ask for a new one.');
});

void test('too many wrong codes', async () => {
  const sandbox = await open({ maxAttempts: 2 });
  await requestCode(page, 'Text message');
  const right = await sandbox.lastCode();
  await enterCode(page, '#sent', otherCode(right));
  assert.match(await errorOf(page, '#sent'), /^That code is not right/);
  await enterCode(page, '#sent', await sandbox.wrongCode());
  await inStatus(page, '#sent', 'expired');
  assert.equal(await errorOf(page, '#sent'), 'That was one attempt too many. Ask for a new code later.');
});

void test('another code, after the wait', async () => {
  await page.clock.install();
  const sandbox = await open();
  await requestCode(page, 'Text message');
  const first = await sandbox.lastCode();
  assert.match(
    await part(page, '#sent', 'resend-wait').innerText(),
    /^You can ask for a new code in 0:\d\d$/m,
  );
  await page.clock.runFor(31_000);
  await part(page, '#sent', 'resend').click();
  await part(page, '#sent', 'resend-wait').waitFor();
  assert.equal((await sandbox.outbox()).length, 2);
  assert.equal(await codeField(page, '#sent').inputValue(), '');
  assert.ok(await codeField(page, '#sent').evaluate((input) => input === document.activeElement));
  const second = await sandbox.lastCode();
  // Only the newest counts.
  if (first !== second) {
    await enterCode(page, '#sent', first);
    assert.match(await errorOf(page, '#sent'), /^That code is not right/);
  }
  await enterCode(page, '#sent', second);
  await inStatus(page, '#sent', 'verified');
});

void test('lazy chunks come from where the script came from, and only when needed', async () => {
  kit.visits.length = site.visits.length = 0;
  await open();
  await requestCode(page, 'Text message');
  const early = kit.visits.map(({ path }) => path);
  assert.ok(early.includes('/mfa-elements.js'));
  assert.ok(
    early.some((path) => /^\/chunks\/mfa-elements-ciam-.*\.js$/.test(path)),
    early.join(),
  );
  assert.ok(!early.some((path) => path.includes('qr')), early.join());
  await beginPairing(page, 'My phone');
  const late = kit.visits.map(({ path }) => path);
  assert.ok(
    late.some((path) => /^\/chunks\/mfa-elements-qr-.*\.js$/.test(path)),
    late.join(),
  );
  const others = site.visits
    .map(({ path }) => path)
    .filter((path) => !/^\/(sandboxes|favicon.ico$)/.test(path));
  assert.deepEqual(others, ['/sign-in']);
});
