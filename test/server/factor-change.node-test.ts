/** The application hears of every change to what protects an account, after the fact, and of nothing that failed. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createSupportDesk, type FactorChange } from '../../src/server/index.js';
import { totpCode } from '../support/totp-code.js';
import { DeviceJar } from './support/device-jar.js';
import { startGatewaySite, type GatewaySite } from './support/gateway-site.js';

let site: GatewaySite;
let told: [userName: string, change: FactorChange][];
let hook: () => void | Promise<void>;

beforeEach(async () => {
  told = [];
  hook = () => {};
  site = await startGatewaySite({
    gateway: {
      trustedDevices: {},
      onFactorChanged: ({ userName }, change) => {
        told.push([userName, change]);
        return hook();
      },
    },
  });
});
afterEach(() => site.close());

const changes = (): FactorChange[] => told.map(([, change]) => change);

/** Pairs an app for jdoe. */
async function pair(): Promise<number> {
  const begun = await site.ask('POST', '/users/me/mfadevices', {
    body: { deviceType: 'TOTP', deviceName: 'My phone' },
  });
  assert.equal(begun.status, 201, begun.text);
  const otp = await totpCode(String(begun.body.secret), site.clock.now());
  const path = `/users/me/mfadevices/${String(begun.body.authId)}`;
  return (await site.ask('POST', path, { body: { deviceType: 'TOTP', otp } })).status;
}

void describe('the application is told', () => {
  void test('of an app that was added and removed, once each, and by name', async () => {
    assert.equal(await pair(), 200);
    assert.deepEqual(told, [['jdoe', { change: 'factor-added', kind: 'totp' }]]);
    assert.equal((await site.ask('DELETE', '/users/me/mfadevices/TOTP/My%20phone')).status, 204);
    assert.deepEqual(changes()[1], { change: 'factor-removed', kind: 'totp', name: 'My phone' });
    assert.equal(told.length, 2);
  });

  void test('of a device that is remembered, and forgotten', async () => {
    const jar = new DeviceJar();
    const body = { deviceType: 'SMS', rememberDevice: true };
    const path = `/deviceAuthentications/${await site.start()}`;
    jar.take((await site.ask('POST', path, { body: { ...body, otp: site.lastCode() } })).headers);
    assert.equal(await jar.isTrusted(site.gateway), true);
    await site.ask('DELETE', '/users/me/trustedDevices');
    await site.ask('DELETE', '/users/me/trustedDevices');
    assert.deepEqual(changes(), [{ change: 'device-trusted' }, { change: 'device-forgotten' }]);
  });

  void test('of nothing that is only looked at, begun, or refused', async () => {
    const id = await site.start();
    await site.ask('POST', `/deviceAuthentications/${id}`, {
      body: { otp: site.wrongCode(), deviceType: 'SMS', rememberDevice: true },
    });
    await site.ask('POST', `/deviceAuthentications/${id}`, { body: { otp: site.lastCode() } });
    await site.ask('GET', '/users/me/mfadevices');
    await site.ask('POST', '/users/me/mfadevices', { body: { deviceType: 'TOTP', deviceName: 'A' } });
    await site.ask('DELETE', '/users/me/mfadevices/TOTP/A', { session: 'halfway' });
    await site.ask('DELETE', '/users/me/mfadevices/TOTP/nobody');
    await site.ask('DELETE', '/users/me/trustedDevices', { session: 'halfway' });
    assert.deepEqual(told, []);
  });

  void test('by the support desk as well', async () => {
    const desk = createSupportDesk({
      admin: {
        resetFactor: () => Promise.resolve(),
        regenerateRecoveryCodes: () => Promise.resolve({ codes: ['aaaa'] }),
      },
      authorize: (request) => !request.headers.has('x-refuse'),
      onFactorChanged: ({ userName }, change) => void told.push([userName, change]),
    });
    const url = 'http://desk.example/mfa/support/users/0123456789abcdef0123456789abcdef';
    const headers = { 'sec-fetch-site': 'same-origin', origin: 'http://desk.example' };
    const ask = (method: string, path: string, more = {}): Promise<Response> =>
      desk(new Request(url + path, { method, headers: { ...headers, ...more } }));
    assert.equal((await ask('DELETE', '/factors/totp', { 'x-refuse': '1' })).status, 403);
    assert.equal((await ask('DELETE', '/factors/totp')).status, 204);
    assert.equal((await ask('POST', '/recoveryCodes')).status, 200);
    assert.deepEqual(changes(), [
      { change: 'factor-reset', kind: 'totp' },
      { change: 'recovery-codes-made' },
    ]);
    assert.ok(told.every(([userName]) => userName === '0123456789abcdef0123456789abcdef'));
  });
});

void describe('what the application does with it', () => {
  const failures = (): string[] =>
    site.events.filter(({ event }) => event === 'hook-failed').map(({ message }) => message ?? '');

  void test('fails no answer, and is noted without its words', async () => {
    hook = () => {
      throw new TypeError('the mail to jdoe@example.com');
    };
    assert.equal(await pair(), 200);
    hook = () => Promise.reject(new RangeError('secret'));
    assert.equal((await site.ask('DELETE', '/users/me/mfadevices/TOTP/My%20phone')).status, 204);
    assert.deepEqual(failures(), ['onFactorChanged: TypeError', 'onFactorChanged: RangeError']);
  });

  void test('keeps no answer waiting', async () => {
    hook = () => new Promise(() => {});
    assert.equal(await pair(), 200);
    assert.equal(told.length, 1);
  });
});
