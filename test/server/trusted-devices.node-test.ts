/** Devices that are remembered: over HTTP, in several gateways on one store, and against those who copy cookies. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import createCiamClient, { CiamClient } from '../../src/backends/ciam/index.js';
import { DeviceCookie } from '../../src/server/device-cookie.js';
import { createMemoryStore, createMfaGateway } from '../../src/server/index.js';
import { createKeyMaker } from '../../src/server/keys.js';
import { deviceNameOf } from '../../src/server/device-name.js';
import { failureOf } from '../support/failure-of.js';
import { DeviceJar, FIREFOX } from './support/device-jar.js';
import { startGatewaySite, type Answer, type GatewaySite } from './support/gateway-site.js';

const DAY_MS = 86_400_000;

let site: GatewaySite;
let jar: DeviceJar;
let placeOf: ((request: Request) => string | undefined) | undefined;

beforeEach(async () => {
  placeOf = undefined;
  jar = new DeviceJar();
  site = await startGatewaySite({
    gateway: { trustedDevices: { placeOf: (request) => placeOf?.(request) } },
  });
});
afterEach(() => site.close());

/** Signs in with a code, and has this browser remembered. */
async function trust(browser = jar, session = 'jdoe', to = site): Promise<Answer> {
  const answer = await to.ask('POST', `/deviceAuthentications/${await to.start('SMS', session)}`, {
    session,
    headers: { cookie: browser.header(session), 'user-agent': FIREFOX },
    body: { otp: to.lastCode(), deviceType: 'SMS', rememberDevice: true },
  });
  assert.equal(answer.status, 200, answer.text);
  browser.take(answer.headers);
  return answer;
}

const ask = (method: string, path: string, browser = jar, session = 'jdoe'): Promise<Answer> =>
  site.ask(method, `/users/me/trustedDevices${path}`, {
    session,
    headers: { cookie: browser.header(session) },
  });

async function list(browser = jar, session = 'jdoe'): Promise<Record<string, unknown>[]> {
  const { status, text } = await ask('GET', '', browser, session);
  assert.equal(status, 200, text);
  return JSON.parse(text) as Record<string, unknown>[];
}

const named = (event: string): unknown[] => site.events.filter((one) => one.event === event);

