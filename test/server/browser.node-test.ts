/** A real page, the gateway, a token of a real OAuth server, the backend: and what the page never gets to see. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startExampleSite, type ExampleSite } from '../../examples/server/site.js';
import type { GatewayEvent } from '../../src/server/index.js';
import {
  beginPairing,
  enterCode,
  errorOf,
  htmlPage,
  inStatus,
  launchBrowser,
  otherCode,
  part,
  requestCode,
  secretOnScreen,
} from '../support/e2e-browser.js';
import { builtFront } from '../support/e2e-build.js';
import { startSite } from '../support/e2e-site.js';
import { totpCode } from '../support/totp-code.js';

let browser: Browser;
let site: ExampleSite;
let page: Page;
const tokens = new Set<string>();
const events: GatewayEvent[] = [];
/** Everything that the browser was sent, by address. */
const received: Promise<readonly [address: string, text: string]>[] = [];

/** Hands over what the page is answered, before the page has it. */
const KEEP_ANSWERS = `
const send = window.fetch;
window.fetch = async (...request) => {
  const response = await send(...request);
  await window.keepAnswer(response.url, await response.clone().text());
  return response;
};
`;

before(async () => {
  site = await startExampleSite({
    front: await builtFront(),
    onToken: (token) => tokens.add(token),
    logger: (event) => events.push(event),
  });
  browser = await launchBrowser();
  page = await (await browser.newContext()).newPage();
  // A browser under load may have dropped a body by the time that it is asked for it: the page keeps what it reads.
  await page.exposeFunction('keepAnswer', (address: string, text: string) => {
    received.push(Promise.resolve([address, text] as const));
  });
  await page.addInitScript(KEEP_ANSWERS);
  page.on('response', (response) => {
    const read = async (): Promise<readonly [string, string]> => {
      const headers = JSON.stringify(await response.headersArray());
      // A redirect has none.
      const body = await response.text().catch(() => '');
      return [response.url(), `${headers}\n${body}`];
    };
    // What comes while the browser closes has nothing to be read.
    received.push(read().catch(() => [response.url(), ''] as const));
  });
});
after(async () => {
  await browser.close();
  await site.close();
});

async function signIn(password: string): Promise<void> {
  await page.getByLabel('User name').fill('alex');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** What the gateway says to a page that pairs a phone, whatever the page's own buttons are. */
function pairingAnswer(): Promise<{ status: number; text: string }> {
  return page.evaluate(async () => {
    const answer = await fetch('/mfa/users/me/mfadevices', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"deviceType":"TOTP","deviceName":"Too early"}',
    });
    return { status: answer.status, text: await answer.text() };
  });
}

