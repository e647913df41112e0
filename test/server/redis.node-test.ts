/** Two gateways in processes of their own count as one, in a real Redis; and while that is gone, nothing passes. */
import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createClient } from 'redis';
import { createRedisStore, createSupportDesk } from '../../src/server/index.js';
import { DeviceJar, FIREFOX } from './support/device-jar.js';
import { askAt, startGatewaySite, type Answer, type GatewaySite } from './support/gateway-site.js';
import { startRedis, type RedisServer } from './support/redis-server.js';

let redis: RedisServer;
/** Its backend is everybody's; its own gateway is not used. */
let site: GatewaySite;
const processes: ChildProcess[] = [];
const gateways: string[] = [];

before(async () => {
  redis = await startRedis();
  site = await startGatewaySite();
  for (let i = 0; i < 2; i++) {
    const file = fileURLToPath(new URL('./support/gateway-process.ts', import.meta.url));
    const options = JSON.stringify({ upstream: site.upstream.url, redis: redis.url });
    const child = fork(file, [options], { execArgv: ['--import', 'tsx'] });
    processes.push(child);
    const [url] = (await once(child, 'message')) as [string];
    gateways.push(url);
  }
});
after(async () => {
  for (const child of processes) child.disconnect();
  await site.close();
  await redis.close();
});
beforeEach(async () => {
  const client = await createClient({ url: redis.url }).connect();
  await client.flushAll();
  await client.close();
});

const send = (gateway: number, deviceType = 'SMS'): Promise<Answer> =>
  askAt(gateways[gateway]!, 'POST', '/deviceAuthentications', { body: { deviceType } });
const check = (gateway: number, authId: string, otp: string): Promise<Answer> =>
  askAt(gateways[gateway]!, 'POST', `/deviceAuthentications/${authId}`, {
    body: { otp, deviceType: 'SMS' },
  });

async function started(gateway = 0): Promise<string> {
  const { status, body, text } = await send(gateway);
  assert.equal(status, 201, text);
  return String(body.authId);
}

/** Asks until a gateway has its store again. The test's own time limit ends the wait. */
async function recovered(gateway: number): Promise<void> {
  while ((await askAt(gateways[gateway]!, 'GET', '/users/me/mfadevices')).status === 503);
}

void test('what one has started the other one ends', async () => {
  const authId = await started(0);
  assert.equal((await check(1, authId, site.wrongCode())).body.attemptsRemaining, 4);
  assert.equal((await check(0, authId, site.wrongCode())).body.attemptsRemaining, 3);
  assert.equal((await check(1, authId, site.lastCode())).status, 200);
  assert.deepEqual((await check(0, authId, site.lastCode())).body.code, 'challenge-expired');
  assert.equal((await send(0)).body.attemptsRemaining, 5);
});

void test('1,000 guesses at once through both: five reach the backend', async () => {
  const authId = await started();
  const otp = site.wrongCode();
  const calls = site.calls.length;
  const answers = await Promise.all(Array.from({ length: 1000 }, (_, i) => check(i % 2, authId, otp)));
  assert.equal(site.calls.length - calls, 5);
  const count = (code: string): number => answers.filter(({ body }) => body.code === code).length;
  assert.deepEqual([count('invalid-code'), count('too-many-attempts'), count('locked')], [4, 1, 995]);
});

void test('a right code among many wrong ones at once is taken once at most', async () => {
  const authId = await started();
  const right = site.lastCode();
  const wrong = site.wrongCode();
  const calls = site.calls.length;
  const answers = await Promise.all(
    Array.from({ length: 400 }, (_, i) => check(i % 2, authId, i % 20 ? wrong : right)),
  );
  assert.ok(site.calls.length - calls <= 5);
  assert.ok(answers.filter(({ status }) => status === 200).length <= 1);
});