void describe('a device that is remembered', () => {
  void test('is not asked again, and is after 30 days, however often it was used', async () => {
    assert.equal(await jar.isTrusted(site.gateway), false);
    await trust();
    for (let day = 0; day < 29; day++) {
      assert.equal(await jar.isTrusted(site.gateway), true, `day ${day}`);
      site.clock.advance(DAY_MS);
    }
    assert.equal(await jar.isTrusted(site.gateway), true);
    site.clock.advance(DAY_MS);
    assert.equal(await jar.isTrusted(site.gateway), false);
    // What is worth nothing is taken away.
    assert.equal(jar.size, 0);
    assert.deepEqual(named('trusted-device-revoked'), []);
  });

  void test('has a cookie that scripts and other sites do not see, which says nothing of the person', async () => {
    const cookie = (await trust()).headers.getSetCookie().join();
    assert.match(
      cookie,
      /^__Host-mfa-device-[\w-]{8}=[\w-]{24}\.0\.[\w-]{32}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    assert.ok(!cookie.includes('jdoe'));
  });

  void test('is remembered only where the person says so, and where it is switched on', async () => {
    const otp = { deviceType: 'SMS', rememberDevice: 'yes' };
    const id = await site.start();
    const answer = await site.ask('POST', `/deviceAuthentications/${id}`, {
      body: { ...otp, otp: site.lastCode() },
    });
    assert.deepEqual([answer.status, answer.headers.getSetCookie()], [200, []]);
    const off = await startGatewaySite();
    const refused = await trust(jar, 'jdoe', off);
    assert.deepEqual(refused.headers.getSetCookie(), []);
    assert.equal((await off.ask('GET', '/users/me/trustedDevices')).status, 404);
    assert.equal(await jar.isTrusted(off.gateway), false);
    await off.close();
  });

  void test('is not remembered by a wrong code', async () => {
    const answer = await site.ask('POST', `/deviceAuthentications/${await site.start()}`, {
      body: { otp: site.wrongCode(), deviceType: 'SMS', rememberDevice: true },
    });
    assert.deepEqual([answer.status, answer.headers.getSetCookie()], [400, []]);
    assert.deepEqual(await list(), []);
  });

  void test('is there once, however often it is remembered anew', async () => {
    await trust();
    await trust();
    assert.equal((await list()).length, 1);
    assert.equal(await jar.isTrusted(site.gateway), true);
  });

  void test('that cannot be remembered takes no right code back', async () => {
    placeOf = () => {
      throw new TypeError('no places: jdoe');
    };
    assert.deepEqual((await trust()).headers.getSetCookie(), []);
    assert.match(JSON.stringify(named('failed')), /not remembered: TypeError"/);
  });

  void test('of two people at one machine: each has their own', async () => {
    await trust();
    await trust(jar, 'mallory');
    assert.equal(jar.size, 2);
    assert.deepEqual(
      [await jar.isTrusted(site.gateway), await jar.isTrusted(site.gateway, 'mallory')],
      [true, true],
    );
  });

  void test('beyond the most that there may be, the one used longest ago goes', async () => {
    const jars = Array.from({ length: 11 }, () => new DeviceJar());
    for (const one of jars) {
      site.clock.advance(1000);
      await trust(one);
    }
    assert.equal((await list(jars[10])).length, 10);
    assert.equal(await jars[0]!.isTrusted(site.gateway), false);
    assert.equal(await jars[1]!.isTrusted(site.gateway), true);
  });
});

void describe('a cookie that is stolen, changed or copied', () => {
  void test('does nothing for another person, under whatever name', async () => {
    const other = new DeviceJar();
    await trust(other, 'mallory');
    await trust();
    const stolen = other.under(jar);
    assert.equal(await stolen.isTrusted(site.gateway), false);
    assert.equal(await other.isTrusted(site.gateway, 'jdoe'), false);
    // And takes nothing from whose it is.
    assert.equal(await other.isTrusted(site.gateway, 'mallory'), true);
    assert.equal(await jar.isTrusted(site.gateway), true);
  });

  void test('is refused when it is tampered with', async () => {
    await trust();
    for (const change of [
      (value: string) => value.replace('.0.', '.1.'),
      (value: string) => `${value.startsWith('x') ? 'y' : 'x'}${value.slice(1)}`,
      (value: string) => value.slice(0, -1),
      (value: string) => `${value}A`,
      () => '',
      () => '..',
      () => 'x'.repeat(5000),
    ]) {
      const tampered = jar.copy();
      tampered.change(change);
      assert.equal(await tampered.isTrusted(site.gateway), false, String(change));
    }
    assert.equal(await jar.isTrusted(site.gateway), true);
  });

  void test('is refused when somebody else has signed it', async () => {
    await trust();
    const [device] = await list();
    const settings = { cookieName: '__Host-mfa-device', sameSite: 'lax' } as const;
    const foreign = new DeviceCookie(createKeyMaker('another secret'), settings);
    const forged = await foreign.give('jdoe', { id: String(device!.id), turn: 0 }, DAY_MS);
    const thief = jar.copy();
    thief.change(() => /=([^;]*)/.exec(forged)![1]!);
    assert.equal(await thief.isTrusted(site.gateway), false);
    assert.equal(await jar.isTrusted(site.gateway), true);
  });

  void test('changes its value with each use; the old one shown later ends the trust for both', async () => {
    await trust();
    const thief = jar.copy();
    assert.equal(await jar.isTrusted(site.gateway), true);
    assert.notEqual(jar.header(), thief.header());
    site.clock.advance(61_000);
    assert.equal(await thief.isTrusted(site.gateway), false);
    assert.equal(await jar.isTrusted(site.gateway), false);
    const [event] = named('trusted-device-revoked') as { level: string; userName: string }[];
    assert.deepEqual([event?.level, event?.userName], ['warn', 'jdoe']);
    assert.deepEqual(await list(), []);
  });

  void test('is noticed as well when the thief is first', async () => {
    await trust();
    const thief = jar.copy();
    assert.equal(await thief.isTrusted(site.gateway), true);
    site.clock.advance(DAY_MS);
    assert.equal(await thief.isTrusted(site.gateway), true);
    assert.equal(await jar.isTrusted(site.gateway), false);
    assert.equal(await thief.isTrusted(site.gateway), false);
  });

  void test('of before the last is noticed at once', async () => {
    await trust();
    const old = jar.copy();
    for (let i = 0; i < 2; i++) {
      await jar.isTrusted(site.gateway);
      site.clock.advance(61_000);
    }
    await jar.isTrusted(site.gateway);
    assert.equal(await old.isTrusted(site.gateway), false);
    assert.equal(await jar.isTrusted(site.gateway), false);
  });

  void test('may be sent several times at once', async () => {
    await trust();
    const same = Array.from({ length: 20 }, () => jar.copy());
    const answers = await Promise.all(same.map((one) => one.isTrusted(site.gateway)));
    assert.ok(answers.every(Boolean));
    assert.equal(new Set(same.map((one) => one.header())).size, 1);
    site.clock.advance(DAY_MS);
    assert.equal(await same[7]!.isTrusted(site.gateway), true);
    assert.deepEqual(named('trusted-device-revoked'), []);
  });
});

void describe('the list', () => {
  void test('says what, where and until when, marks this one, and keeps no address and no user agent', async () => {
    placeOf = (request) => request.headers.get('x-place') ?? 'Berlin, Germany';
    const before = site.clock.now();
    await trust();
    await trust(new DeviceJar());
    const [newest, first] = await list();
    assert.deepEqual(Object.keys(first!), ['id', 'name', 'place', 'lastUsedAt', 'expiresAt', 'isThis']);
    assert.deepEqual([first!.name, first!.place], ['Firefox on Linux', 'Berlin, Germany']);
    assert.ok(Number(first!.expiresAt) >= before + 30 * DAY_MS);
    assert.deepEqual([newest!.isThis, first!.isThis], [false, true]);
    assert.ok(!JSON.stringify(await list()).includes('Mozilla'));
  });

  void test('is of the person alone', async () => {
    await trust();
    assert.deepEqual(await list(jar, 'mallory'), []);
    const [device] = await list();
    assert.equal((await ask('DELETE', `/${String(device!.id)}`, jar, 'mallory')).status, 204);
    assert.equal((await list()).length, 1);
    assert.equal((await site.ask('GET', '/users/me/trustedDevices', { session: null })).status, 401);
  });

  void test('one is forgotten, or all of them, and that counts at once', async () => {
    const other = new DeviceJar();
    await trust();
    await trust(other);
    const [, mine] = await list();
    const answer = await ask('DELETE', `/${String(mine!.id)}`);
    assert.equal(answer.status, 204);
    assert.match(answer.headers.getSetCookie().join(), /^__Host-mfa-device-[\w-]{8}=; Max-Age=0;/);
    assert.equal(await jar.isTrusted(site.gateway), false);
    assert.equal(await other.isTrusted(site.gateway), true);
    assert.equal((await ask('DELETE', '')).status, 204);
    assert.equal(await other.isTrusted(site.gateway), false);
    assert.deepEqual(await list(), []);
    // What is gone is gone.
    assert.equal((await ask('DELETE', `/${String(mine!.id)}`)).status, 204);
  });

  void test('wants a second factor in this session first, and comes from the own page only', async () => {
    await trust();
    const refused = await ask('DELETE', '', jar, 'halfway');
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.proof],
      [403, 'proof-required', 'step-up'],
    );
    const foreign = await site.ask('DELETE', '/users/me/trustedDevices', {
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    });
    assert.equal(foreign.status, 403);
    assert.equal((await list()).length, 1);
  });

  void test('is emptied by the application, for a new password', async () => {
    await trust();
    await site.gateway.forgetTrustedDevices('jdoe');
    assert.equal(await jar.isTrusted(site.gateway), false);
    assert.equal(named('trusted-devices-forgotten').length, 1);
  });
});

