/** The demo, as people walk through it: both pages, the drawn phone, and the sandbox behind them. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';
import { preview, type PreviewServer } from 'vite';
import { builtDemo } from '../support/e2e-build.js';
import {
  beginPairing,
  codeField,
  inStatus,
  launchBrowser,
  part,
  secretOnScreen,
} from '../support/e2e-browser.js';
import { totpCode } from '../support/totp-code.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STEP_MS = 30_000;
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let server: PreviewServer;
let url: string;

before(async () => {
  server = await preview({
    root: ROOT,
    configFile: `${ROOT}vite.config.ts`,
    mode: 'demo',
    logLevel: 'error',
    build: { outDir: await builtDemo() },
    preview: { host: '127.0.0.1', port: 0 },
  });
  url = server.resolvedUrls!.local[0]!;
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await server.close();
});

/** A visitor on one of the pages, with a sandbox as if it were new. What the browser complains of fails the test. */
async function visit(context: TestContext, path: string): Promise<Page> {
  const room = await browser.newContext({ viewport: { width: 320, height: 900 } });
  const page = await room.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refusal is an answer like others; what the browser says of its status is no complaint.
    if (message.type() === 'error' && !message.text().includes('status of 403'))
      complaints.push(message.text());
  });
  context.after(async () => {
    await room.close();
    assert.deepEqual(complaints, []);
  });
  // Before the page: it gives its people what they have.
  await room.request.post(`${url}sandbox/reset`);
  await page.goto(url + path);
  return page;
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
/** The code field of the way that is open. */
const openField = (page: Page): Locator => page.locator('mfa-challenge > input:visible');
const sentCode = (page: Page): Promise<string> => page.locator('.newest .sent-code').innerText();

/** What is shown now fits a small phone, and axe has nothing to say. */
async function isWell(page: Page, where: string): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${where}: ${width} px wide`);
  await page.evaluate(axeSource);
  // What is on its way in is half to be seen, and nothing to judge yet.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
        .map(({ finished }) => finished.then(() => undefined)),
    ),
  );
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${where}: ${id} ${nodes.map(({ html }) => html).join()}`),
    [],
  );
}

async function signIn(page: Page, who?: 'Robin' | 'Kim' | 'Sam'): Promise<void> {
  if (who) await page.getByRole('radio', { name: who }).check();
  await button(page, 'Sign in').click();
}

async function isIn(page: Page, who: string): Promise<void> {
  await page.getByRole('heading', { name: `Welcome back, ${who}` }).waitFor();
}

void test('LoginRadius: set up an app on the way in, then in by app, by recovery code, and without', async (context) => {
  const page = await visit(context, 'loginradius.html');
  const challenge = 'mfa-challenge';
  await isWell(page, 'password');
  await page.getByLabel('Password').fill('another one');
  await signIn(page);
  assert.match(await page.getByRole('alert').innerText(), /not right/);
  await page.getByLabel('Password').fill('pretend password');
  await signIn(page);

  // Required, and nothing set up: the way in leads through the setting up.
  await inStatus(page, challenge, 'choosing');
  await isWell(page, 'choice');
  await button(page, 'Authenticator app').click();
  await page.locator('mfa-qr-code:state(drawn)').waitFor();
  await isWell(page, 'enrolment');
  const secret = await secretOnScreen(page);
  // The phone has followed, and its camera reads what is on the screen.
  await button(page, 'Scan the QR code on the screen').click();
  const shown = (await page.locator('.account-code code').innerText()).replace(/\s/g, '');
  await openField(page).fill(shown);
  await part(page, 'mfa-totp-enroll', 'submit').click();
  await isIn(page, 'Robin');

  // The last factor of a tenant that wants one stays.
  await inStatus(page, 'mfa-settings', 'ready');
  assert.equal(await part(page, 'mfa-settings', 'remove').count(), 0);
  await part(page, 'mfa-recovery-codes', 'show').click();
  const recoveryCode = await part(page, 'mfa-recovery-codes', 'code').first().locator('code').innerText();
  await isWell(page, 'recovery codes');
  await page.getByLabel('I have saved these codes').check();
  await part(page, 'mfa-recovery-codes', 'continue').click();

  await button(page, 'Sign out').click();
  await signIn(page);
  await inStatus(page, challenge, 'answering');
  // A code is taken once: the next one of the app.
  await openField(page).fill(await totpCode(secret, Date.now() + STEP_MS));
  await part(page, 'mfa-otp-verify', 'submit').click();
  await isIn(page, 'Robin');

  await button(page, 'Sign out').click();
  await signIn(page);
  await button(page, 'Try another way').click();
  await button(page, 'Recovery code').click();
  await part(page, challenge, 'recovery-input').fill(recoveryCode);
  await page.locator('mfa-challenge [part~=submit]:visible').click();
  await isIn(page, 'Robin');

  // Where the tenant no longer wants one, it may go, and the password is enough.
  await page.getByRole('radio', { name: 'Optional' }).check();
  await part(page, 'mfa-settings', 'remove').click();
  await part(page, 'mfa-settings', 'confirm').click();
  await inStatus(page, 'mfa-settings', 'empty');
  await isWell(page, 'account without');
  await button(page, 'Sign out').click();
  await signIn(page);
  await isIn(page, 'Robin');
});

