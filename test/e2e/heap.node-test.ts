/** Codes, keys and tickets are not in the memory of a page once they have done their work. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { VirtualAuthenticator } from '../support/e2e-authenticator.js';
import { builtScript } from '../support/e2e-build.js';
import {
  appCode,
  beginPairing,
  codeField,
  errorOf,
  flowMarkup,
  htmlPage,
  inStatus,
  launchBrowser,
  part,
  qrOnScreen,
  requestCode,
  secretOnScreen,
} from '../support/e2e-browser.js';
import { asCode, heldInHeap } from '../support/e2e-heap.js';
import { addConfirm, loginRadiusPage, loginRadiusSandbox } from '../support/e2e-loginradius.js';
import { openPasskeys, signedBy, signedIn } from '../support/e2e-passkeys.js';
import { startSite, type Site } from '../support/e2e-site.js';
import type { TestSandbox } from '../support/sandbox.js';

const SCRIPT = '<script type="module" src="/kit/mfa-elements.js"></script>';

let browser: Browser;
let site: Site;
let page: Page;

before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  site = await startSite({ files: { at: '/kit/', folder: await builtScript() } });
  page = await newPage();
});
afterEach(async () => {
  await page.context().close();
  await site.close();
});

async function newPage(): Promise<Page> {
  return (await browser.newContext()).newPage();
}

async function open(): Promise<TestSandbox> {
  const sandbox = await site.sandbox();
  await page.goto(site.page('/', htmlPage(flowMarkup(sandbox.endpoint), SCRIPT)));
  return sandbox;
}

/** By the keyboard: no script of the test's own has it in its hands. */
async function type(text: string): Promise<void> {
  await page.keyboard.insertText(text);
}

async function typeCode(element: string, code: string): Promise<void> {
  await codeField(page, element).focus();
  await type(code);
  await page.locator(`${element} mfa-code-input:state(complete)`).waitFor();
}

async function codeOnScreen(): Promise<{ sandbox: TestSandbox; code: string }> {
  const sandbox = await open();
  await requestCode(page, 'Text message');
  return { sandbox, code: await sandbox.lastCode() };
}

async function assertGone(text: RegExp): Promise<void> {
  assert.deepEqual(await heldInHeap(page, text), []);
}

void test('the search finds what is held, also in the middle of a text', async () => {
  const { code } = await codeOnScreen();
  await assertGone(asCode(code));
  await page.evaluate(() => {
    document.addEventListener('input', (event) => {
      const { value } = event.target as HTMLInputElement;
      Object.assign(window, { kept: { planted: `the code is ${value}, and no other` } });
    });
  });
  await typeCode('#sent', code);
  await part(page, '#sent', 'submit').click();
  await inStatus(page, '#sent', 'verified');
  assert.notDeepEqual(await heldInHeap(page, asCode(code)), []);
  await page.evaluate(() => Object.assign(window, { kept: undefined }));
  await assertGone(asCode(code));
});

void test('a code that was right', async () => {
  const { code } = await codeOnScreen();
  await typeCode('#sent', code);
  await part(page, '#sent', 'submit').click();
  await inStatus(page, '#sent', 'verified');
  await assertGone(asCode(code));
});

void test('a code that was wrong, once it is not in its field any more', async () => {
  const { sandbox } = await codeOnScreen();
  const code = await sandbox.wrongCode();
  await typeCode('#sent', code);
  await part(page, '#sent', 'submit').click();
  assert.match(await errorOf(page, '#sent'), /^That code is not right/);
  await codeField(page, '#sent').fill('');
  await assertGone(asCode(code));
});

void test('a code that could not be checked, once it is not in its field any more', async () => {
  const { code } = await codeOnScreen();
  await page.context().setOffline(true);
  await typeCode('#sent', code);
  await part(page, '#sent', 'submit').click();
  assert.match(await errorOf(page, '#sent'), /offline/);
  assert.equal(await codeField(page, '#sent').inputValue(), code);
  await codeField(page, '#sent').fill('');
  await assertGone(asCode(code));
});

void test('a code whose element is removed, typed or under way', async () => {
  const { code } = await codeOnScreen();
  await page.route('**/deviceAuthentications/*', () => {});
  await typeCode('#sent', code);
  await part(page, '#sent', 'submit').click();
  await inStatus(page, '#sent', 'verifying');
  await page.evaluate(() => document.querySelector('mfa-config')!.remove());
  await assertGone(asCode(code));
});

void test('the key of an app that is paired, and its first code', async () => {
  const sandbox = await open();
  await beginPairing(page, 'My phone');
  const secret = await secretOnScreen(page);
  const code = await appCode(secret, sandbox);
  assert.notDeepEqual(await heldInHeap(page, new RegExp(secret)), [], 'there, for as long as it is shown');
  await typeCode('mfa-totp-enroll', code);
  await part(page, 'mfa-totp-enroll', 'submit').click();
  await inStatus(page, 'mfa-totp-enroll', 'activated');
  await assertGone(new RegExp(secret));
  await assertGone(asCode(code));
});

