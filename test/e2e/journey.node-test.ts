/**
 * One person's way through everything that the JavaScript interface does about a phone as the second factor: each first
 * factor, the passcode, another phone, other settings, resets by token and by UID, a tenant that requires it and one that
 * does not. The built package, a real browser, and the sandbox over HTTP.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LoginRadiusAdmin } from '../../src/server/index.js';
import { appCode, htmlPage } from '../support/e2e-browser.js';
import { apiOf, enterCode, logIn } from '../support/e2e-js-interface.js';
import { scriptRoom } from '../support/e2e-script-room.js';
import type { LoggedRequest, TestSandbox } from '../support/sandbox.js';

const JDOE = {
  userName: 'jdoe',
  password: 'correct horse',
  emails: ['jdoe@example.com'],
  phone: '+12025550123',
};
const PHONE = '+12025550406';
const NEW_PHONE = '+12025550199';
const TEMPLATE = 'journey';
/** What the service does with a template for a text message. */
const SENDS = [
  'POST /login/2fa',
  'PUT /login/2fa',
  'GET /login/2fa/resend',
  'PUT /login/2fa/verification/otp',
  'PUT /account/2fa',
];

const room = scriptRoom();
let sandbox: TestSandbox;

/** A page as the original's documentation has it: the form, and the account page after it. */
async function open(): Promise<void> {
  const script = `
    var LRObject = new LoginRadiusV2({
      apiKey: "sandbox-api-key", smsTemplate2FA: "${TEMPLATE}", phoneLogin: true,
      apiCustomDomain: "${apiOf(room.site, sandbox)}"
    });
    window.heard = [];
    window.refused = [];
    function failed(errors) { refused.push(errors[0].ErrorCode); }
    LRObject.util.ready(function () {
      LRObject.init("login", { container: "login", onError: failed, onSuccess: function (response) {
        heard.push(response);
        if (response.access_token) LRObject.init("createTwoFactorAuthentication", {
          container: "account", onError: failed, onSuccess: function (answer) { heard.push(answer); } });
      } });
    });`;
  const markup = `<div id="login"></div><div id="account"></div><script>${script}</script>`;
  const line = `<script src="${room.kit.url}/mfa-js-interface.classic.js"></script>`;
  await room.page.goto(room.site.page('/journey', htmlPage(markup, line)));
}

/** What the callbacks were given, as soon as one of it has this. */
async function heard(name: string): Promise<Record<string, unknown>> {
  const found = await room.page.waitForFunction(
    (wanted) =>
      (window as unknown as { heard: Record<string, unknown>[] }).heard.find((answer) => answer[wanted]),
    name,
  );
  return (await found.jsonValue())!;
}

async function typePhone(container: string, phone: string): Promise<void> {
  const place = room.page.locator(container);
  await place.locator('input[type=tel]:visible').fill(phone);
  await place.locator('mfa-otp-request [part~=submit]:visible').click();
  await place.locator('mfa-otp-verify:state(ready)').waitFor();
}

async function requests(): Promise<(LoggedRequest & { name: string })[]> {
  return (await sandbox.requests())
    .filter(({ method }) => method !== 'OPTIONS')
    .map((request) => ({
      ...request,
      name: `${request.method} ${request.path.replace('/identity/v2/auth', '')}`,
    }));
}

