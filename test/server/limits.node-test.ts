/** How often is too often, and what the person is told of it. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { createMemoryStore, type GatewayOptions, type Standing } from '../../src/server/index.js';
import { networkOf } from '../../src/server/address.js';
import { GENEROUS, startGatewaySite, type Answer, type GatewaySite } from './support/gateway-site.js';

let site: GatewaySite;

async function begin(limits: GatewayOptions['limits'], more: Partial<GatewayOptions> = {}): Promise<void> {
  site = await startGatewaySite({ gateway: { limits: { ...GENEROUS, ...limits }, ...more } });
}
afterEach(() => site.close());

const send = (session = 'jdoe', deviceType = 'SMS'): Promise<Answer> =>
  site.ask('POST', '/deviceAuthentications', { body: { deviceType }, session });
const guess = (authId: string, otp = site.wrongCode(), session = 'jdoe'): Promise<Answer> =>
  site.ask('POST', `/deviceAuthentications/${authId}`, { body: { otp, deviceType: 'SMS' }, session });
const outcome = ({ status, body }: Answer): unknown[] => [status, body.code ?? body.status];

/** A refusal says from when on it makes sense to come back, in three ways that agree. */
function assertWait({ body, headers }: Answer, ms: number): void {
  const seconds = Number(headers.get('retry-after'));
  assert.equal(body.retryAfter, seconds);
  assert.ok(seconds <= ms / 1000 && seconds > ms / 1000 - 10, `${seconds}`);
  assert.ok(Math.abs(Number(body.resendAt) - site.clock.now() - seconds * 1000) < 5000);
}

void describe('messages', () => {
  void test('have a pause between them, per channel', async () => {
    await begin({ resendDelayMs: 30_000 });
    assert.equal((await send()).status, 201);
    const early = await send();
    assert.deepEqual(outcome(early), [429, 'rate-limited']);
    assertWait(early, 30_000);
    assert.equal((await send('jdoe', 'EMAIL')).status, 201);
    assert.equal(site.sandbox.outbox.length, 2);
  });

  void test('that the backend has refused make nobody wait', async () => {
    await begin({ resendDelayMs: 30_000 });
    site.lie = (request) =>
      request.url.endsWith('token') ? undefined : Response.json({ code: '100001' }, { status: 400 });
    assert.deepEqual(outcome(await send()), [400, 'invalid-destination']);
    site.lie = undefined;
    assert.equal((await send()).status, 201);
  });

  void test('that may be under way make everybody wait', async () => {
    await begin({ resendDelayMs: 30_000 });
    site.lie = (request) => (request.url.endsWith('token') ? undefined : new Response('<html>'));
    assert.deepEqual(outcome(await send()), [502, 'bad-response']);
    site.lie = undefined;
    assert.deepEqual(outcome(await send()), [429, 'rate-limited']);
  });

  for (const [by, other] of [
    ['user', 'mallory'],
    ['destination', 'mallory'],
  ] as const) {
    void test(`are limited per ${by}`, async () => {
      await begin({ sends: { ...GENEROUS.sends, [by]: { count: 3, windowMs: 60_000 } } });
      for (let i = 0; i < 3; i++) assert.equal((await send()).status, 201);
      const refused = await send();
      assert.deepEqual(outcome(refused), [429, 'rate-limited']);
      assertWait(refused, 60_000);
      assert.equal((await send(other)).status, 201);
    });
  }

  void test('to one phone count together, whoever sends them and however it is written', async () => {
    const numbers = ['+12025550406', '+1 (202) 555-0406', '+1-202-555.0406'];
    let asked = 0;
    await begin(
      { sends: { ...GENEROUS.sends, destination: { count: 3, windowMs: 60_000 } } },
      {
        identify: () => {
          const userName = `user${asked}`;
          return { sessionId: userName, userName, phoneNumber: numbers[asked++ % 3]! };
        },
      },
    );
    for (let i = 0; i < 3; i++) assert.equal((await send()).status, 201);
    assert.deepEqual(outcome(await send()), [429, 'rate-limited']);
  });

  void test('are limited per address', async () => {
    await begin({ sends: { ...GENEROUS.sends, address: { count: 2, windowMs: 60_000 } } });
    assert.equal((await send('jdoe')).status, 201);
    assert.equal((await send('mallory')).status, 201);
    assert.deepEqual(outcome(await send('mallory')), [429, 'rate-limited']);
  });
});

