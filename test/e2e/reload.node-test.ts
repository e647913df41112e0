/** What a reload keeps and what it forgets, and what being offline costs: nothing. */
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
import type { TestSandbox } from '../support/sandbox.js';

const SCRIPT = '<script type="module" src="/kit/mfa-elements.js"></script>';

let browser: Browser;
let site: Site;
let sandbox: TestSandbox;
let page: Page;

before(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  site.page('/elsewhere', htmlPage('<p>Elsewhere</p>'));
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  sandbox = await site.sandbox({ tellsTimes: true, cooldownMs: 60_000 });
});
afterEach(() => page.context().close());

async function open(field = ''): Promise<void> {
  const markup = `<mfa-config endpoint="${sandbox.endpoint}">
    <mfa-otp-request for="sent"></mfa-otp-request><mfa-otp-verify id="sent">${field}</mfa-otp-verify>
    <input id="plain">
  </mfa-config>`;
  await page.goto(site.page('/sign-in', htmlPage(markup, SCRIPT)));
}

/** Seconds in a text such as "Your code expires in 4:59". */
async function seconds(name: string): Promise<number> {
  const [, minutes, rest] = /(\d+):(\d\d)/.exec(await part(page, '#sent', name).innerText()) ?? [];
  return Number(minutes) * 60 + Number(rest);
}

void test('a reload keeps countdown, wait and challenge, and not the code', async () => {
  await page.clock.install();
  await open();
  await requestCode(page, 'Text message');
  const code = await sandbox.lastCode();
  await page.clock.runFor(20_000);
  const wait = await seconds('resend-wait');
  assert.ok(wait > 20 && wait < 50, `another code in ${wait}`);
  await codeField(page, '#sent').fill(code.slice(0, 5));

  await page.clock.runFor(5000);
  await page.reload();
  await inStatus(page, '#sent', 'ready');
  const later = await seconds('resend-wait');
  assert.ok(later <= wait - 4 && later >= wait - 20, `another code in ${later}, before ${wait}`);
  // One countdown at a time: the code's own comes when the wait is over.
  await page.clock.runFor(later * 1000);
  const expiry = await seconds('timer');
  assert.ok(expiry > 215 && expiry <= 245, `expires in ${expiry}, a minute after it was sent`);
  assert.equal(await codeField(page, '#sent').inputValue(), '');
  assert.equal((await sandbox.outbox()).length, 1, 'no code is sent by a reload');

  await enterCode(page, '#sent', code);
  await inStatus(page, '#sent', 'verified');
  await page.reload();
  await inStatus(page, '#sent', 'idle');
});

for (const [whose, markup] of [
  ['the field of the element', ''],
  ['a field of the page', '<label>Code <input name="code"></label>'],
] as const) {
  for (const [way, restored, leaveAndReturn] of [
    // Chromium fills forms in again when a person comes back, and not for a reload.
    ['a reload', '', () => page.reload()],
    [
      'going away and back',
      'kept',
      async () => {
        await page.goto(`${site.url}/elsewhere`);
        await page.goBack();
      },
    ],
  ] as const) {
    void test(`${way} does not bring the code back into ${whose}`, async () => {
      await open(markup);
      await requestCode(page, 'Text message');
      const code = await sandbox.lastCode();
      const field = page.locator('#sent > input, #sent > label input');
      await field.pressSequentially(code);
      await page.locator('#plain').pressSequentially('kept');
      await leaveAndReturn();
      await inStatus(page, '#sent', 'ready');
      assert.equal(await page.locator('#plain').inputValue(), restored);
      assert.equal(await field.inputValue(), '');
    });
  }
}

void test('offline while a code is checked: nothing is lost, and "Try again" works', async () => {
  await open();
  await requestCode(page, 'E-mail');
  const code = await sandbox.lastCode();
  await page.context().setOffline(true);
  await enterCode(page, '#sent', code);
  assert.match(await errorOf(page, '#sent'), /^You seem to be offline\. Nothing is lost/);
  assert.equal(await codeField(page, '#sent').inputValue(), code);
  assert.ok(await codeField(page, '#sent').isEnabled());
  const retry = page.getByRole('button', { name: 'Try again' });
  await retry.click();
  assert.match(await errorOf(page, '#sent'), /^You seem to be offline/);
  await page.context().setOffline(false);
  await retry.click();
  await inStatus(page, '#sent', 'verified');
  const checks = (await sandbox.requests()).filter(({ path }) => /deviceAuthentications\/./.test(path));
  assert.equal(checks.length, 1);
});

void test('offline before a code was asked for: the page works when the connection is back', async () => {
  await open();
  await page.locator('mfa-otp-request').getByLabel('E-mail').check();
  await page.context().setOffline(true);
  await part(page, 'mfa-otp-request', 'submit').click();
  assert.match(await errorOf(page, 'mfa-otp-request'), /^You seem to be offline/);
  assert.ok(await page.locator('mfa-otp-request').getByLabel('E-mail').isChecked());
  await page.context().setOffline(false);
  await part(page, 'mfa-otp-request', 'submit').click();
  await inStatus(page, '#sent', 'ready');
  assert.equal((await sandbox.outbox()).length, 1);
});