void describe('two gateways on one store', () => {
  void test('what one forgets, the other does not trust', async () => {
    const store = createMemoryStore(site.clock);
    const [one, two] = await Promise.all([
      startGatewaySite({ gateway: { store, clock: site.clock, trustedDevices: {} } }),
      startGatewaySite({ gateway: { store, clock: site.clock, trustedDevices: {} } }),
    ]);
    await trust(jar, 'jdoe', one);
    assert.equal(await jar.isTrusted(two.gateway), true);
    await two.gateway.forgetTrustedDevices('jdoe');
    assert.equal(await jar.isTrusted(one.gateway), false);
    await one.close();
    await two.close();
  });

  void test('a store that is gone: nobody is trusted, and nothing fails', async () => {
    const store = createMemoryStore(site.clock);
    const own = await startGatewaySite({ gateway: { store, clock: site.clock, trustedDevices: {} } });
    await trust(jar, 'jdoe', own);
    const { read } = store;
    store.read = () => Promise.reject(new Error('gone'));
    assert.equal(await jar.isTrusted(own.gateway), false);
    store.read = read;
    assert.equal(await jar.isTrusted(own.gateway), true);
    await own.close();
  });
});

void describe('the client', () => {
  const client = (url = site.url, session = 'jdoe', browser = jar): CiamClient =>
    new CiamClient({
      endpoint: `${url}/mfa`,
      headers: () => ({ cookie: browser.header(session), origin: url, 'sec-fetch-site': 'same-origin' }),
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        browser.take(answer.headers);
        return answer;
      },
    });

  void test('knows from the first answer on that devices are remembered, and for how long', async () => {
    const ciam = client();
    assert.deepEqual([ciam.remembersDevices, ciam.listTrustedDevices], [false, undefined]);
    const challenge = await ciam.requestOtp({ channel: 'sms' });
    assert.deepEqual([ciam.remembersDevices, ciam.remembersDevicesForMs], [true, 30 * DAY_MS]);
    await ciam.verifyOtp(challenge, site.lastCode(), { rememberDevice: true });
    assert.equal(await jar.isTrusted(site.gateway), true);
    const [device] = await ciam.listTrustedDevices!();
    assert.equal(device?.isThis, true);
    await ciam.forgetTrustedDevice!(device);
    assert.deepEqual(await ciam.listTrustedDevices!(), []);
    await ciam.forgetAllTrustedDevices!();
    const halfway = client(site.url, 'halfway');
    await halfway.listFactors();
    const { code, proof } = await failureOf(halfway.forgetAllTrustedDevices!());
    assert.deepEqual([code, proof], ['proof-required', 'step-up']);
  });

  void test('may be told before the first answer', () => {
    const more = { remembersDevicesForMs: DAY_MS };
    const { remembersDevices, remembersDevicesForMs } = createCiamClient({ endpoint: '/mfa', more });
    assert.deepEqual([remembersDevices, remembersDevicesForMs], [true, DAY_MS]);
  });

  void test('offers nothing of the kind where the gateway does not, nor at the API itself', async () => {
    const off = await startGatewaySite();
    const ciam = client(off.url);
    await ciam.requestOtp({ channel: 'sms' });
    assert.deepEqual(
      [ciam.remembersDevices, ciam.remembersDevicesForMs, ciam.listTrustedDevices],
      [false, undefined, undefined],
    );
    // A trusted caller believes no such header, whoever sends it.
    const direct = new CiamClient({
      endpoint: 'http://api.invalid',
      userName: 'jdoe',
      fetch: () => Promise.resolve(Response.json([], { headers: { 'mfa-facts': 'remembers-for=60' } })),
    });
    await direct.listFactors();
    assert.equal(direct.remembersDevices, false);
    await off.close();
  });
});

void describe('the name of a device', () => {
  const NAMES: readonly (readonly [string | null, string | undefined])[] = [
    [FIREFOX, 'Firefox on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
      'Safari on macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1',
      'Chrome on iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
      'Samsung Internet on Android',
    ],
    [
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome on ChromeOS',
    ],
    ['<script>alert(1)</script>', undefined],
    ['curl/8.0 Linux', 'Linux'],
    [null, undefined],
  ];
  for (const [userAgent, name] of NAMES) {
    void test(`${name ?? 'nothing'} for ${String(userAgent).slice(0, 30)}…`, () => {
      assert.equal(deviceNameOf(userAgent), name);
    });
  }
});

void test('options that cannot work are refused', () => {
  for (const trustedDevices of [
    { lifetimeMs: 0 },
    { lifetimeMs: 401 * DAY_MS },
    { cookieName: 'a b' },
    { maxDevices: 0 },
  ]) {
    assert.throws(
      () =>
        createMfaGateway({
          upstream: 'http://127.0.0.1:1',
          tokenEndpoint: 'http://127.0.0.1:1/token',
          clientId: 'a',
          clientSecret: 'b',
          identify: () => undefined,
          trustedDevices,
        }),
      { code: 'misconfigured' },
    );
  }
});