void test('the key of an app whose pairing is left', async () => {
  await open();
  await beginPairing(page, 'My phone');
  const secret = await secretOnScreen(page);
  await page.evaluate(() => document.querySelector('mfa-config')!.remove());
  await assertGone(new RegExp(secret));
});

/** Makes a passkey. The heap is looked at once for each: with that, Chromium unplugs its authenticator. */
async function createPasskey(): Promise<void> {
  await VirtualAuthenticator.plugIn(page);
  await openPasskeys(page, site, await site.sandbox(), SCRIPT);
  await part(page, '#create', 'begin').click();
  await inStatus(page, '#create', 'created');
}

void test('what a passkey has signed when it was made', async () => {
  await createPasskey();
  await assertGone(new RegExp(signedBy(site, 'attestationObject')));
});

void test('what a passkey has signed when it was used', async () => {
  await createPasskey();
  await part(page, '#use', 'begin').click();
  await inStatus(page, '#use', 'verified');
  await assertGone(new RegExp(signedBy(site, 'signature')));
});

void test('what a passkey has signed that was refused', async () => {
  await createPasskey();
  let body = '';
  await page.route('**/deviceAuthentications/*', async (route) => {
    body = route.request().postData()!;
    await route.fulfill({ status: 400, json: { code: '10008' } });
  });
  await part(page, '#use', 'begin').click();
  await inStatus(page, '#use', 'failed');
  await assertGone(new RegExp(signedIn(body, 'signature')!));
});

/** Signs in by the text message, and is on the account page. */
async function openAccount(sandbox: TestSandbox): Promise<void> {
  await page.goto(loginRadiusPage(site, sandbox, SCRIPT));
  await inStatus(page, 'mfa-challenge', 'answering');
  await typeCode('mfa-challenge', await sandbox.lastCode());
  await part(page, 'mfa-challenge', 'submit').locator('visible=true').click();
  await inStatus(page, 'mfa-settings', 'ready');
}

void test('on LoginRadius: the key of a phone for notifications that has scanned it', async () => {
  const sandbox = await loginRadiusSandbox(site, {}, { factors: ['sms', 'push'] });
  await openAccount(sandbox);
  await page.getByRole('button', { name: 'Add notifications on your phone' }).click();
  await part(page, 'mfa-push-enroll', 'begin').click();
  await page.locator('mfa-qr-code:state(drawn)').waitFor();
  const shown = await qrOnScreen(page);
  const key = new RegExp(shown.searchParams.get('key')!);
  assert.notDeepEqual(await heldInHeap(page, key), [], 'there, for as long as it is shown');
  await sandbox.scanPush(shown.href);
  await page.locator('mfa-settings').getByText('Notifications are set up').first().waitFor();
  await assertGone(key);
});

void test('on LoginRadius: the code of a confirmation, and what it gave once the element is gone', async () => {
  const sandbox = await loginRadiusSandbox(site);
  await openAccount(sandbox);
  await addConfirm(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await inStatus(page, 'mfa-confirm mfa-challenge', 'answering');
  const code = await sandbox.lastCode();
  await typeCode('mfa-confirm mfa-challenge', code);
  await page.keyboard.press('Enter');
  await inStatus(page, 'mfa-confirm', 'confirmed');
  await assertGone(asCode(code));
  const token = await page.evaluate(
    () => document.querySelector('mfa-confirm')!.verification!.proof!.stepUp!,
  );
  await page.locator('mfa-confirm').evaluate((element) => element.remove());
  await assertGone(new RegExp(token));
});

void test('on LoginRadius: the ticket and the code after the sign-in, and a recovery code after its use', async () => {
  const sandbox = await loginRadiusSandbox(site);
  const address = loginRadiusPage(site, sandbox, SCRIPT);
  const ticket = (): RegExp =>
    new RegExp(
      /secondFactorAuthenticationToken=([\w-]+)/.exec(site.visits.map(({ path }) => path).join('\n'))![1]!,
    );
  await page.goto(address);
  await inStatus(page, 'mfa-challenge', 'answering');
  const code = await sandbox.lastCode();
  await typeCode('mfa-challenge', code);
  await part(page, 'mfa-challenge', 'submit').locator('visible=true').click();
  await inStatus(page, 'mfa-settings', 'ready');
  await assertGone(asCode(code));
  await assertGone(ticket());

  const codes = page.locator('mfa-recovery-codes');
  await codes.getByRole('button', { name: 'Show my codes' }).click();
  await inStatus(page, 'mfa-recovery-codes', 'shown');
  const [recoveryCode] = await codes.locator('ol code').allTextContents();
  await page.context().close();

  page = await newPage();
  site.visits.length = 0;
  await page.goto(address);
  await inStatus(page, 'mfa-challenge', 'answering');
  await part(page, 'mfa-challenge', 'another').click();
  await page.locator('mfa-challenge').getByRole('button', { name: 'Recovery code' }).click();
  await part(page, 'mfa-challenge', 'recovery-input').focus();
  await type(recoveryCode!);
  await part(page, 'mfa-challenge', 'submit').locator('visible=true').click();
  await inStatus(page, 'mfa-settings', 'ready');
  const [start, end] = recoveryCode!.split('-');
  await assertGone(new RegExp(`${start}-?${end}`));
  await assertGone(ticket());
});
