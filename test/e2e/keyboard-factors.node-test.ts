/** Passkeys, notifications and confirmations with the keyboard alone: the focus is seen at each step, and never lost. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { VirtualAuthenticator } from '../support/e2e-authenticator.js';
import { builtScript } from '../support/e2e-build.js';
import { errorOf, htmlPage, inStatus, launchBrowser } from '../support/e2e-browser.js';
import { openForKeys } from '../support/e2e-keyboard.js';
import { addConfirm, loginRadiusPage, loginRadiusSandbox } from '../support/e2e-loginradius.js';
import { named } from '../support/e2e-passkeys.js';
import { startSite, type Site } from '../support/e2e-site.js';

const SCRIPT = '<script type="module" src="/kit/mfa-elements.js"></script>';

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

void test('a passkey: made, not recognised, and used', async () => {
  const sandbox = await site.sandbox();
  const { pathname } = new URL(sandbox.endpoint);
  const markup = `<a id="start" href="#start">Start</a>
    <mfa-passkey id="create" mode="create" endpoint="${pathname}"></mfa-passkey>
    <mfa-passkey id="use" endpoint="${pathname}"></mfa-passkey>
    <a id="end" href="#end">End</a>`;
  let authenticator!: VirtualAuthenticator;
  const { page, keyboard, lost } = await openForKeys(
    browser,
    named(site.page('/passkeys', htmlPage(markup, SCRIPT))),
    async (fresh) => (authenticator = await VirtualAuthenticator.plugIn(fresh)),
  );
  await inStatus(page, '#create', 'ready');
  await keyboard.goTo('begin');
  await keyboard.press('Enter');
  await inStatus(page, '#create', 'created');
  await keyboard.isOn('done');

  await authenticator.recognises(false);
  await keyboard.goTo('begin');
  await keyboard.press('Space');
  await inStatus(page, '#use', 'failed');
  assert.equal(await errorOf(page, '#use'), 'Nothing was chosen. Try again, or choose another way.');
  await keyboard.isOn('begin');
  await authenticator.recognises(true);
  await keyboard.press('Enter');
  await inStatus(page, '#use', 'verified');
  await keyboard.isOn('done');
  await keyboard.goTo('end');
  assert.equal(await lost(), 0);
  await page.context().close();
});

void test('a notification: sent, and refused on the phone', async () => {
  const sandbox = await loginRadiusSandbox(site, {}, { factors: ['sms', 'push'] });
  await sandbox.pushPhone();
  const { page, keyboard, lost } = await openForKeys(browser, loginRadiusPage(site, sandbox, SCRIPT));
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.goTo('another');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-challenge', 'choosing');
  await keyboard.isOn('title');
  await keyboard.goTo('way');
  await keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await inStatus(page, 'mfa-push', 'waiting');
  await keyboard.isOn('title');
  await sandbox.answerPush('deny');
  await inStatus(page, 'mfa-push', 'denied');
  await keyboard.isOn('denied');
  assert.equal(await lost(), 0);
  await page.context().close();
});

void test('a confirmation: left, and given', async () => {
  const sandbox = await loginRadiusSandbox(site);
  const { page, keyboard, lost } = await openForKeys(browser, loginRadiusPage(site, sandbox, SCRIPT));
  await inStatus(page, 'mfa-challenge', 'answering');
  await keyboard.goTo('code');
  await keyboard.type(await sandbox.lastCode());
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-settings', 'ready');
  await addConfirm(page);

  await keyboard.goTo('button');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-confirm mfa-challenge', 'answering');
  await keyboard.isOn('code');
  await keyboard.press('Escape');
  await inStatus(page, 'mfa-confirm', 'cancelled');
  await keyboard.isOn('button');

  await keyboard.press('Space');
  await inStatus(page, 'mfa-confirm mfa-challenge', 'answering');
  await keyboard.isOn('code');
  await keyboard.goTo('cancel');
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-confirm', 'cancelled');
  await keyboard.isOn('button');

  await keyboard.press('Enter');
  await inStatus(page, 'mfa-confirm mfa-challenge', 'answering');
  await keyboard.isOn('code');
  await keyboard.type(await sandbox.lastCode());
  await keyboard.press('Enter');
  await inStatus(page, 'mfa-confirm', 'confirmed');
  await keyboard.isOn('button');
  await keyboard.goTo('end');
  assert.equal(await lost(), 0);
  await page.context().close();
});