void test('through all three steps, and the page never sees token, secret or destination', async () => {
  await page.goto(site.url);
  await signIn('wrong horse');
  assert.match(await page.getByRole('alert').innerText(), /not right/);
  await signIn('correct horse');
  await page.getByRole('heading', { name: 'Is it really you?' }).waitFor();
  const tooEarly = await pairingAnswer();
  assert.deepEqual([tooEarly.status, tooEarly.text.includes('proof-required')], [403, true], tooEarly.text);

  const cookieBefore = await sessionCookie();
  await requestCode(page, 'Text message', '#code');
  const code = await page.locator('.newest .sent-code').innerText();
  await enterCode(page, '#code', otherCode(code));
  assert.match(await errorOf(page, '#code'), /not right/);
  await enterCode(page, '#code', code);
  await page.getByRole('heading', { name: 'Welcome back, Alex' }).waitFor();
  const cookieAfter = await sessionCookie();
  assert.notEqual(cookieAfter.value, cookieBefore.value);
  assert.deepEqual([cookieAfter.httpOnly, cookieAfter.sameSite], [true, 'Strict']);

  // Before the browser forgets what it was sent.
  await Promise.all(received);
  // The session is the server's: after a reload the person is still in.
  await page.reload();
  await page.getByRole('button', { name: 'Pair an app' }).click();
  await beginPairing(page, 'My phone');
  const secret = await secretOnScreen(page);
  await enterCode(page, 'mfa-totp-enroll', await totpCode(secret, Date.now()));
  await inStatus(page, 'mfa-totp-enroll', 'activated');
  assert.equal(site.sandbox.authenticatorCode('alex', 'My phone')?.length, 6);

  await page.getByRole('button', { name: 'Sign out and try it' }).click();
  await signIn('correct horse');
  await page.getByRole('radio', { name: 'Authenticator' }).check();
  // A code is taken once: the next one of the app.
  await enterCode(page, 'mfa-otp-verify', await totpCode(secret, Date.now() + 30_000));
  await page.locator('.devices').getByText('My phone').waitFor();

  const texts = await Promise.all(received);
  assert.ok(texts.length > 15, `${texts.length} answers`);
  assert.ok(texts.some(([address]) => address.includes('/mfa/deviceAuthentications')));
  assert.equal(tokens.size, 1);
  const hidden = [
    ...[...tokens, site.clientSecret, 'pretend-bank'],
    ...['2025550406', '555-0406', 'alex@example.com'],
  ];
  for (const [address, text] of texts) {
    assert.equal(new URL(address).origin, site.url);
    for (const word of hidden) assert.ok(!text.includes(word), `${word} in ${address}`);
    // What was sent to the phone is read at one address, which no real site has. Scripts have numbers of their own.
    const { pathname } = new URL(address);
    if (pathname !== '/demo/outbox' && !pathname.startsWith('/assets/'))
      assert.ok(!text.includes(code), `a code in ${address}`);
  }
  assert.ok(texts.some(([, text]) => text.includes('*******0406')));
  assert.ok(texts.some(([, text]) => text.includes(code)));
  const log = JSON.stringify(events);
  for (const word of [...hidden, code, secret]) assert.ok(!log.includes(word), `${word} in the log`);
});

void test('sends money for who has just confirmed that it is them, and for nobody else', async (context) => {
  // A site of its own: a phone that got a code a moment ago would have to wait for the next one.
  const fresh = await startExampleSite({ front: await builtFront() });
  context.after(() => fresh.close());
  const own = await browser.newContext();
  context.after(() => own.close());
  const bank = await own.newPage();
  const send = (): Promise<number> =>
    bank.evaluate(async () => (await fetch('/transfers', { method: 'POST' })).status);
  const newest = (): Promise<string> =>
    bank.evaluate(async () => {
      const messages = (await (await fetch('/demo/outbox')).json()) as { text: string }[];
      return /\d{6}/.exec(messages.at(-1)?.text ?? '')?.[0] ?? '';
    });
  await bank.goto(fresh.url);
  assert.equal(await send(), 403, 'nobody is signed in');
  await bank.getByLabel('User name').fill('alex');
  await bank.getByLabel('Password').fill('correct horse');
  await bank.getByRole('button', { name: 'Sign in' }).click();
  await requestCode(bank, 'E-mail', '#code');
  assert.equal(await send(), 403, 'the password alone');
  await enterCode(bank, '#code', await newest());
  await bank.getByRole('heading', { name: 'Welcome back, Alex' }).waitFor();

  const button = bank.getByRole('button', { name: 'Send 250.00 to Ada' });
  await button.click();
  const dialog = bank.getByRole('dialog', { name: /Send 250.00 to Ada/ });
  await dialog.getByRole('heading').first().waitFor();
  await bank.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(await bank.getByText('Sent.').count(), 0);
  await button.click();
  await dialog.getByRole('button', { name: /Text message/ }).click();
  await dialog.getByRole('button', { name: /Send code/ }).click();
  const field = bank.locator('mfa-confirm input:visible');
  await field.waitFor();
  await field.fill(await newest());
  await part(bank, 'mfa-confirm', 'submit').locator('visible=true').click();
  await bank.getByText('Sent.').waitFor();
  assert.equal(await send(), 204, 'for a while');
});

