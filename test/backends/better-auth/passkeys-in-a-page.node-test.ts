/** Passkeys of a real Better Auth server, by Chromium's own ceremonies: on its account page, and to sign in with. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { VirtualAuthenticator } from '../../support/e2e-authenticator.js';
import { errorOf, inStatus, launchBrowser, part } from '../../support/e2e-browser.js';
import { PASSWORD, startAuthServer, type AuthServer } from './auth-server.js';
import { authSite, type AuthSite } from './auth-site.js';

/** A page of the site's around some markup. */
function configured(markup: string): string {
  return `<mfa-config backend="better-auth" endpoint="/api/auth">${markup}</mfa-config>
<script>document.querySelector('mfa-config').more = { passkeys: true };</script>`;
}

const PAGES = {
  '/sign-in': configured('<mfa-passkey></mfa-passkey>'),
  '/create': configured('<mfa-passkey mode="create"></mfa-passkey>'),
  '/settings': configured('<mfa-settings></mfa-settings>'),
};

let browser: Browser;
let site: AuthSite;
let server: AuthServer;
let page: Page;
let device: VirtualAuthenticator;

before(async () => {
  site = await authSite(PAGES);
  browser = await launchBrowser();
});
after(() => browser.close());
afterEach(async () => {
  await page.context().close();
  await server.close();
});

/** Somebody who has just signed up, at a device that can keep passkeys. */
async function signUp(): Promise<void> {
  server = await startAuthServer({ named: true, site });
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(30_000);
  device = await VirtualAuthenticator.plugIn(page);
  const response = await page.request.post(`${server.endpoint}/sign-up/email`, {
    data: { email: 'jdoe@example.com', password: PASSWORD, name: 'J. Doe' },
    headers: { origin: server.origin },
  });
  assert.ok(response.ok());
}

async function open(path: keyof typeof PAGES, origin = server.origin): Promise<void> {
  await page.goto(origin + path);
}

/** Makes one, and takes the name that is suggested or typed. */
async function create(name = ''): Promise<void> {
  await open('/create');
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'naming');
  await page.locator('mfa-passkey #name').fill(name);
  await part(page, 'mfa-passkey', 'save').click();
  await inStatus(page, 'mfa-passkey', 'created');
}

/** Presses the button, and gives the sentence that comes of it. */
async function failure(): Promise<string> {
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'failed');
  return errorOf(page, 'mfa-passkey');
}

async function signOut(): Promise<void> {
  await page.context().clearCookies();
}

async function isSignedIn(): Promise<boolean> {
  return (await (await page.request.get(`${server.endpoint}/get-session`)).json()) !== null;
}

void test('is created under a name, and signs in without a password', async () => {
  await signUp();
  await create('Blue key');
  assert.equal(await device.count(), 1);
  await signOut();
  await open('/sign-in');
  assert.equal(await isSignedIn(), false);
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'verified');
  assert.equal(await isSignedIn(), true);
});

void test('is added, listed, renamed and removed on the account page', async () => {
  await signUp();
  await open('/settings');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await part(page, 'mfa-passkey', 'begin').click();
  await inStatus(page, 'mfa-passkey', 'naming');
  await page.locator('mfa-passkey #name').fill('Blue key');
  await part(page, 'mfa-passkey', 'save').click();
  await page.locator('mfa-settings [part~=note]', { hasText: 'is set up.' }).waitFor();
  assert.equal(await part(page, 'mfa-settings', 'name').innerText(), 'Passkey: Blue key');

  await part(page, 'mfa-settings', 'rename').click();
  await part(page, 'mfa-settings', 'name-input').fill('Red key');
  await part(page, 'mfa-settings', 'name-input').press('Enter');
  await part(page, 'mfa-settings', 'name').filter({ hasText: 'Red key' }).waitFor();

  await part(page, 'mfa-settings', 'remove').click();
  await part(page, 'mfa-settings', 'confirm').click();
  await part(page, 'mfa-settings', 'empty').waitFor();
  await signOut();
  await open('/sign-in');
  assert.equal(await failure(), 'This passkey was not accepted. Try again, or choose another way.');
  assert.equal(await isSignedIn(), false);
});

void describe('a failure has its own sentence', () => {
  void test('there is a passkey already', async () => {
    await signUp();
    await create();
    await open('/create');
    assert.match(await failure(), /There is a passkey for your account here already/);
  });

  void test('the person is not recognised, and is the next time', async () => {
    await signUp();
    await create();
    await signOut();
    await open('/sign-in');
    await device.recognises(false);
    assert.equal(await failure(), 'Nothing was chosen. Try again, or choose another way.');
    await device.recognises(true);
    await part(page, 'mfa-passkey', 'begin').click();
    await inStatus(page, 'mfa-passkey', 'verified');
  });

  void test('the dialog is closed, and can be opened again', async () => {
    await signUp();
    await device.answers(false);
    await open('/create');
    await part(page, 'mfa-passkey', 'begin').click();
    await inStatus(page, 'mfa-passkey', 'asking');
    await part(page, 'mfa-passkey', 'cancel').click();
    await inStatus(page, 'mfa-passkey', 'ready');
    await device.answers(true);
    await part(page, 'mfa-passkey', 'begin').click();
    await inStatus(page, 'mfa-passkey', 'naming');
  });

  void test('the page is at another address than the passkeys', async () => {
    await signUp();
    await create();
    await open('/sign-in', server.origin.replace('localhost', '127.0.0.1'));
    assert.equal(
      await failure(),
      'Passkeys of your account do not work at this address. Choose another way.',
    );
    assert.equal(await device.count(), 1);
  });

  void test('nobody is signed in who could create one', async () => {
    await signUp();
    await signOut();
    await open('/create');
    await part(page, 'mfa-passkey', 'begin').click();
    await inStatus(page, 'mfa-passkey', 'ended');
    assert.equal(await errorOf(page, 'mfa-passkey'), 'Your session is over. Please sign in again.');
  });
});
