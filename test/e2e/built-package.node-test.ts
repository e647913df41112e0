/**
 * The built package on a plain page of another origin: one script tag, the tags, and nothing else. A whole flow with
 * each element against the sandbox, over real HTTP.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appCode,
  beginPairing,
  codeField,
  enterCode,
  errorOf,
  flowMarkup,
  htmlPage,
  inStatus,
  otherCode,
  part,
  requestCode,
  secretOnScreen,
} from '../support/e2e-browser.js';
import { scriptRoom } from '../support/e2e-script-room.js';
import type { TestSandbox, TestSandboxSettings } from '../support/sandbox.js';

const room = scriptRoom();

/** Opens the page with the kit on it. */
async function open(settings: TestSandboxSettings = {}): Promise<TestSandbox> {
  const sandbox = await room.site.sandbox(settings);
  const script = `<script type="module" src="${room.kit.url}/mfa-elements.js"></script>`;
  await room.page.goto(room.site.page('/sign-in', htmlPage(flowMarkup(sandbox.endpoint), script)));
  return sandbox;
}

void test('a code by text message', async () => {
  const sandbox = await open();
  await requestCode(room.page, 'Text message');
  assert.match(await part(room.page, '#sent', 'intro').innerText(), /^We sent a code to your phone/);
  await enterCode(room.page, '#sent', await sandbox.lastCode());
  await inStatus(room.page, '#sent', 'verified');
  assert.equal(await part(room.page, '#sent', 'done').innerText(), 'Your code is right.');
  assert.equal((await sandbox.outbox()).at(-1)?.channel, 'sms');
  assert.deepEqual(room.complaints, []);
});

void test('a code by e-mail', async () => {
  const sandbox = await open();
  await requestCode(room.page, 'E-mail');
  await enterCode(room.page, '#sent', await sandbox.lastCode());
  await inStatus(room.page, '#sent', 'verified');
  assert.equal((await sandbox.outbox()).at(-1)?.channel, 'email');
  assert.deepEqual(room.complaints, []);
});

void test('an authenticator app: paired by the QR code on the screen, then signed in with', async () => {
  const sandbox = await open();
  await beginPairing(room.page, 'My phone');
  const secret = await secretOnScreen(room.page);
  const first = await appCode(secret, sandbox);

  await enterCode(room.page, 'mfa-totp-enroll', otherCode(first));
  assert.equal(
    await errorOf(room.page, 'mfa-totp-enroll'),
    'That code is not right. Check it and try again.',
  );
  assert.equal(await secretOnScreen(room.page), secret, 'a wrong code makes no other key');

  await enterCode(room.page, 'mfa-totp-enroll', first);
  await inStatus(room.page, 'mfa-totp-enroll', 'activated');
  assert.match(
    await part(room.page, 'mfa-totp-enroll', 'done').innerText(),
    /^Your authenticator app is set up/,
  );

  await sandbox.advance(30_000);
  const second = await appCode(secret, sandbox);
  await enterCode(room.page, '#totp', second);
  await inStatus(room.page, '#totp', 'verified');

  await room.page.reload();
  await enterCode(room.page, '#totp', second);
  assert.match(await errorOf(room.page, '#totp'), /^That code has been used already/);
  assert.equal(await room.page.locator('#totp:state(verified)').count(), 0);
});

void test('a wrong code, and then the right one', async () => {
  const sandbox = await open({ tellsTimes: true });
  await requestCode(room.page, 'Text message');
  await enterCode(room.page, '#sent', await sandbox.wrongCode());
  assert.equal(
    await errorOf(room.page, '#sent'),
    'That code is not right. Check it and try again. 4 attempts left before you need a new code.',
  );
  assert.equal(await codeField(room.page, '#sent').getAttribute('aria-invalid'), 'true');
  await enterCode(room.page, '#sent', await sandbox.lastCode());
  await inStatus(room.page, '#sent', 'verified');
});