void test('a page of another origin gets nothing, though the browser has the cookie', async (context) => {
  const sent = site.sandbox.outbox.length;
  const elsewhere = await page.context().newPage();
  // Another port is another origin, and to cookies the same site.
  const other = await startSite();
  context.after(() => other.close());
  const prize = other.page('/prize', htmlPage('<p>Win a prize</p>'));
  await elsewhere.goto(prize.replace('127.0.0.1', 'localhost'));
  assert.match(other.visits.at(0)?.headers.cookie ?? '', /session=/);
  const answered = elsewhere.waitForResponse(/deviceAuthentications/);
  await elsewhere.evaluate(async (url) => {
    await fetch(`${url}/mfa/deviceAuthentications`, {
      method: 'POST',
      mode: 'no-cors',
      credentials: 'include',
      body: '{"deviceType":"SMS"}',
    }).catch(() => {});
  }, site.url);
  assert.equal((await answered).status(), 403);
  assert.equal(site.sandbox.outbox.length, sent);
});

void test('a device that is remembered: the second step is left out, until it is removed', async (test) => {
  const fresh = await startExampleSite({ front: await builtFront() });
  test.after(() => fresh.close());
  const context = await browser.newContext();
  const own = await context.newPage();
  const enter = async (): Promise<void> => {
    await own.getByLabel('User name').fill('alex');
    await own.getByLabel('Password').fill('correct horse');
    await own.getByRole('button', { name: 'Sign in' }).click();
  };
  const signOut = (): Promise<void> => own.getByRole('button', { name: 'Sign out' }).click();
  await own.goto(fresh.url);
  await enter();
  await requestCode(own, 'Text message', '#code');
  await own.getByLabel('Do not ask again on this device for 30 days').check();
  await enterCode(own, '#code', await own.locator('.newest .sent-code').innerText());
  await own.getByRole('heading', { name: 'Welcome back, Alex' }).waitFor();
  const cookies = (await context.cookies()).filter(({ name }) => name.startsWith('__Host-mfa-device-'));
  assert.equal(cookies.length, 1);
  assert.deepEqual([cookies[0]!.httpOnly, cookies[0]!.secure, cookies[0]!.sameSite], [true, true, 'Lax']);
  const listed = own.locator('mfa-trusted-devices [part~=device]');
  await own.locator('mfa-trusted-devices [part~=this]').waitFor();
  // Without a screen it calls itself by another name.
  assert.match(await listed.innerText(), /Linux/);

  await signOut();
  await enter();
  // Straight in: nobody was asked for a code.
  await own.getByRole('heading', { name: 'Welcome back, Alex' }).waitFor();
  const next = (await context.cookies()).find(({ name }) => name === cookies[0]!.name);
  assert.notEqual(next?.value, cookies[0]!.value);

  // Another browser with the same password is asked.
  const other = await (await browser.newContext()).newPage();
  await other.goto(fresh.url);
  await other.getByLabel('User name').fill('alex');
  await other.getByLabel('Password').fill('correct horse');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await requestCode(other, 'E-mail', '#code');
  await enterCode(other, '#code', await other.locator('.newest .sent-code').innerText());
  await other.getByRole('heading', { name: 'Welcome back, Alex' }).waitFor();
  await other.locator('mfa-trusted-devices [part~=remove-all]').click();
  await other.locator('mfa-trusted-devices [part~=confirm]').click();
  await inStatus(other, 'mfa-trusted-devices', 'empty');
  // The person is written.
  await other.getByText('A device was removed').waitFor();

  await signOut();
  await enter();
  await own.getByRole('heading', { name: 'Is it really you?' }).waitFor();
  await context.close();
  await other.context().close();
});

async function sessionCookie(): Promise<Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>[number]> {
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'session');
  assert.ok(cookie);
  return cookie;
}