void test('a phone as the second factor, from the first sign-in to the last reset', async () => {
  const { site } = room;
  sandbox = await site.sandbox({ loginRadius: { mfa: 'required', users: [JDOE] } });

  // By e-mail address: it is required, and nothing is set up yet.
  await open();
  const { page } = room;
  await logIn(page, 'jdoe@example.com');
  await page.getByRole('button', { name: 'Text message' }).click();
  await typePhone('#login', PHONE);
  assert.equal((await sandbox.outbox()).at(-1)?.to, PHONE);
  await enterCode(page, await sandbox.lastCode(), { container: '#login' });
  const { Profile, access_token: first } = await heard('access_token');
  const uid = (Profile as { Uid: string }).Uid;

  // Another phone, by the settings; the old one counts until the code was right.
  const account = page.locator('#account');
  await account.locator('[part~=change]').click();
  await typePhone('#account', NEW_PHONE);
  await enterCode(page, await sandbox.lastCode(), { container: '#account' });
  assert.equal((await heard('Uid')).Uid, uid);
  await account.locator('[part~=factor]', { hasText: '0199' }).waitFor();
  // The last one that is required is not to be removed.
  assert.equal(await account.locator('[part~=remove]').count(), 0);

  // By phone: the passcode goes to the new one. A wrong one, then the right one.
  await sandbox.advance(60_000);
  await open();
  await logIn(page, JDOE.phone);
  await page.locator('#login mfa-otp-verify:state(ready)').waitFor();
  assert.equal((await sandbox.outbox()).at(-1)?.to, NEW_PHONE);
  await enterCode(page, await sandbox.wrongCode(), { container: '#login' });
  await page.waitForFunction(() => (window as unknown as { refused: number[] }).refused.includes(1067));
  await enterCode(page, await sandbox.lastCode(), { container: '#login' });
  const { access_token: second } = await heard('access_token');

  // An app besides, and the phone is reset by the token.
  await account.getByRole('button', { name: 'Add an authenticator app' }).click();
  await account.locator('[part~=other-way] summary').click();
  const secret = (await account.locator('[part~=secret]').innerText()).replace(/\s/g, '');
  await enterCode(page, await appCode(secret, sandbox), { container: '#account', button: 'Finish setup' });
  await account.getByRole('button', { name: /^Remove Text message/ }).click();
  await account.getByRole('button', { name: 'Remove', exact: true }).click();
  assert.deepEqual(await heard('IsDeleted'), { IsDeleted: true });
  const byToken = (await requests()).find(({ method }) => method === 'DELETE')!;
  assert.equal(byToken.name, 'DELETE /account/2fa/authenticator');
  assert.equal(byToken.headers.authorization, `Bearer ${String(second)}`);
  assert.equal(byToken.body, '{"otpauthenticator":true}');

  // By user name and password: the app is what is left.
  await sandbox.advance(60_000);
  await open();
  await logIn(page, JDOE.userName);
  await page.locator('#login mfa-otp-verify:state(ready)').waitFor();
  await enterCode(page, await appCode(secret, sandbox), { container: '#login' });
  await heard('access_token');

  // The person loses the app: the server resets it by UID, and the next sign-in sets a phone up anew.
  const admin = new LoginRadiusAdmin({
    apiKey: 'sandbox-api-key',
    apiSecret: 'sandbox-api-secret',
    endpoint: sandbox.base,
  });
  await admin.resetFactor(uid, 'totp');
  await open();
  await logIn(page, JDOE.userName);
  await page.getByRole('button', { name: 'Text message' }).click();
  await typePhone('#login', PHONE);
  await sandbox.advance(60_000);
  await enterCode(page, await sandbox.lastCode(), { container: '#login' });
  await heard('access_token');

  // A tenant that does not require it asks who has set it up, and nobody else.
  await sandbox.settings({ loginRadius: { mfa: 'optional', users: [JDOE] } });
  await open();
  await logIn(page, JDOE.userName);
  await page.locator('#login mfa-otp-verify:state(ready)').waitFor();
  await admin.resetFactor(uid, 'sms');
  await open();
  await logIn(page, JDOE.userName);
  await heard('access_token');
  assert.equal(await page.locator('#login mfa-challenge').count(), 0);

  const all = await requests();
  for (const { name, query } of all)
    if (SENDS.includes(name)) assert.equal(query.smsTemplate2FA, TEMPLATE, name);
  for (const name of SENDS.filter((each) => !each.includes('resend')))
    assert.ok(
      all.some((request) => request.name === name),
      name,
    );
  const firstFactors = all.filter(({ name }) => name === 'POST /login/2fa').map(({ body }) => body);
  for (const field of ['"email"', '"phone"', '"username"'])
    assert.ok(
      firstFactors.some((body) => body.includes(field)),
      field,
    );
  for (const { query } of all)
    for (const token of [first, second]) assert.ok(!JSON.stringify(query).includes(String(token)));
  assert.deepEqual(
    room.complaints.filter((complaint) => !complaint.includes('status of 403')),
    [],
  );
});
