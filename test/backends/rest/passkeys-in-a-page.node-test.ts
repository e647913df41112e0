/** Passkeys of a backend that nobody has written code for, by Chromium's own ceremonies: a description in the page. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { passkeys } from '../../../examples/rest/passkeys.js';
import { VirtualAuthenticator } from '../../support/e2e-authenticator.js';
import { builtScript } from '../../support/e2e-build.js';
import { errorOf, htmlPage, inStatus, launchBrowser, part } from '../../support/e2e-browser.js';
import { startSite, type Site } from '../../support/e2e-site.js';
import { startPasskeyServer, type PasskeyServer } from './servers/passkeys.js';

let browser: Browser;
let site: Site;
let server: PasskeyServer;
let page: Page;
let device: VirtualAuthenticator;

before(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  server = await startPasskeyServer(() => ({ rpId: 'localhost', origin: named(site.url) }));
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(30_000);
  device = await VirtualAuthenticator.plugIn(page);
});
afterEach(async () => {
  await page.context().close();
  await server.close();
});

/** An address of IP numbers can have no passkeys: this name can. */
function named(url: string): string {
  return new URL(url.replace('127.0.0.1', 'localhost')).origin;
}

async function show(markup: string): Promise<void> {
  const html = htmlPage(
    `<mfa-config backend="rest" endpoint="${server.endpoint}">
      <script type="application/json">${JSON.stringify(passkeys)}</script>${markup}
    </mfa-config>`,
    '<script type="module" src="/kit/mfa-elements.js"></script>',
  );
  const { pathname } = new URL(site.page('/sign-in', html));
  await page.goto(named(site.url) + pathname);
}

async function failure(): Promise<string> {
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'failed');
  return errorOf(page, 'mfa-passkey');
}

void test('are created under a name, used, and refused once they are removed', async () => {
  await show('<mfa-settings></mfa-settings>');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'naming');
  await page.locator('mfa-passkey #name').fill('Blue key');
  await part(page, 'mfa-passkey', 'save').click();
  await part(page, 'mfa-settings', 'name').filter({ hasText: 'Passkey: Blue key' }).waitFor();
  assert.deepEqual(server.names(), ['Blue key']);

  await show('<mfa-passkey></mfa-passkey>');
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'verified');

  await show('<mfa-settings></mfa-settings>');
  await part(page, 'mfa-settings', 'remove').click();
  await part(page, 'mfa-settings', 'confirm').click();
  await part(page, 'mfa-settings', 'empty').waitFor();
  await show('<mfa-passkey></mfa-passkey>');
  assert.equal(await failure(), 'This passkey was not accepted. Try again, or choose another way.');
});

void test('are not made twice, and what was begun is taken back', async () => {
  await show('<mfa-passkey mode="create"></mfa-passkey>');
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'naming');
  await page.keyboard.press('Enter');
  await inStatus(page, 'mfa-passkey', 'created');
  await show('<mfa-passkey mode="create"></mfa-passkey>');
  const takenBack = page.waitForRequest((request) => request.method() === 'DELETE');
  assert.match(await failure(), /There is a passkey for your account here already/);
  assert.match((await takenBack).url(), /\/challenges\/c2$/);
});

void test('the person closes the dialog, and opens it again', async () => {
  await device.answers(false);
  await show('<mfa-passkey mode="create"></mfa-passkey>');
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'asking');
  await part(page, 'mfa-passkey', 'cancel').click();
  await inStatus(page, 'mfa-passkey', 'ready');
  await device.answers(true);
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'naming');
});