void test('LoginRadius: somebody with a phone, an address and questions gets in by each', async (context) => {
  const page = await visit(context, 'loginradius.html');
  await signIn(page, 'Kim');
  // The password has sent this one already.
  await openField(page).fill(await sentCode(page));
  await isWell(page, 'code');
  await part(page, 'mfa-otp-verify', 'submit').click();
  await isIn(page, 'Kim');
  await isWell(page, 'account');

  await button(page, 'Sign out').click();
  await signIn(page);
  await button(page, 'Try another way').click();
  await button(page, /^E-mail/).click();
  await part(page, 'mfa-otp-request', 'submit').click();
  await page.locator('.newest[data-channel=email]').waitFor();
  await openField(page).fill(await sentCode(page));
  await page.locator('mfa-otp-verify [part~=submit]:visible').click();
  await isIn(page, 'Kim');

  await button(page, 'Sign out').click();
  await signIn(page);
  await button(page, 'Try another way').click();
  await button(page, 'Security questions').click();
  await page.getByLabel('What was the name of your first teacher?').fill('ms rivera');
  await page.getByLabel('In which street did you grow up?').fill('Hill Road');
  await part(page, 'mfa-security-questions', 'submit').click();
  await isIn(page, 'Kim');
});

void test('CIAM: a code by message, an app in the account, and in by the app', async (context) => {
  const page = await visit(context, '');
  await isWell(page, 'password');
  await signIn(page);
  await part(page, 'mfa-otp-request', 'submit').click();
  // The phone may ring before the site has its answer.
  await inStatus(page, '#code', 'ready');
  await codeField(page, '#code').fill(await sentCode(page));
  await isWell(page, 'code');
  await part(page, '#code', 'submit').click();
  await isIn(page, 'Alex');
  await isWell(page, 'account');
  await button(page, 'Pair an app').click();
  await beginPairing(page, 'My phone');
  await isWell(page, 'pairing');
  const secret = await secretOnScreen(page);
  await codeField(page, 'mfa-totp-enroll').fill(await totpCode(secret, Date.now()));
  await part(page, 'mfa-totp-enroll', 'submit').click();
  await button(page, 'Sign out and try it').click();
  await signIn(page);
  await codeField(page, 'mfa-otp-verify').fill(await totpCode(secret, Date.now() + STEP_MS));
  await part(page, 'mfa-otp-verify', 'submit').click();
  await isIn(page, 'Alex');
  await page.locator('.devices').getByText('My phone').waitFor();
});

void test('CIAM: a device is remembered, asks for nothing the next time, and is removed', async (context) => {
  const page = await visit(context, '');
  await signIn(page);
  await part(page, 'mfa-otp-request', 'submit').click();
  await inStatus(page, '#code', 'ready');
  await page.getByLabel('Do not ask again on this device for 30 days').check();
  await isWell(page, 'remember');
  await codeField(page, '#code').fill(await sentCode(page));
  await part(page, '#code', 'submit').click();
  await isIn(page, 'Alex');
  await button(page, 'Sign out').click();

  await signIn(page);
  await isIn(page, 'Alex');
  await inStatus(page, 'mfa-trusted-devices', 'ready');
  await isWell(page, 'account with a device');
  await part(page, 'mfa-trusted-devices', 'this').waitFor();
  await part(page, 'mfa-trusted-devices', 'remove').click();
  await part(page, 'mfa-trusted-devices', 'confirm').click();
  await inStatus(page, 'mfa-trusted-devices', 'empty');
  await button(page, 'Sign out').click();

  await signIn(page);
  await part(page, 'mfa-otp-request', 'submit').waitFor();
});

void test('LoginRadius: a notification is approved on the drawn phone', async (context) => {
  const page = await visit(context, 'loginradius.html');
  await signIn(page, 'Sam');
  await part(page, 'mfa-push', 'send').click();
  await inStatus(page, 'mfa-push', 'waiting');
  await button(page, 'Approve').click();
  await isIn(page, 'Sam');
});

void test('LoginRadius: a notification is refused on the drawn phone', async (context) => {
  const page = await visit(context, 'loginradius.html');
  await signIn(page, 'Sam');
  await part(page, 'mfa-push', 'send').click();
  await inStatus(page, 'mfa-push', 'waiting');
  await button(page, 'It was not me').click();
  await inStatus(page, 'mfa-push', 'denied');
  assert.equal(await part(page, 'mfa-push', 'denied').innerText(), 'This sign-in was refused on your phone.');
});
