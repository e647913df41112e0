/** Our elements on a page of a real Better Auth server's own origin: its cookies, its codes, its limits. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import {
  codeField,
  enterCode,
  errorOf,
  inStatus,
  launchBrowser,
  otherCode,
  part,
  secretOnScreen,
} from '../../support/e2e-browser.js';
import { PASSWORD, startAuthServer, type AuthServer, type AuthServerSettings } from './auth-server.js';
import { authSite, type AuthSite } from './auth-site.js';
import { appCode } from './visitor.js';

/** The second step of a sign-in: the tags, and nothing else. */
const SECOND_STEP = `<mfa-config backend="better-auth" endpoint="/api/auth">
  <mfa-otp-request for="sent"></mfa-otp-request>
  <mfa-otp-verify id="sent"></mfa-otp-verify>
  <mfa-otp-verify id="totp" device-type="totp" remember-device></mfa-otp-verify>
</mfa-config>`;

/** The account page, as one tag: it asks for the password where the server wants one. */
const SETTINGS = `<mfa-config backend="better-auth" endpoint="/api/auth"><mfa-settings></mfa-settings></mfa-config>`;

/** An app's pairing, as one tag: it asks for the password itself. */
const PAIRING = `<mfa-totp-enroll backend="better-auth" endpoint="/api/auth"></mfa-totp-enroll>`;

/** A page of one's own that asks for the password, which the server wants before it makes a key. */
const ACCOUNT = `<form id="on"><input type="password" name="password" aria-label="Password"><button>Turn on</button></form>
<form id="off"><input type="password" name="password" aria-label="Password"><button>Turn off</button></form>
<p id="said"></p>
<script type="module" src="/account.js"></script>`;

const ACCOUNT_SCRIPT = `
import createClient from '/modules/backends/better-auth/index.js';
const client = createClient({ endpoint: '/api/auth' });
const said = document.querySelector('#said');
const passwordOf = (form) => ({ password: new FormData(form).get('password') });
document.querySelector('#on').addEventListener('submit', (event) => {
  event.preventDefault();
  const proof = passwordOf(event.target);
  document.querySelector('mfa-totp-enroll')?.remove();
  const enroll = document.createElement('mfa-totp-enroll');
  enroll.client = {
    namesDevices: false,
    async beginTotpEnrollment(request, options) {
      const enrollment = await client.beginTotpEnrollment(request, { ...options, proof });
      window.recoveryCodes = enrollment.recoveryCodes;
      return enrollment;
    },
    activateTotp: (...rest) => client.activateTotp(...rest),
    cancelTotpEnrollment: (...rest) => client.cancelTotpEnrollment(...rest),
  };
  document.body.append(enroll);
});
document.querySelector('#off').addEventListener('submit', async (event) => {
  event.preventDefault();
  const [factor] = await client.listFactors();
  said.textContent = await client.removeFactor(factor, { proof: passwordOf(event.target) }).then(
    () => 'off',
    (error) => error.code,
  );
});
said.textContent = 'ready';
`;

let browser: Browser;
let site: AuthSite;
let server: AuthServer;
let page: Page;

before(async () => {
  const pages = {
    '/second-step': SECOND_STEP,
    '/settings': SETTINGS,
    '/pairing': PAIRING,
    '/account': ACCOUNT,
  };
  site = await authSite(pages, { '/account.js': ACCOUNT_SCRIPT });
  browser = await launchBrowser();
});
after(() => browser.close());
afterEach(async () => {
  await page.context().close();
  await server.close();
});

/** Somebody who has just signed up, on their account page. */
async function signUp(settings: AuthServerSettings = {}): Promise<void> {
  server = await startAuthServer({ ...settings, site });
  page = await (await browser.newContext()).newPage();
  await page.goto(`${server.origin}/account`);
  await post('sign-up/email', { email: 'jdoe@example.com', password: PASSWORD, name: 'J. Doe' });
}

/** A call that the page itself makes. */
async function post(route: string, body: object): Promise<unknown> {
  const response = await page.request.post(`${server.endpoint}/${route}`, {
    data: body,
    headers: { origin: server.origin },
  });
  assert.ok(response.ok(), `${route}: ${response.status()}`);
  return response.json();
}

async function submitPassword(form: 'on' | 'off', password: string): Promise<void> {
  await page.locator('#said:has-text("ready")').waitFor();
  await page.locator(`#${form} input`).fill(password);
  await page.locator(`#${form} button`).click();
}

