/** What a passkey signs, a phone's key, and what an approval or a confirmation gives are nowhere that they must not be. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { VirtualAuthenticator } from '../support/e2e-authenticator.js';
import { builtScript } from '../support/e2e-build.js';
import { inStatus, launchBrowser, part, qrOnScreen } from '../support/e2e-browser.js';
import { LeakWatch, type ShownSecrets } from '../support/e2e-leaks.js';
import {
  addConfirm,
  JDOE,
  loginRadiusPage,
  loginRadiusSandbox,
  passwordOnlySandbox,
  ticketOf,
  tokenOf,
} from '../support/e2e-loginradius.js';
import { named, openPasskeys, signedBy, signedIn } from '../support/e2e-passkeys.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox } from '../support/sandbox.js';

const SCRIPT = '<script type="module" src="/kit/mfa-elements.js"></script>';

let browser: Browser;
let site: Site;
let page: Page;
let watch: LeakWatch;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
});
beforeEach(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  page = await (await browser.newContext()).newPage();
});
afterEach(async () => {
  await page.context().close();
  await site.close();
});

async function clean(step: string, shown?: ShownSecrets): Promise<void> {
  assert.deepEqual(await watch.leaks(shown), [], step);
}

void test('a passkey: made, refused, and used', async () => {
  watch = await LeakWatch.begin(page, [{ ...site, url: named(site.url) }]);
  await VirtualAuthenticator.plugIn(page);
  await openPasskeys(page, site, await site.sandbox(), SCRIPT);
  await part(page, '#create', 'begin').click();
  await inStatus(page, '#create', 'created');
  watch.hideText('attestation', signedBy(site, 'attestationObject'));
  await clean('made');

  let refused = '';
  await page.route('**/deviceAuthentications/*', async (route) => {
    refused = route.request().postData()!;
    await route.fulfill({ status: 400, json: { code: '10008', message: refused, traceId: refused } });
  });
  await part(page, '#use', 'begin').click();
  await inStatus(page, '#use', 'failed');
  watch.hideText('signature that was refused', signedIn(refused, 'signature')!);
  await clean('the refusal says aloud what was signed');

  await page.unrouteAll();
  await part(page, '#use', 'begin').click();
  await inStatus(page, '#use', 'verified');
  watch.hideText('signature', signedBy(site, 'signature'));
  await clean('used');
});

/** Signs in with the password: its ticket is a secret from here on. */
async function signIn(sandbox: TestSandbox): Promise<void> {
  watch = await LeakWatch.begin(page, [site]);
  await page.goto(loginRadiusPage(site, sandbox, SCRIPT));
  await inStatus(page, 'mfa-challenge', 'answering');
  watch.hideText('ticket', await ticketOf(page));
}

async function signInWithCode(sandbox: TestSandbox): Promise<void> {
  await signIn(sandbox);
  const code = await sandbox.lastCode();
  watch.hideCode(code);
  await page.locator('mfa-challenge > input').fill(code);
  await part(page, 'mfa-challenge', 'submit').locator('visible=true').click();
  await isIn();
}

/** On the account page: the token is a secret from here on. */
async function isIn(): Promise<void> {
  await inStatus(page, 'mfa-settings', 'ready');
  watch.hideText('token', await tokenOf(page));
}

void test('a notification, sent and approved', async () => {
  const sandbox = await loginRadiusSandbox(site, {}, { factors: ['sms', 'push'] });
  await sandbox.pushPhone();
  await signIn(sandbox);
  await part(page, 'mfa-challenge', 'another').click();
  await part(page, 'mfa-challenge', 'way').filter({ hasText: 'Notification' }).click();
  await part(page, 'mfa-push', 'send').click();
  await inStatus(page, 'mfa-push', 'waiting');
  await clean('sent');
  await sandbox.answerPush('approve');
  await isIn();
  await clean('approved', { typed: false });
});

void test('a phone for notifications: its code on the screen, and scanned', async () => {
  const sandbox = await loginRadiusSandbox(site, {}, { factors: ['sms', 'push'] });
  await signInWithCode(sandbox);
  await page.getByRole('button', { name: 'Add notifications on your phone' }).click();
  await part(page, 'mfa-push-enroll', 'begin').click();
  await page.locator('mfa-qr-code:state(drawn)').waitFor();
  const shown = await qrOnScreen(page);
  watch.hideText('key of the phone', shown.searchParams.get('key')!);
  await clean('shown');
  await sandbox.scanPush(shown.href);
  await page.locator('mfa-settings').getByText('Notifications are set up').first().waitFor();
  await clean('scanned', { typed: false });
});

void test('a confirmation, by a code', async () => {
  const sandbox = await loginRadiusSandbox(site);
  await signInWithCode(sandbox);
  await addConfirm(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await inStatus(page, 'mfa-confirm mfa-challenge', 'answering');
  const code = await sandbox.lastCode();
  watch.hideCode(code);
  await page.locator('mfa-confirm mfa-challenge > input').fill(code);
  await clean('typed');
  await page.keyboard.press('Enter');
  await inStatus(page, 'mfa-confirm', 'confirmed');
  await hideConfirmation();
  await clean('confirmed', { typed: false });
});

/** What a confirmation gave is a secret from here on. */
async function hideConfirmation(): Promise<void> {
  const token = await page.evaluate(
    () => document.querySelector('mfa-confirm')!.verification!.proof!.stepUp!,
  );
  watch.hideText('token of the confirmation', token);
}

void test('a confirmation, by the password of who has nothing else', async () => {
  watch = await LeakWatch.begin(page, [site]);
  await page.goto(loginRadiusPage(site, await passwordOnlySandbox(site), SCRIPT));
  await inStatus(page, 'mfa-settings', 'empty');
  await addConfirm(page);
  // The page itself has signed in with it, which is no affair of the kit's.
  site.visits.length = 0;
  watch.hideText('token', await tokenOf(page));
  watch.hideText('password', JDOE.password);
  watch.hideText('password that is wrong', 'donkey battery');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByLabel('Your password').fill('donkey battery');
  await page.keyboard.press('Enter');
  await page.getByText('That password is not right').waitFor();
  await clean('refused');
  await page.getByLabel('Your password').fill(JDOE.password);
  await page.keyboard.press('Enter');
  await inStatus(page, 'mfa-confirm', 'confirmed');
  await hideConfirmation();
  await clean('confirmed');
});
