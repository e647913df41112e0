/** Everything can be done with the keyboard alone; at each step it is seen where the focus is, and it is never lost. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { builtScript } from '../support/e2e-build.js';
import {
  appCode,
  errorOf,
  htmlPage,
  inStatus,
  launchBrowser,
  otherCode,
  part,
} from '../support/e2e-browser.js';
import { openForKeys } from '../support/e2e-keyboard.js';
import { loginRadiusPage, loginRadiusSandbox } from '../support/e2e-loginradius.js';
import { startSite, type Site } from '../support/e2e-site.js';

let browser: Browser;
let site: Site;

before(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});

const SCRIPT = '<script type="module" src="/kit/mfa-elements.js"></script>';

/** @param markup - Of the page, or the address of one. */
function open(markup: string): ReturnType<typeof openForKeys> {
  const isAddress = markup.startsWith('http');
  return openForKeys(browser, isAddress ? markup : site.page('/sign-in', htmlPage(markup, SCRIPT)));
}

void test('a code by e-mail: asked for, sent again, and checked', async () => {
  const sandbox = await site.sandbox();
  const { page, keyboard, lost } = await open(`<a id="start" href="#start">Start</a>
    <mfa-config endpoint="${sandbox.endpoint}">
      <mfa-otp-request for="sent"></mfa-otp-request>
      <mfa-otp-verify id="sent" resend-delay="0"></mfa-otp-verify>
    </mfa-config>
    <a id="end" href="#end">End</a>`);
  await page.locator('mfa-otp-request').getByLabel('E-mail').waitFor();
  await keyboard.goTo('start');
  await keyboard.goTo('radio');
  await keyboard.press('ArrowDown');
  assert.ok(await page.getByLabel('E-mail').isChecked());
  await keyboard.press('ArrowUp');
  assert.ok(await page.getByLabel('Text message').isChecked());
  await keyboard.press('ArrowDown');
  await keyboard.goTo('submit');
  await keyboard.goTo('radio', 'Shift+Tab');
  await keyboard.goTo('submit');
  await keyboard.press('Enter');
  await inStatus(page, '#sent', 'ready');
  await keyboard.isOn('code');
  assert.equal((await sandbox.outbox())[0]?.channel, 'email');

  await keyboard.type(await sandbox.wrongCode());
  await keyboard.press('Enter');
  assert.match(await errorOf(page, '#sent'), /^That code is not right/);
  await keyboard.isOn('code');

  await keyboard.goTo('resend');
  await keyboard.press('Space');
  await page.locator('#sent [role=status]', { hasText: 'We sent a new code' }).waitFor({ state: 'attached' });
  await inStatus(page, '#sent', 'ready');
  await keyboard.isOn('code');

  await keyboard.type(await sandbox.wrongCode());
  await keyboard.goTo('submit');
  await keyboard.press('Space');
  assert.match(await errorOf(page, '#sent'), /^That code is not right/);
  await keyboard.isOn('code');
  // What was refused is selected: typing replaces it.
  await keyboard.type(await sandbox.lastCode());
  await keyboard.press('Enter');
  await inStatus(page, '#sent', 'verified');
  await keyboard.isOn('done');
  await keyboard.goTo('end');
  assert.equal(await lost(), 0);
  await page.context().close();
});

void test('an authenticator app: named, paired by its key, and activated', async () => {
  const sandbox = await site.sandbox();
  const { page, keyboard, lost } = await open(`<a id="start" href="#start">Start</a>
    <mfa-totp-enroll endpoint="${sandbox.endpoint}"></mfa-totp-enroll>
    <a id="end" href="#end">End</a>`);
  await part(page, 'mfa-totp-enroll', 'name-input').waitFor();
  await keyboard.goTo('name-input');
  await keyboard.type('My phone');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-totp-enroll', 'pairing');
  await keyboard.isOn('step');

  await keyboard.goTo('summary');
  await keyboard.press('Space');
  const key = await part(page, 'mfa-totp-enroll', 'secret').innerText();
  await keyboard.goTo('copy');
  await keyboard.press('Enter');
  await part(page, 'mfa-totp-enroll', 'copy-note').waitFor();

  const code = await appCode(key, sandbox);
  await keyboard.goTo('code');
  await keyboard.type(otherCode(code));
  await keyboard.press('Enter');
  assert.match(await errorOf(page, 'mfa-totp-enroll'), /^That code is not right/);
  await keyboard.isOn('code');
  await keyboard.type(code);
  await keyboard.goTo('submit');
  await keyboard.press('Space');
  await inStatus(page, 'mfa-totp-enroll', 'activated');
  await keyboard.isOn('done');
  await keyboard.goTo('end');
  assert.equal(await lost(), 0);
  await page.context().close();
});

