/** What passes only for who has proved a second factor just now: over HTTP, for two people, in memory and in a real Redis. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { createClient } from 'redis';
import { CONFIRMATION_WANTED, withConfirmation } from '../../src/core/with-confirmation.js';
import {
  createMemoryStore,
  createRedisStore,
  type MfaIdentity,
  type MfaStore,
} from '../../src/server/index.js';
import { totpCode } from '../support/totp-code.js';
import { DeviceJar, FIREFOX } from './support/device-jar.js';
import { identify, PEOPLE, startGatewaySite, type Answer, type GatewaySite } from './support/gateway-site.js';
import { startRedis, type RedisServer } from './support/redis-server.js';

let site: GatewaySite;
afterEach(() => site.close());

const requestOf = (cookie: string): Request =>
  new Request('https://bank.example/transfers', { method: 'POST', headers: { cookie } });

/** What the sensitive action of this session comes to. */
async function act(session: string, maxAge?: number): Promise<number> {
  const refusal = await site.gateway.requireRecentFactor(
    requestOf(`session=${session}`),
    maxAge === undefined ? undefined : { maxAge },
  );
  return refusal?.status ?? 200;
}

async function check(authId: string, otp: string, session = 'jdoe', more: object = {}): Promise<Answer> {
  return site.ask('POST', `/deviceAuthentications/${authId}`, {
    session,
    headers: { 'user-agent': FIREFOX },
    body: { otp, deviceType: 'SMS', ...more },
  });
}

async function prove(session = 'jdoe'): Promise<string> {
  const authId = await site.start('SMS', session);
  assert.equal((await check(authId, site.lastCode(), session)).status, 200);
  return authId;
}

/** What holds with whatever store. */
function holds(): void {
  void test('passes after a factor, for five minutes', async () => {
    assert.equal(await act('jdoe'), 401);
    await prove();
    assert.equal(await act('jdoe'), 200);
    site.clock.advance(295_000);
    assert.equal(await act('jdoe'), 200);
    site.clock.advance(10_000);
    assert.equal(await act('jdoe'), 401);
    assert.equal(await act('jdoe', 3600), 200, 'an action may want less');
  });

  void test('passes for nobody else, and in no other session', async () => {
    await prove();
    assert.deepEqual([await act('mallory'), await act('jdoe-elsewhere')], [401, 401]);
    await prove('mallory');
    site.clock.advance(200_000);
    await prove('jdoe-elsewhere');
    site.clock.advance(150_000);
    assert.deepEqual([await act('jdoe'), await act('mallory'), await act('jdoe-elsewhere')], [401, 401, 200]);
  });

  void test('takes a code once: who shows it again is not more recent', async () => {
    const authId = await site.start();
    const otp = site.lastCode();
    await check(authId, otp);
    site.clock.advance(200_000);
    assert.notEqual((await check(authId, otp)).status, 200);
    assert.notEqual((await check(authId, otp, 'jdoe-elsewhere')).status, 200);
    site.clock.advance(150_000);
    assert.deepEqual([await act('jdoe'), await act('jdoe-elsewhere')], [401, 401]);
  });
}

void describe('a recent factor, in memory', () => {
  beforeEach(async () => {
    site = await startGatewaySite();
  });
  holds();

  void test('is refused with a problem that the page understands', async () => {
    const refusal = await site.gateway.requireRecentFactor(requestOf('session=jdoe'));
    assert.ok(refusal);
    assert.equal(refusal.headers.get('content-type'), 'application/problem+json');
    assert.equal(refusal.headers.get('cache-control'), 'no-store');
    const { type, status, code, proof } = (await refusal.json()) as Record<string, unknown>;
    assert.deepEqual([type, status, code, proof], [CONFIRMATION_WANTED, 401, 'proof-required', 'step-up']);
  });

  void test('is not asked of who is not signed in', async () => {
    const refusal = await site.gateway.requireRecentFactor(requestOf(''));
    const { type, code } = (await refusal!.json()) as Record<string, unknown>;
    assert.deepEqual([refusal!.status, type, code], [401, 'about:blank', 'unauthenticated']);
  });

  void test('is none where a code was wrong, or a device was set up', async () => {
    const authId = await site.start();
    await check(authId, site.wrongCode());
    assert.equal(await act('jdoe'), 401);
    const { body } = await site.ask('POST', '/users/me/mfadevices', {
      body: { deviceType: 'TOTP', deviceName: 'Own' },
    });
    const otp = await totpCode(String(body.secret), site.clock.now());
    const made = await site.ask('POST', `/users/me/mfadevices/${String(body.authId)}`, {
      body: { otp, deviceType: 'TOTP' },
    });
    assert.equal(made.status, 200, made.text);
    assert.equal(await act('jdoe'), 401);
  });

  void test('has an age that can be: no mistake lets anything pass', async () => {
    await prove();
    for (const maxAge of [0, -1, NaN, Infinity, 50_000])
      await assert.rejects(act('jdoe', maxAge), { code: 'misconfigured' });
  });

  void test('makes a call pass that is made again after the person has confirmed', async () => {
    const server: typeof fetch = async () =>
      (await site.gateway.requireRecentFactor(requestOf('session=jdoe'))) ?? new Response('sent');
    let asked = 0;
    const confirm = async (): Promise<object> => {
      asked++;
      await prove();
      return {};
    };
    const api = withConfirmation(server, { confirm });
    assert.equal(await (await api('/transfers')).text(), 'sent');
    assert.equal(await (await api('/transfers')).text(), 'sent');
    assert.equal(asked, 1);
    site.clock.advance(400_000);
    await api('/transfers');
    assert.equal(asked, 2);
  });
});