void describe('guesses', () => {
  void test('are five, then there is a lock with an end, also for new codes', async () => {
    await begin({});
    const authId = await site.start();
    for (let left = 4; left > 0; left--) {
      const { status, body } = await guess(authId);
      assert.deepEqual([status, body.code, body.attemptsRemaining], [400, 'invalid-code', left]);
    }
    const last = await guess(authId);
    assert.deepEqual(outcome(last), [429, 'too-many-attempts']);
    assert.equal(last.body.attemptsRemaining, 0);
    assertWait(last, 900_000);
    const calls = site.calls.length;
    const right = await guess(authId, site.lastCode());
    assert.deepEqual(outcome(right), [423, 'locked']);
    assertWait(right, 900_000);
    assert.deepEqual(outcome(await send()), [423, 'locked']);
    assert.deepEqual(outcome(await send('jdoe-elsewhere', 'EMAIL')), [423, 'locked']);
    assert.equal(site.calls.length, calls);
    assert.equal((await send('mallory')).status, 201);
    await site.gateway.unlock('jdoe');
    assert.equal((await guess(authId, site.sandbox.outbox[0]!.text.slice(0, 6))).status, 200);
  });

  void test('are not given back by a new code, another channel or another session', async () => {
    await begin({});
    await guess(await site.start());
    await guess(await site.start());
    assert.equal((await send('jdoe', 'EMAIL')).body.attemptsRemaining, 3);
    const elsewhere = await site.start('SMS', 'jdoe-elsewhere');
    assert.equal((await guess(elsewhere, site.wrongCode(), 'jdoe-elsewhere')).body.attemptsRemaining, 2);
  });

  void test('are given back by a right code', async () => {
    await begin({});
    const authId = await site.start();
    await guess(authId);
    assert.equal((await guess(authId, site.lastCode())).status, 200);
    assert.equal((await send()).body.attemptsRemaining, 5);
  });

  void test('count when nobody knows what has become of them', async () => {
    await begin({});
    const authId = await site.start();
    site.lie = () => new Response('', { status: 500 });
    for (let i = 0; i < 5; i++) assert.deepEqual(outcome(await guess(authId)), [502, 'server']);
    assert.deepEqual(outcome(await guess(authId)), [423, 'locked']);
  });

  void test('that failed a hundred times in a row lock the account until somebody unlocks it', async () => {
    await begin({ attempts: { count: 1000, windowMs: 60_000 } });
    const authId = await site.start();
    for (let i = 0; i < 99; i++) assert.equal((await guess(authId)).body.code, 'invalid-code');
    const last = await guess(authId);
    assert.deepEqual(outcome(last), [429, 'too-many-attempts']);
    assert.equal(last.headers.get('retry-after'), null);
    assert.deepEqual(outcome(await guess(authId, site.lastCode())), [423, 'locked']);
    assert.deepEqual(outcome(await send()), [423, 'locked']);
    await site.gateway.unlock('jdoe');
    assert.equal((await guess(authId, site.lastCode())).status, 200);
  });

  void test('are limited per user and per address beside that, the right ones too', async () => {
    await begin({});
    for (const by of ['user', 'destination', 'address']) {
      await site.close();
      await begin({ checks: { ...GENEROUS.checks, [by]: { count: 2, windowMs: 60_000 } } });
      const authId = await site.start();
      for (let i = 0; i < 2; i++) assert.equal((await guess(authId)).status, 400);
      const refused = await guess(authId, site.lastCode());
      assert.deepEqual(outcome(refused), [429, 'rate-limited'], by);
      assertWait(refused, 60_000);
    }
  });

  void test('1,000 at once in one process: five reach the backend', async () => {
    await begin({});
    const authId = await site.start();
    const otp = site.wrongCode();
    const before = site.calls.length;
    const answers = await Promise.all(Array.from({ length: 1000 }, () => guess(authId, otp)));
    assert.equal(site.calls.length - before, 5);
    const count = (code: string): number => answers.filter(({ body }) => body.code === code).length;
    assert.deepEqual([count('invalid-code'), count('too-many-attempts'), count('locked')], [4, 1, 995]);
  });

  for (const [kind, count] of [
    ['few', 5],
    ['many', 100],
  ] as const) {
    void test(`60 at once, one right, where ${kind} are allowed: those that lost the race are given back`, async () => {
      await begin({ attempts: { count, windowMs: 900_000 } });
      const authId = await site.start();
      const [right, wrong] = [site.lastCode(), site.wrongCode()];
      let answerRight = (): void => {};
      const rightAnswered = new Promise<void>((resolve) => (answerRight = resolve));
      // The others are under way while the right one is checked, and are looked at after it.
      site.lie = async (request) => {
        const { otp } = (await request.clone().json()) as { otp?: string };
        if (otp === wrong) await rightAnswered;
        return undefined;
      };
      const first = guess(authId, right);
      const others = Array.from({ length: 59 }, () => guess(authId, wrong));
      assert.equal((await first).status, 200);
      answerRight();
      const answers = await Promise.all(others);
      assert.equal(answers.filter(({ status }) => status === 200).length, 0);
      site.lie = undefined;
      assert.equal((await send()).body.attemptsRemaining, count);
      const next = await guess(String((await send()).body.authId));
      assert.deepEqual([next.body.code, next.body.attemptsRemaining], ['invalid-code', count - 1]);
    });
  }

  void test('that lost the race by a hair are given back, failures in a row among them', async () => {
    const store = createMemoryStore();
    const late = new Map<string, () => void>();
    await begin({ maxFailures: 5 }, { store: { ...store, take: slowTake } });
    let hold = false;
    async function slowTake(...[key, limit]: Parameters<typeof store.take>): Promise<Standing> {
      if (hold && key.startsWith('attempts:')) {
        await new Promise<void>((resolve) => late.set(`${late.size}`, resolve));
      }
      return store.take(key, limit);
    }
    const authId = await site.start();
    const [right, wrong] = [site.lastCode(), site.wrongCode()];
    hold = true;
    const others = Array.from({ length: 30 }, () => guess(authId, wrong));
    while (late.size < 30) await new Promise((resolve) => setImmediate(resolve));
    hold = false;
    assert.equal((await guess(authId, right)).status, 200);
    for (const go of late.values()) go();
    for (const { body } of await Promise.all(others)) {
      assert.ok(body.code === 'challenge-expired' || body.code === 'locked', String(body.code));
    }
    assert.equal((await send()).body.attemptsRemaining, 5);
  });

  void test('right ones at once: one counts', async () => {
    await begin({ attempts: { count: 50, windowMs: 60_000 } });
    const authId = await site.start();
    const otp = site.lastCode();
    // A backend that takes a code twice.
    site.lie = () => Response.json({ status: 'SUCCESS' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess(authId, otp)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  });
});

void describe('a code', () => {
  beforeEach(() => begin({}));

  void test('is taken for five minutes, and then the backend is not even asked', async () => {
    const authId = await site.start();
    site.clock.advance(300_000);
    const calls = site.calls.length;
    assert.deepEqual(outcome(await guess(authId, site.lastCode())), [410, 'code-expired']);
    assert.equal(site.calls.length, calls);
  });

  void test('is void once there is a newer one', async () => {
    const first = await site.start();
    const code = site.lastCode();
    const second = await site.start();
    const calls = site.calls.length;
    assert.deepEqual(outcome(await guess(first, code)), [410, 'challenge-expired']);
    assert.equal(site.calls.length, calls);
    assert.equal((await guess(second, site.lastCode())).status, 200);
  });
});

void describe('the memory', () => {
  beforeEach(() => begin({}));

  void test('forgets a count when its window is over', async () => {
    mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1_000_000 });
    const store = createMemoryStore();
    const limit = { count: 1, windowMs: 60_000 };
    assert.deepEqual(await store.take('a', limit), { allowed: true, left: 0, waitMs: 60_000 });
    mock.timers.tick(59_999);
    assert.deepEqual(await store.take('a', limit), { allowed: false, left: 0, waitMs: 1 });
    mock.timers.tick(1);
    assert.equal((await store.look('a', limit)).left, 1);
    assert.equal((await store.take('a', limit)).allowed, true);
    mock.timers.reset();
  });

  void test('counts nothing where there was nothing left to take', async () => {
    const store = createMemoryStore();
    const limit = { count: 2, windowMs: 60_000 };
    for (let i = 0; i < 9; i++) await store.take('a', limit);
    await store.giveBack('a', limit);
    assert.equal((await store.look('a', limit)).left, 1);
  });

  void test('gives back no more than was taken', async () => {
    const store = createMemoryStore();
    const limit = { count: 2, windowMs: 60_000 };
    await store.take('a', limit);
    for (let i = 0; i < 3; i++) await store.giveBack('a', limit);
    assert.equal((await store.look('a', limit)).left, 2);
    assert.equal((await store.take('a', limit)).left, 1);
  });

  void test('forgets records when their time is over, and stays small', async () => {
    let now = 0;
    const store = createMemoryStore({ now: () => now });
    await store.write('a', '1', 1000);
    assert.equal(await store.read('a'), '1');
    now = 1000;
    assert.equal(await store.read('a'), undefined);
    assert.equal(await store.remove('a'), false);
  });
});

void test('whoever has an IPv6 address has a whole network of them', async () => {
  await begin({});
  assert.equal(networkOf('203.0.113.9'), '203.0.113.9');
  assert.equal(networkOf('::ffff:203.0.113.9'), '203.0.113.9');
  assert.equal(networkOf('2001:db8:0:1:2:3:4:5'), '2001:db8:0:1');
  assert.equal(networkOf('2001:DB8:0000:0001::9'), '2001:db8:0:1');
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0');
  assert.equal(networkOf('::1'), '0:0:0:0');
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0');
  assert.equal(networkOf(undefined), undefined);
});
