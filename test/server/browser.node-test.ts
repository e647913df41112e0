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
  requestCode,
  secretOnScreen,
} from '../support/e2e-browser.js';
import { builtScript } from '../support/e2e-build.js';
import { startSite } from '../support/e2e-site.js';
import { totpCode } from '../support/totp-code.js';

let browser: Browser;
let site: ExampleSite;
let page: Page;
const tokens = new Set<string>();
const events: GatewayEvent[] = [];
/** Everything that the browser was sent, by address. */
const received: Promise<readonly [address: string, text: string]>[] = [];

before(async () => {
  site = await startExampleSite({
    kit: await builtScript(),
    onToken: (token) => tokens.add(token),
    logger: (event) => events.push(event),
  });
  browser = await launchBrowser();
  page = await (await browser.newContext()).newPage();
  page.on('response', (response) => {
    const read = async (): Promise<readonly [string, string]> => {
      const headers = JSON.stringify(await response.headersArray());
      // A redirect has none.
      const body = await response.text().catch(() => '');
      return [response.url(), `${headers}\n${body}`];
    };
    received.push(read());
  });
});
after(async () => {
  await browser.close();
  await site.close();
});

async function codeInOutbox(): Promise<string> {
  const text = await page.locator('#outbox li').last().innerText();
  return /\b\d{6}\b/.exec(text)![0];
}

void test('through all three steps, and the page never sees token, secret or destination', async () => {
  await page.goto(site.url);
  await page.getByLabel('User name').fill('jdoe');
  await page.getByLabel('Password').fill('correct horse');
  await page.getByRole('button', { name: 'Sign in' }).click();

  // With the password alone nobody pairs a phone.
  await page.locator('mfa-totp-enroll [part~=name-input]').fill('Too early');
  await page.locator('mfa-totp-enroll [part~=continue]').click();
  assert.match(await errorOf(page, 'mfa-totp-enroll'), /Prove that it is you first/);

  const cookieBefore = await sessionCookie();
  await requestCode(page, 'Text message');
  await page.locator('#outbox li').waitFor();
  const code = await codeInOutbox();
  await enterCode(page, '#sent', otherCode(code));
  assert.match(await errorOf(page, '#sent'), /not right/);
  await enterCode(page, '#sent', code);
  await inStatus(page, '#sent', 'verified');
  assert.match(await page.locator('#state').innerText(), /with a second factor/);
  const cookieAfter = await sessionCookie();
  assert.notEqual(cookieAfter.value, cookieBefore.value);
  assert.deepEqual([cookieAfter.httpOnly, cookieAfter.sameSite], [true, 'Strict']);

  await page.reload();
  await beginPairing(page, 'My phone');
  const secret = await secretOnScreen(page);
  await enterCode(page, 'mfa-totp-enroll', await totpCode(secret, Date.now()));
  await inStatus(page, 'mfa-totp-enroll', 'activated');
  assert.equal(site.sandbox.authenticatorCode('jdoe', 'My phone')?.length, 6);

  // A code is taken once: the next one of the app.
  await enterCode(page, '#totp', await totpCode(secret, Date.now() + 30_000));
  await inStatus(page, '#totp', 'verified');

  const texts = await Promise.all(received);
  assert.ok(texts.length > 15, `${texts.length} answers`);
  assert.ok(texts.some(([address]) => address.includes('/mfa/deviceAuthentications')));
  assert.equal(tokens.size, 1);
  const hidden = [...tokens, site.clientSecret, '2025550406', '555-0406', 'jdoe@example.com', 'pretend-bank'];
  for (const [address, text] of texts) {
    assert.equal(new URL(address).origin, site.url);
    for (const word of hidden) assert.ok(!text.includes(word), `${word} in ${address}`);
  }
  assert.ok(texts.some(([, text]) => text.includes('*******0406')));
  const log = JSON.stringify(events);
  for (const word of [...hidden, code, secret]) assert.ok(!log.includes(word), `${word} in the log`);
});

void test('a page of another origin gets nothing, though the browser has the cookie', async (context) => {
  const sent = site.sandbox.outbox.length;
  const elsewhere = await page.context().newPage();
  // Another port is another origin, and to cookies the same site.
  const other = await startSite();
  context.after(() => other.close());
  await elsewhere.goto(other.page('/prize', htmlPage('<p>Win a prize</p>')));
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

async function sessionCookie(): Promise<Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>[number]> {
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'session');
  assert.ok(cookie);
  return cookie;
}
