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

void describe('an answer that is lost after the backend has acted', () => {
  const begin = (deviceName = 'My phone') =>
    site.ask('POST', '/users/me/mfadevices', { body: { deviceType: 'TOTP', deviceName } });
  const made = (): string[] => site.calls.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);

  /** Does what it is asked, and breaks off, or says what a proxy says. */
  function loseNext(method: string, answer?: () => Response): void {
    site.lie = async (request) => {
      if (request.method !== method || request.url.endsWith('/get/token')) return undefined;
      site.lie = undefined;
      await site.sandbox.fetch(request);
      return answer?.() ?? Promise.reject(new Error('reset'));
    };
  }

  async function active(): Promise<string[]> {
    const { text } = await site.ask('GET', '/users/me/mfadevices');
    return (JSON.parse(text) as { deviceName: string; status: string }[]).map(
      ({ deviceName, status }) => `${deviceName} ${status}`,
    );
  }

  async function pair(deviceName?: string): Promise<void> {
    const { body } = await begin(deviceName);
    const otp = await totpCode(String(body.secret), site.clock.now());
    const path = `/users/me/mfadevices/${String(body.authId)}`;
    assert.equal((await site.ask('POST', path, { body: { otp, deviceType: 'TOTP' } })).status, 200);
  }

  for (const [how, answer] of [
    ['the connection is reset', undefined],
    ['a proxy says 502', () => new Response('<html>', { status: 502 })],
    ['a page comes in its place', () => new Response('<html>')],
  ] as const) {
    void test(`a new device, and ${how}: taken back by its name, then made`, async () => {
      await pair('Other');
      site.calls.length = 0;
      loseNext('POST', answer);
      const { status, body, text } = await begin();
      assert.equal(status, 201, text);
      assert.deepEqual(made(), ['POST mfadevices', 'GET mfadevices', 'DELETE My%20phone', 'POST mfadevices']);
      const otp = await totpCode(String(body.secret), site.clock.now());
      const path = `/users/me/mfadevices/${String(body.authId)}`;
      assert.equal((await site.ask('POST', path, { body: { otp, deviceType: 'TOTP' } })).status, 200);
      assert.deepEqual(await active(), ['Other ACTIVE', 'My phone ACTIVE']);
    });
  }

  void test('a new device that nobody has finished, begun once more: the name is free again', async () => {
    await begin();
    const again = await begin();
    assert.equal(again.status, 201, again.text);
    assert.deepEqual(await active(), ['My phone ACTIVATION_REQUIRED']);
  });

  void test('a device in use is never taken back', async () => {
    await pair();
    const taken = await begin();
    assert.deepEqual([taken.status, taken.body.code], [409, 'name-taken']);
    loseNext('POST');
    const lost = await begin();
    assert.deepEqual([lost.status, lost.body.code], [502, 'server']);
    assert.deepEqual(await active(), ['My phone ACTIVE']);
  });

  void test('a device that was never made is not made behind the back of who was told no', async () => {
    site.lie = (request) =>
      request.method === 'POST' && !request.url.endsWith('/get/token')
        ? new Response('<html>', { status: 502 })
        : undefined;
    const { status, body } = await begin();
    assert.deepEqual([status, body.code], [502, 'server']);
    assert.deepEqual(made(), ['POST mfadevices', 'GET mfadevices']);
  });

  void test('the first code of a device: the same code again, and it is paired', async () => {
    const { body } = await begin();
    const otp = await totpCode(String(body.secret), site.clock.now());
    const path = `/users/me/mfadevices/${String(body.authId)}`;
    const activate = () => site.ask('POST', path, { body: { otp, deviceType: 'TOTP' } });
    loseNext('POST');
    assert.equal((await activate()).status, 502);
    const again = await activate();
    assert.deepEqual([again.status, again.body.status], [200, 'ACTIVE']);
    assert.equal((await activate()).body.code, 'challenge-expired');
  });

  void test('a device that was removed: gone is gone', async () => {
    await pair();
    loseNext('DELETE');
    const answer = await site.ask('DELETE', '/users/me/mfadevices/TOTP/My%20phone');
    assert.equal(answer.status, 204, answer.text);
    assert.deepEqual(await active(), []);
    const again = await site.ask('DELETE', '/users/me/mfadevices/TOTP/My%20phone');
    assert.deepEqual([again.status, again.body.code], [404, 'not-enrolled']);
  });
});

void describe('passkeys', () => {
  const names = async (): Promise<string[]> => {
    const { text } = await site.ask('GET', '/users/me/mfadevices');
    return (JSON.parse(text) as { deviceType: string; deviceName?: string }[]).map(
      ({ deviceType, deviceName = '-' }) => `${deviceType} ${deviceName}`,
    );
  };
  const remove = (name: string) =>
    site.ask('DELETE', `/users/me/mfadevices/FIDO2/${encodeURIComponent(name)}`);
  beforeEach(() => {
    site.sandbox.addAuthenticator('jdoe', 'Phone');
    site.sandbox.addPasskey('jdoe', 'Key / 1');
    site.sandbox.addPasskey('jdoe', undefined, 'FIDO');
  });

  void test('are listed, and removed by name or all of them, by the client of the page', async () => {
    assert.deepEqual(await names(), ['TOTP Phone', 'FIDO2 Key / 1', 'FIDO2 -']);
    const client = new CiamClient({
      endpoint: `${site.url}/mfa`,
      headers: { cookie: 'session=jdoe', origin: site.url },
    });
    const [, key, all] = await client.listFactors();
    assert.deepEqual([key?.name, all?.all], ['Key / 1', true]);
    await client.removeFactor(key!);
    assert.deepEqual(await names(), ['TOTP Phone', 'FIDO2 -']);
    await client.removeFactor(all!);
    assert.deepEqual(await names(), ['TOTP Phone']);
    assert.deepEqual(
      site.calls.filter(({ method }) => method === 'DELETE').map(({ path }) => path.split('/mfadevices')[1]),
      ['/FIDO2/Key%20%2F%201', '/FIDO2/all'],
    );
    assert.equal(site.events.filter(({ event }) => event === 'device-removed').length, 2);
  });

  void test('are removed by nobody who may not', async () => {
    for (const session of ['halfway', 'unsaid']) {
      const { status } = await site.ask('DELETE', '/users/me/mfadevices/FIDO2/all', { session });
      assert.equal(status, 403);
    }
    assert.equal((await names()).length, 3);
  });

  void test('that are gone though the answer was lost are gone', async () => {
    for (const name of ['Key / 1', 'all']) {
      site.lie = async (request) => {
        if (request.method !== 'DELETE') return undefined;
        site.lie = undefined;
        await site.sandbox.fetch(request);
        return Promise.reject(new Error('reset'));
      };
      assert.equal((await remove(name)).status, 204, name);
    }
    assert.deepEqual(await names(), ['TOTP Phone']);
    assert.equal((await remove('all')).status, 404);
  });
});