void test('the second step: a code, another way, back, and the code again', async () => {
  const sandbox = await loginRadiusSandbox(site);
  const { page, keyboard, lost } = await open(loginRadiusPage(site, sandbox, SCRIPT));
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.goTo('start');
  await keyboard.goTo('code');
  await keyboard.type(await sandbox.wrongCode());
  await keyboard.press('Enter');
  await page
    .locator('mfa-challenge')
    .getByText('That code is not right')
    .first()
    .waitFor({ state: 'attached' });
  await inStatus(page, 'mfa-challenge mfa-otp-verify', 'ready');
  await keyboard.isOn('code');

  await keyboard.goTo('another');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'choosing');
  await keyboard.isOn('title');
  await keyboard.goTo('way');
  await keyboard.goTo('way');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.isOn('recovery-input');
  await keyboard.type('02ea0-de2bd');
  await keyboard.press('Enter');
  await page.locator('mfa-challenge #recovery-error', { hasText: 'not right' }).waitFor();
  await keyboard.isOn('recovery-input');

  await keyboard.goTo('another');
  await keyboard.press('Space');
  await inStatus(page, 'mfa-challenge', 'choosing');
  await keyboard.goTo('back');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.goTo('another');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'choosing');
  await keyboard.goTo('way');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.isOn('code');
  await keyboard.type(await sandbox.lastCode());
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'completed');
  await keyboard.isOn('done');
  assert.equal((await sandbox.outbox()).length, 1);
  assert.equal(await lost(), 0);
  await page.context().close();
});

void test('the account page: another number, a factor removed, recovery codes', async () => {
  const sandbox = await loginRadiusSandbox(site, { answers: { q1: 'ms green', q2: 'elm street' } });
  const { page, keyboard, lost } = await open(loginRadiusPage(site, sandbox, SCRIPT));
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.goTo('code');
  await keyboard.type(await sandbox.lastCode());
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings', 'ready');

  await keyboard.goTo('change');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings', 'changing');
  await keyboard.isOn('task-title');
  await keyboard.goTo('input');
  await keyboard.type('+12025550199');
  await keyboard.goTo('submit');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings mfa-otp-verify', 'ready');
  await keyboard.isOn('code');
  await keyboard.type(await sandbox.lastCode());
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings', 'ready');
  await page.locator('mfa-settings').getByText('ending in 0199').first().waitFor();
  await keyboard.isOn('note');

  await keyboard.goTo('remove');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings', 'removing');
  await keyboard.isOn('task-title');
  await keyboard.goTo('cancel');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings', 'ready');
  await keyboard.isOn('remove');
  await keyboard.press('Enter');
  await keyboard.goTo('confirm');
  await keyboard.press('Space');
  await page.locator('mfa-settings').getByText('is removed').first().waitFor();
  await inStatus(page, 'mfa-settings', 'ready');
  await keyboard.isOn('note');

  await keyboard.goTo('show');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-recovery-codes', 'shown');
  await keyboard.isOn('title');
  await keyboard.goTo('copy');
  await keyboard.press('Enter');
  await part(page, 'mfa-recovery-codes', 'note').waitFor();
  await keyboard.goTo('saved');
  await keyboard.press('Space');
  await keyboard.goTo('continue');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-recovery-codes', 'acknowledged');
  await keyboard.isOn('done');
  await keyboard.goTo('end');
  assert.equal(await lost(), 0);
  await page.context().close();
});

void test('a lost or hidden focus would be noticed', async () => {
  const { page, keyboard, lost } = await open(
    '<style>#hidden:focus { outline: none }</style><button id="seen">Seen</button><button id="hidden">Hidden</button>',
  );
  await keyboard.goTo('seen');
  await assert.rejects(keyboard.press('Tab'), /cannot be seen/);
  await page.locator('#hidden').evaluate((button) => button.remove());
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.ok((await lost()) > 0);
  await page.context().close();
});
