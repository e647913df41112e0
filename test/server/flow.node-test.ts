/** What a page gets from the gateway when all goes well, by hand and through the client that pages use. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { CiamClient } from '../../src/backends/ciam/index.js';
import { isMfaError } from '../../src/core/mfa-error.js';
import { totpCode } from '../support/totp-code.js';
import { startGatewaySite, type GatewaySite } from './support/gateway-site.js';

let site: GatewaySite;
const verified: unknown[] = [];

beforeEach(async () => {
  verified.length = 0;
  site = await startGatewaySite({
    gateway: {
      limits: { resendDelayMs: 30_000 },
      onVerified: (request, identity, { channel }) => {
        verified.push([new URL(request.url).pathname.split('/')[2], identity.userName, channel]);
        return [
          ['set-cookie', 'session=new; HttpOnly'],
          ['set-cookie', 'trusted=yes; HttpOnly'],
        ];
      },
    },
  });
});
afterEach(() => site.close());

void describe('a code that is sent', () => {
  void test('goes where the session says, and the answer says what the page may know', async () => {
    const before = site.clock.now();
    const answer = await site.ask('POST', '/deviceAuthentications', { body: { deviceType: 'sms' } });
    assert.equal(answer.status, 201);
    assert.equal(site.sandbox.outbox[0]?.to, '+12025550406');
    const { authId, expiresAt, resendAt, ...rest } = answer.body;
    assert.deepEqual(rest, {
      status: 'SUCCESS',
      message: 'The code has been sent',
      attemptsRemaining: 5,
      destination: '*******0406',
    });
    assert.match(String(authId), /^[\w-]{36}$/);
    assert.ok(Number(expiresAt) >= before + 300_000 && Number(expiresAt) <= site.clock.now() + 300_000);
    assert.ok(Number(resendAt) >= before + 30_000 && Number(resendAt) <= site.clock.now() + 30_000);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.get('content-type'), 'application/json');
    assert.deepEqual(site.calls[0]?.body, {
      userName: 'jdoe',
      deviceType: 'SMS',
      phoneNumber: '+12025550406',
    });
  });

  void test('is right once; the application is told, and its cookies reach the page', async () => {
    const authId = await site.start('EMAIL');
    const body = { otp: site.lastCode(), deviceType: 'EMAIL' };
    const answer = await site.ask('POST', `/deviceAuthentications/${authId}`, { body });
    assert.deepEqual([answer.status, answer.body.status], [200, 'SUCCESS']);
    assert.deepEqual(answer.headers.getSetCookie(), ['session=new; HttpOnly', 'trusted=yes; HttpOnly']);
    assert.deepEqual(verified, [['deviceAuthentications', 'jdoe', 'email']]);
    const again = await site.ask('POST', `/deviceAuthentications/${authId}`, { body });
    assert.deepEqual([again.status, again.body.code], [410, 'challenge-expired']);
    assert.equal(verified.length, 1);
  });

  void test('is called wrong where it is, with the attempts that are left', async () => {
    const authId = await site.start();
    const answer = await site.ask('POST', `/deviceAuthentications/${authId}`, {
      body: { otp: site.wrongCode(), deviceType: 'SMS' },
    });
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    assert.deepEqual(answer.body, {
      type: 'about:blank',
      title: 'The code is wrong',
      status: 400,
      code: 'invalid-code',
      attemptsRemaining: 4,
    });
    assert.deepEqual(verified, []);
  });
});

void test('the client of the page goes through all of it', async () => {
  const client = new CiamClient({
    endpoint: `${site.url}/mfa`,
    clock: site.clock,
    headers: { cookie: 'session=jdoe', origin: site.url },
  });
  const sent = await client.requestOtp({ channel: 'sms' });
  assert.equal(sent.destination, '*******0406');
  assert.equal(sent.attemptsLeft, 5);
  const early = await client.resendOtp(sent).catch((error: unknown) => error);
  assert.ok(isMfaError(early) && early.code === 'rate-limited');
  assert.ok(Math.abs((early.retryAt ?? 0) - site.clock.now() - 30_000) < 5000);
  const wrong = await client.verifyOtp(sent, site.wrongCode()).catch((error: unknown) => error);
  assert.ok(isMfaError(wrong) && wrong.code === 'invalid-code' && wrong.attemptsLeft === 4);
  await client.verifyOtp(sent, site.lastCode());

  const enrollment = await client.beginTotpEnrollment({ deviceName: 'My phone' });
  assert.match(enrollment.uri ?? '', /^otpauth:/);
  const bad = await client.activateTotp(enrollment, '000000').catch((error: unknown) => error);
  assert.ok(isMfaError(bad) && bad.code === 'invalid-code');
  await client.activateTotp(enrollment, await totpCode(enrollment.secret, site.clock.now()));
  const [device] = await client.listFactors();
  assert.deepEqual([device?.name, device?.active, device?.kind], ['My phone', true, 'totp']);

  site.clock.advance(30_000);
  const challenge = await client.requestOtp({ channel: 'totp' });
  assert.deepEqual([challenge.expiresAt, challenge.resendAt], [undefined, undefined]);
  await client.verifyOtp(challenge, await totpCode(enrollment.secret, site.clock.now()));
  assert.deepEqual(verified, [
    ['deviceAuthentications', 'jdoe', 'sms'],
    ['deviceAuthentications', 'jdoe', 'totp'],
  ]);
  await client.removeFactor(device!);
  assert.deepEqual(await client.listFactors(), []);
  await client.cancelTotpEnrollment(enrollment);
});

void test('what is logged names the event and the person, and no secret', async () => {
  const authId = await site.start();
  const code = site.lastCode();
  const path = `/deviceAuthentications/${authId}`;
  await site.ask('POST', path, { body: { otp: site.wrongCode(), deviceType: 'SMS' } });
  await site.ask('POST', path, { body: { otp: code, deviceType: 'SMS' } });
  const { body } = await site.ask('POST', '/users/me/mfadevices', {
    body: { deviceType: 'TOTP', deviceName: 'My phone' },
  });
  await site.ask('DELETE', '/users/me/mfadevices/TOTP/My%20phone');
  assert.deepEqual(
    site.events.map(({ event, userName, channel }) => [event, userName, channel]),
    [
      ['token-renewed', undefined, undefined],
      ['challenge-started', 'jdoe', 'sms'],
      ['code-refused', 'jdoe', undefined],
      ['code-verified', 'jdoe', 'sms'],
      ['enrollment-started', 'jdoe', undefined],
      ['device-removed', 'jdoe', undefined],
    ],
  );
  const log = JSON.stringify(site.events);
  const token = /\S+$/.exec(site.calls[0]?.authorization ?? '')![0];
  for (const secret of [code, site.wrongCode(), String(body.secret), token, 'sandbox-secret', authId]) {
    assert.ok(secret.length > 5 && !log.includes(secret), secret);
  }
  for (const contact of ['2025550406', 'example.com']) assert.ok(!log.includes(contact), contact);
});