void describe('a trusted device', () => {
  const jar = new DeviceJar();

  async function isTrusted(gateway: number, browser = jar): Promise<boolean> {
    const answer = await fetch(`${gateways[gateway]}/sign-in`, { headers: { cookie: browser.header() } });
    browser.take(answer.headers);
    return (await answer.json()) as boolean;
  }

  async function trust(browser = jar): Promise<void> {
    const path = `/deviceAuthentications/${await started(0)}`;
    const body = { otp: site.lastCode(), deviceType: 'SMS', rememberDevice: true };
    const answer = await askAt(gateways[1]!, 'POST', path, { body, headers: { 'user-agent': FIREFOX } });
    assert.equal(answer.status, 200, answer.text);
    browser.take(answer.headers);
  }

  void test('that one has remembered the other one knows, and forgets at once', async () => {
    await trust();
    assert.deepEqual([await isTrusted(0), await isTrusted(1)], [true, true]);
    const gone = await askAt(gateways[0]!, 'DELETE', '/users/me/trustedDevices');
    assert.equal(gone.status, 204);
    assert.deepEqual([await isTrusted(1), await isTrusted(0)], [false, false]);
  });

  void test('gets one value from both, however many ask at once', async () => {
    await trust();
    const same = Array.from({ length: 40 }, () => jar.copy());
    const answers = await Promise.all(same.map((one, i) => isTrusted(i % 2, one)));
    assert.ok(answers.every(Boolean));
    assert.equal(new Set(same.map((one) => one.header())).size, 1);
  });

  void test('is one of many, all of which are used at once, and none is lost', async () => {
    const jars = Array.from({ length: 6 }, () => new DeviceJar());
    for (const one of jars) await trust(one);
    assert.ok((await Promise.all(jars.map((one, i) => isTrusted(i % 2, one)))).every(Boolean));
  });

  void test('leaves nothing in Redis that names the person or the browser', async () => {
    await trust();
    const client = await createClient({ url: redis.url }).connect();
    const keys = await client.keys('*devices*');
    const kept = JSON.stringify([keys, await Promise.all(keys.map((key) => client.get(key)))]);
    await client.close();
    assert.match(kept, /Firefox on Linux/);
    for (const word of ['jdoe', 'Mozilla', '127.0.0.1']) assert.ok(!kept.includes(word), word);
  });
});

void describe('a support desk', () => {
  void test('in two processes counts as one, for the agent and for the person, and names neither', async () => {
    const clients = await Promise.all([1, 2].map(() => createClient({ url: redis.url }).connect()));
    let done = 0;
    const desks = clients.map((client) =>
      createSupportDesk({
        admin: {
          resetFactor() {
            done++;
            return Promise.resolve();
          },
          regenerateRecoveryCodes: () => Promise.resolve({ codes: [] }),
        },
        authorize: () => true,
        agentOf: (request) => request.headers.get('x-agent') ?? '',
        store: createRedisStore(client, { timeoutMs: 30_000 }),
        storeSecret: 'the same for both',
        limits: { agent: { count: 8, windowMs: 60_000 }, user: { count: 5, windowMs: 60_000 } },
      }),
    );
    const reset = async (i: number, uid: string, agent: string): Promise<number> => {
      const request = new Request(`http://desk.example/mfa/support/users/${uid}/factors/sms`, {
        method: 'DELETE',
        headers: { 'sec-fetch-site': 'same-origin', 'x-agent': agent },
      });
      return (await desks[i % 2]!(request)).status;
    };
    const many = (uid: string, agentOf: (i: number) => string): Promise<number[]> =>
      Promise.all(Array.from({ length: 40 }, (_, i) => reset(i, uid, agentOf(i))));
    const forOne = await many('uid-1', (i) => `agent-${i}`);
    assert.equal(forOne.filter((status) => status === 204).length, 5);
    const byOne = await Promise.all(Array.from({ length: 40 }, (_, i) => reset(i, `uid-${i + 2}`, 'busy')));
    assert.equal(byOne.filter((status) => status === 204).length, 8);
    assert.ok([...forOne, ...byOne].every((status) => status === 204 || status === 429));
    assert.equal(done, 13);
    const kept = (await clients[0]!.keys('*')).join();
    assert.match(kept, /desk-agent:.*desk-user:|desk-user:.*desk-agent:/s);
    for (const word of ['uid-', 'agent-1', 'busy']) assert.ok(!kept.includes(word), word);
    await Promise.all(clients.map((client) => client.close()));
  });
});