/** Pairs an app with what is on the screen. Gives its secret and the recovery codes. */
async function pair(): Promise<{ secret: string; recoveryCodes: string[] }> {
  await submitPassword('on', PASSWORD);
  await page.locator('mfa-qr-code:state(drawn)').waitFor();
  const secret = await secretOnScreen(page);
  await enterCode(page, 'mfa-totp-enroll', await appCode({ secret }));
  await inStatus(page, 'mfa-totp-enroll', 'activated');
  const recoveryCodes = await page.evaluate(
    () => (window as { recoveryCodes?: string[] }).recoveryCodes ?? [],
  );
  return { secret, recoveryCodes };
}

/** Comes back another time; whether a second step is asked for. */
async function signIn(): Promise<boolean> {
  await page.context().clearCookies({ name: 'better-auth.session_token' });
  const login = await post('sign-in/email', { email: 'jdoe@example.com', password: PASSWORD });
  await page.goto(`${server.origin}/second-step`);
  return (login as { twoFactorRedirect?: boolean }).twoFactorRedirect === true;
}

async function isSignedIn(): Promise<boolean> {
  const response = await page.request.get(`${server.endpoint}/get-session`);
  return (await response.json()) !== null;
}

async function askForCode(): Promise<string> {
  await part(page, 'mfa-otp-request', 'submit').click();
  await inStatus(page, '#sent', 'ready');
  return server.outbox.at(-1)!;
}

void test('pairs an app by the QR code on the screen, after a wrong password and a wrong code', async () => {
  await signUp();
  await submitPassword('on', 'wrong');
  await inStatus(page, 'mfa-totp-enroll', 'failed');
  assert.equal(await errorOf(page, 'mfa-totp-enroll'), 'That was not right. Check it and try again.');

  await submitPassword('on', PASSWORD);
  await page.locator('mfa-qr-code:state(drawn)').waitFor();
  const secret = await secretOnScreen(page);
  const code = await appCode({ secret });
  await enterCode(page, 'mfa-totp-enroll', otherCode(code));
  assert.equal(await errorOf(page, 'mfa-totp-enroll'), 'That code is not right. Check it and try again.');
  assert.equal(await secretOnScreen(page), secret, 'a wrong code makes no other key');
  await enterCode(page, 'mfa-totp-enroll', code);
  await inStatus(page, 'mfa-totp-enroll', 'activated');
  assert.equal(server.calls.filter((call) => call === 'POST /two-factor/enable').length, 2);
});

void test('signs in with a code of the app, and trusts the device', async () => {
  await signUp();
  const { secret } = await pair();
  assert.equal(await signIn(), true);
  assert.equal(await isSignedIn(), false);
  await enterCode(page, '#totp', otherCode(await appCode({ secret })));
  assert.equal(await errorOf(page, '#totp'), 'That code is not right. Check it and try again.');
  await part(page, '#totp', 'remember').check();
  await enterCode(page, '#totp', await appCode({ secret }));
  await inStatus(page, '#totp', 'verified');
  assert.equal(await isSignedIn(), true);
  assert.equal(await signIn(), false, 'a trusted device is not asked again');
});

void test('signs in with a code that was sent, after a wrong one', async () => {
  await signUp();
  await pair();
  await signIn();
  const first = await askForCode();
  // The wait for another code ends first: one countdown at a time.
  assert.match(await part(page, '#sent', 'resend-wait').innerText(), /0:\d\d/);
  await enterCode(page, '#sent', otherCode(first));
  assert.equal(await errorOf(page, '#sent'), 'That code is not right. Check it and try again.');
  await enterCode(page, '#sent', first);
  await inStatus(page, '#sent', 'verified');
  assert.equal(await isSignedIn(), true);
});

void test('needs another code after five wrong ones', async () => {
  await signUp();
  await pair();
  await signIn();
  const code = await askForCode();
  // The same wrong code is not sent twice.
  for (let attempt = 1; attempt <= 5; attempt++) {
    const checked = page.waitForResponse(/verify-otp$/);
    await enterCode(page, '#sent', otherCode(code, attempt));
    assert.equal((await checked).status(), 401);
  }
  await inStatus(page, '#sent', 'ready');
  await enterCode(page, '#sent', code);
  await inStatus(page, '#sent', 'expired');
  assert.match(await errorOf(page, '#sent'), /^That was one attempt too many/);
  assert.equal(await isSignedIn(), false);
});