void test('a code that has expired, and another one', async () => {
  const sandbox = await open({ cooldownMs: 1 });
  await requestCode(room.page, 'Text message');
  const old = await sandbox.lastCode();
  await sandbox.expire();
  await enterCode(room.page, '#sent', old);
  await inStatus(room.page, '#sent', 'expired');
  assert.equal(await errorOf(room.page, '#sent'), 'That code has expired. Ask for a new one.');
  assert.equal(await codeField(room.page, '#sent').inputValue(), '');
  assert.ok(await codeField(room.page, '#sent').isDisabled());
});

void test('a code that has been used elsewhere', async () => {
  const sandbox = await open();
  await requestCode(room.page, 'Text message');
  const authId = await room.page
    .locator('#sent')
    .evaluate((element) => (element as HTMLElement & { challenge: { id: string } }).challenge.id);
  const code = await sandbox.lastCode();
  const elsewhere = await fetch(`${sandbox.endpoint}/deviceAuthentications/${authId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ otp: code, deviceType: 'SMS' }),
  });
  assert.equal(elsewhere.status, 200);
  await enterCode(room.page, '#sent', code);
  await inStatus(room.page, '#sent', 'expired');
  assert.equal(await errorOf(room.page, '#sent'), 'That code has been used already. Ask for a new one.');
});

void test('too many wrong codes', async () => {
  const sandbox = await open({ maxAttempts: 2 });
  await requestCode(room.page, 'Text message');
  const right = await sandbox.lastCode();
  await enterCode(room.page, '#sent', otherCode(right));
  assert.match(await errorOf(room.page, '#sent'), /^That code is not right/);
  await enterCode(room.page, '#sent', await sandbox.wrongCode());
  await inStatus(room.page, '#sent', 'expired');
  assert.equal(await errorOf(room.page, '#sent'), 'That was one attempt too many. Ask for a new code later.');
});

void test('another code, after the wait', async () => {
  await room.page.clock.install();
  const sandbox = await open();
  await requestCode(room.page, 'Text message');
  const first = await sandbox.lastCode();
  assert.match(
    await part(room.page, '#sent', 'resend-wait').innerText(),
    /^You can ask for a new code in 0:\d\d$/m,
  );
  await room.page.clock.runFor(31_000);
  await part(room.page, '#sent', 'resend').click();
  await part(room.page, '#sent', 'resend-wait').waitFor();
  assert.equal((await sandbox.outbox()).length, 2);
  assert.equal(await codeField(room.page, '#sent').inputValue(), '');
  assert.ok(await codeField(room.page, '#sent').evaluate((input) => input === document.activeElement));
  const second = await sandbox.lastCode();
  // Only the newest counts.
  if (first !== second) {
    await enterCode(room.page, '#sent', first);
    assert.match(await errorOf(room.page, '#sent'), /^That code is not right/);
  }
  await enterCode(room.page, '#sent', second);
  await inStatus(room.page, '#sent', 'verified');
});

void test('lazy chunks come from where the script came from, and only when needed', async () => {
  room.kit.visits.length = room.site.visits.length = 0;
  await open();
  await requestCode(room.page, 'Text message');
  const early = room.kit.visits.map(({ path }) => path);
  assert.ok(early.includes('/mfa-elements.js'));
  assert.ok(
    early.some((path) => /^\/chunks\/mfa-elements-ciam-.*\.js$/.test(path)),
    early.join(),
  );
  assert.ok(!early.some((path) => path.includes('qr')), early.join());
  await beginPairing(room.page, 'My phone');
  const late = room.kit.visits.map(({ path }) => path);
  assert.ok(
    late.some((path) => /^\/chunks\/mfa-elements-qr-.*\.js$/.test(path)),
    late.join(),
  );
  const others = room.site.visits
    .map(({ path }) => path)
    .filter((path) => !/^\/(sandboxes|favicon.ico$)/.test(path));
  assert.deepEqual(others, ['/sign-in']);
});