void describe('a Redis that is', () => {
  void test('gone: nothing passes; back: all goes on, and what was counted counts', async () => {
    const authId = await started();
    await check(0, authId, site.wrongCode());
    await redis.kill();
    const calls = site.calls.length;
    for (const gateway of [0, 1]) {
      for (const answer of [
        await send(gateway),
        await check(gateway, authId, site.lastCode()),
        await askAt(gateways[gateway]!, 'GET', '/users/me/mfadevices'),
      ]) {
        assert.deepEqual([answer.status, answer.body.code], [503, 'server']);
        assert.equal(answer.body.title, 'The gateway cannot reach its store');
        assert.equal(answer.headers.get('retry-after'), '5');
      }
    }
    assert.equal(site.calls.length, calls);
    await redis.start();
    await Promise.all([recovered(0), recovered(1)]);
    assert.equal((await check(0, authId, site.wrongCode())).body.attemptsRemaining, 3);
    assert.equal((await check(1, authId, site.lastCode())).status, 200);
  });

  void test('frozen: nothing passes, and nobody waits for ever', async () => {
    const client = await createClient({ url: redis.url }).connect();
    const own = await startGatewaySite({ gateway: { store: createRedisStore(client, { timeoutMs: 200 }) } });
    redis.freeze();
    const answer = await own.ask('POST', '/deviceAuthentications', { body: { deviceType: 'SMS' } });
    assert.deepEqual([answer.status, answer.body.code], [503, 'server']);
    assert.match(JSON.stringify(own.events), /Store: Redis does not answer/);
    assert.equal(own.calls.length, 0);
    redis.thaw();
    while ((await own.ask('GET', '/users/me/mfadevices')).status !== 200);
    await client.close();
    await own.close();
  });
});

void describe('the store in Redis', () => {
  void test('keeps nothing that names a person, a session or a code', async () => {
    const authId = await started();
    await check(0, authId, site.wrongCode());
    const client = await createClient({ url: redis.url }).connect();
    const keys = await client.keys('*');
    const values = await Promise.all(keys.map((key) => client.get(key)));
    await client.close();
    assert.ok(keys.length >= 8 && keys.every((key) => key.startsWith('mfa:')), keys.join());
    // A time may have any digits.
    const kept = JSON.stringify([keys, values]).replace(/(\\"expiresAt\\":)\d+/g, '$1');
    for (const word of [
      'jdoe',
      '5550406',
      authId,
      site.lastCode(),
      site.wrongCode(),
      '127.0.0.1',
      'sandbox',
    ]) {
      assert.ok(!kept.includes(word), word);
    }
  });

  void test('counts, gives back no more than was taken, and forgets', async () => {
    const client = await createClient({ url: redis.url }).connect();
    const store = createRedisStore(client, { prefix: 'test:' });
    for (const limit of [
      { count: 2, windowMs: 60_000 },
      { count: 2, windowMs: 0 },
    ]) {
      assert.deepEqual(await store.look('a', limit), { allowed: true, left: 2 });
      const { waitMs, ...first } = await store.take('a', limit);
      assert.deepEqual(first, { allowed: true, left: 1 });
      assert.equal(waitMs !== undefined && waitMs > 50_000, limit.windowMs > 0);
      assert.equal((await store.take('a', limit)).left, 0);
      assert.equal((await store.take('a', limit)).allowed, false);
      assert.equal((await store.look('a', limit)).allowed, false);
      for (let i = 0; i < 5; i++) await store.giveBack('a', limit);
      assert.equal((await store.look('a', limit)).left, 2);
      await store.take('a', limit);
      await store.clear('a', limit);
      assert.equal((await store.look('a', limit)).left, 2);
    }
    await store.write('b', 'value', 60_000);
    assert.equal(await store.read('b'), 'value');
    assert.ok((await client.pTTL('test:b')) > 50_000);
    const removed = await Promise.all(Array.from({ length: 20 }, () => store.remove('b')));
    assert.equal(removed.filter(Boolean).length, 1);
    assert.equal(await store.read('b'), undefined);
    await client.close();
    await assert.rejects(store.read('b'), /not connected/);
  });
});