void test('ends the sign-in after five wrong codes of the app', async () => {
  await signUp();
  const { secret } = await pair();
  await signIn();
  const code = await appCode({ secret });
  for (const [attempt, status] of [401, 401, 401, 401, 401, 400].entries()) {
    const checked = page.waitForResponse(/verify-totp$/);
    await enterCode(page, '#totp', otherCode(code, attempt + 1));
    assert.equal((await checked).status(), status);
  }
  await enterCode(page, '#totp', await appCode({ secret }));
  await inStatus(page, '#totp', 'ended');
  assert.equal(await errorOf(page, '#totp'), 'Your session is over. Please sign in again.');
});

void test('signs in with a recovery code, without its dash, once', async () => {
  await signUp();
  const { recoveryCodes } = await pair();
  const [code = ''] = recoveryCodes;
  for (const isRight of [true, false]) {
    await signIn();
    await page.locator('#totp').getByText('Use a recovery code').click();
    await part(page, '#totp', 'recovery-input').fill(code.replace('-', ' '));
    await part(page, '#totp', 'submit').click();
    if (isRight) await inStatus(page, '#totp', 'verified');
    else await part(page, '#totp', 'code-error').getByText('That code is not right').waitFor();
    assert.equal(await isSignedIn(), isRight);
  }
});

void test('waits where the server has had enough', async () => {
  await signUp({ rateLimit: true });
  await pair();
  await signIn();
  const code = await askForCode();
  for (const [attempt, status] of [401, 401, 401, 429].entries()) {
    const checked = page.waitForResponse(/verify-otp$/);
    await enterCode(page, '#sent', otherCode(code, attempt + 1));
    assert.equal((await checked).status(), status);
  }
  await inStatus(page, '#sent', 'blocked');
  assert.match(await errorOf(page, '#sent'), /^Too many requests/);
  assert.equal(await codeField(page, '#sent').isDisabled(), true);
});

void test('turns the second factor off, with the password only', async () => {
  await signUp();
  await pair();
  await submitPassword('off', 'wrong');
  await page.locator('#said:has-text("invalid-proof")').waitFor();
  await page.reload();
  await submitPassword('off', PASSWORD);
  await page.locator('#said:has-text("off")').waitFor();
  assert.equal(await signIn(), false);
  assert.equal(await isSignedIn(), true);
});

void test('pairs an app with the one tag for it, which asks for the password', async () => {
  await signUp();
  await page.goto(`${server.origin}/pairing`);
  for (const password of ['wrong', PASSWORD]) {
    await part(page, 'mfa-totp-enroll', 'proof-input').fill(password);
    await part(page, 'mfa-totp-enroll', 'proof-input').press('Enter');
    if (password === PASSWORD) continue;
    await part(page, 'mfa-totp-enroll', 'proof-error').getByText('That password is not right').waitFor();
  }
  await page.locator('mfa-qr-code:state(drawn)').waitFor();
  const secret = await secretOnScreen(page);
  await enterCode(page, 'mfa-totp-enroll', await appCode({ secret }));
  await inStatus(page, 'mfa-totp-enroll', 'activated');
  assert.equal(await signIn(), true);
  await enterCode(page, '#totp', await appCode({ secret }));
  await inStatus(page, '#totp', 'verified');
});

void test('turns it on and off with the account page of the kit alone', async () => {
  await signUp();
  await page.goto(`${server.origin}/settings`);
  const password = async (text: string): Promise<void> => {
    await part(page, 'mfa-settings', 'proof-input').fill(text);
    await page.getByRole('button', { name: 'Continue' }).click();
  };
  await page.getByRole('button', { name: 'Add an authenticator app' }).click();
  await password('wrong');
  await part(page, 'mfa-settings', 'proof-error').getByText('That password is not right').waitFor();
  await password(PASSWORD);
  await page.locator('mfa-qr-code:state(drawn)').waitFor();
  const secret = await secretOnScreen(page);
  await enterCode(page, 'mfa-totp-enroll', await appCode({ secret }));
  await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
  await page.getByText('I have saved these codes').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await part(page, 'mfa-settings', 'name').first().waitFor();
  assert.equal(await signIn(), true);
  await enterCode(page, '#totp', await appCode({ secret }));
  await inStatus(page, '#totp', 'verified');
  await page.goto(`${server.origin}/settings`);
  await page
    .getByRole('button', { name: /^Remove / })
    .first()
    .click();
  await part(page, 'mfa-settings', 'confirm').click();
  await password(PASSWORD);
  await part(page, 'mfa-settings', 'empty').waitFor();
  assert.equal(await signIn(), false);
});