void describe('a recent factor, and what is around it', () => {
  void test('is none where a trusted device has left it out', async () => {
    site = await startGatewaySite({ gateway: { trustedDevices: {} } });
    const jar = new DeviceJar();
    const authId = await site.start();
    jar.take((await check(authId, site.lastCode(), 'jdoe', { rememberDevice: true })).headers);
    assert.equal(await act('jdoe'), 200, 'shown in this session');
    assert.equal(await jar.isTrusted(site.gateway), true);
    const later = requestOf(`session=jdoe-elsewhere; ${jar.header('jdoe')}`);
    assert.equal((await site.gateway.requireRecentFactor(later))?.status, 401);
  });

  void test('goes along where the application gives the session another id, and only for the same person', async () => {
    const sessions: Record<string, MfaIdentity | undefined> = {
      renewed: { ...PEOPLE.jdoe!, sessionId: 'renewed' },
      stranger: PEOPLE.mallory,
    };
    let next = 'renewed';
    site = await startGatewaySite({
      gateway: {
        identify: (request) => {
          const name = /session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '';
          return sessions[name] ?? identify(request);
        },
        onVerified: () => ({ 'set-cookie': `session=${next}; Path=/; HttpOnly` }),
      },
    });
    await prove();
    assert.deepEqual([await act('renewed'), await act('jdoe')], [200, 401]);
    next = 'stranger';
    await prove('jdoe-elsewhere');
    assert.deepEqual([await act('stranger'), await act('jdoe-elsewhere')], [401, 200]);
  });

  void test('is not there while the store is gone, and a right code is right all the same', async () => {
    const memory = createMemoryStore();
    let broken = '';
    const at = <Result>(call: string, run: () => Promise<Result>): Promise<Result> =>
      call === broken ? Promise.reject(new Error('gone')) : run();
    const store: MfaStore = {
      ...memory,
      read: (key) => at('read', () => memory.read(key)),
      write: (key, value, ms) =>
        at(key.startsWith('recent') ? 'write' : 'other', () => memory.write(key, value, ms)),
    };
    site = await startGatewaySite({ gateway: { store } });
    const authId = await site.start();
    const otp = site.lastCode();
    broken = 'write';
    assert.equal((await check(authId, otp)).status, 200);
    assert.equal(site.events.filter(({ level }) => level === 'error').length > 0, true);
    assert.equal(await act('jdoe'), 401);
    broken = 'read';
    assert.equal(await act('jdoe'), 503);
  });
});

void describe('a recent factor, in Redis', () => {
  let redis: RedisServer;
  let client: ReturnType<typeof createClient>;

  before(async () => {
    redis = await startRedis();
    client = createClient({ url: redis.url });
    await client.connect();
  });
  after(async () => {
    await client.close();
    await redis.close();
  });
  beforeEach(async () => {
    await client.flushAll();
    site = await startGatewaySite({ gateway: { store: createRedisStore(client) } });
  });
  holds();

  void test('is kept under a name that says nothing, and not for ever', async () => {
    await prove();
    const keys = (await client.keys('*')).filter((key) => key.includes('recent'));
    assert.equal(keys.length, 1);
    assert.equal(keys.join().includes('jdoe'), false);
    const left = await client.ttl(keys[0]!);
    assert.ok(left > 0 && left <= 43_200, `${left}`);
  });
});
