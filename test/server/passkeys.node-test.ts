/** Passkeys at the gateway, by a real authenticator in software: what goes through, what the page may not say, and to whom a challenge belongs. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { listen } from '../../examples/server/listen.js';
import { CiamClient } from '../../src/backends/ciam/index.js';
import { writePasskeyAnswer } from '../../src/backends/ciam/passkey-wire.js';
import type { PasskeyAnswer, PasskeyChallenge, PasskeyOptions } from '../../src/core/client.js';
import { createMemoryStore, createMfaGateway, toNodeHandler, type MfaStore } from '../../src/server/index.js';
import { SoftAuthenticator } from '../support/soft-authenticator.js';
import {
  GENEROUS,
  identify,
  startGatewaySite,
  type Answer,
  type GatewaySite,
} from './support/gateway-site.js';

const ORIGIN = 'https://www.bank.example';
const PASSKEYS = { rpId: 'bank.example', rpName: 'Bank', origins: [ORIGIN, 'https://bank.example'] };
const START = '/deviceAuthentications';
const DEVICES = '/users/me/mfadevices';

let site: GatewaySite;
let store: MfaStore;
let device: SoftAuthenticator;
const verified: unknown[] = [];

beforeEach(async () => {
  verified.length = 0;
  store = createMemoryStore();
  device = new SoftAuthenticator({ origin: ORIGIN });
  site = await startGatewaySite({
    gateway: {
      store,
      passkeys: PASSKEYS,
      onVerified: (_, { userName }, { channel }) => {
        verified.push([userName, channel]);
        return { 'set-cookie': 'session=new' };
      },
    },
  });
});
afterEach(() => site.close());

const post = (path: string, body: object, session = 'jdoe'): Promise<Answer> =>
  site.ask('POST', path, { body: { deviceType: 'FIDO2', ...body }, session });

const optionsIn = ({ body }: Answer): PasskeyOptions =>
  JSON.parse(
    String(body.publicKeyCredentialCreationOptions ?? body.publicKeyCredentialRequestOptions),
  ) as PasskeyOptions;

async function enroll(session = 'jdoe', more: object = {}): Promise<Answer> {
  const begun = await post(DEVICES, more, session);
  assert.equal(begun.status, 201, begun.text);
  const attestation = writePasskeyAnswer(await device.create(optionsIn(begun)));
  return post(`${DEVICES}/${String(begun.body.authId)}`, { ...more, attestation }, session);
}

async function begin(): Promise<{ path: string; answer: PasskeyAnswer }> {
  const begun = await post(START, {});
  assert.equal(begun.status, 201, begun.text);
  return { path: `${START}/${String(begun.body.authId)}`, answer: await device.get(optionsIn(begun)) };
}

const check = (path: string, answer: PasskeyAnswer, session?: string): Promise<Answer> =>
  post(path, { assertion: writePasskeyAnswer(answer) }, session);

function assertRefused({ status, body }: Answer, expected: number, code: string): void {
  assert.deepEqual([status, body.code], [expected, code]);
}

void test('the client of the page makes a passkey and passes with it', async () => {
  const client = new CiamClient({
    endpoint: `${site.url}/mfa`,
    headers: { cookie: 'session=jdoe', origin: site.url },
  });
  const made = await client.beginPasskeyEnrollment!({});
  await client.activatePasskey!(made, await device.create(made.options), {});
  assert.deepEqual(verified, []);
  const [factor] = await client.listFactors();
  assert.deepEqual([factor?.kind, factor?.active], ['passkey', true]);
  const asked: PasskeyChallenge = await client.beginPasskey!();
  assert.ok(asked.expiresAt! > site.clock.now() && asked.expiresAt! <= site.clock.now() + 300_000);
  await client.verifyPasskey!(asked, await device.get(asked.options));
  assert.deepEqual(verified, [['jdoe', 'passkey']]);
  assert.deepEqual(
    site.events.map(({ event, channel }) => [event, channel]).filter(([event]) => event !== 'token-renewed'),
    [
      ['enrollment-started', 'passkey'],
      ['device-activated', 'passkey'],
      ['devices-listed', undefined],
      ['challenge-started', 'passkey'],
      ['passkey-verified', 'passkey'],
    ],
  );
});

void describe('what the page says', () => {
  void test('of site, origin, address and person is not read', async () => {
    const more = {
      rp: { id: 'evil.example', name: 'Evil' },
      rpID: 'evil.example',
      origin: 'https://evil.example',
      email: 'eve@example.com',
      userName: 'mallory',
    };
    assert.equal((await enroll('jdoe', more)).status, 200);
    const begun = await post(START, more);
    const assertion = writePasskeyAnswer(await device.get(optionsIn(begun)));
    const done = await post(`${START}/${String(begun.body.authId)}`, { ...more, assertion });
    assert.deepEqual([done.status, done.headers.getSetCookie()], [200, ['session=new']]);
    const [made, activated, asked, checked] = site.calls.map(({ body }) => body);
    assert.deepEqual(made, {
      deviceType: 'FIDO2',
      rp: { id: 'bank.example', name: 'Bank' },
      email: 'jdoe@example.com',
    });
    assert.deepEqual(asked, { deviceType: 'FIDO2', userName: 'jdoe', rpID: 'bank.example' });
    for (const sent of [activated, checked]) assert.equal(sent?.origin, ORIGIN);
    assert.equal(site.calls[0]?.path, '/ciam-mfa/v2/users/jdoe/mfadevices');
  });

  void test('from another origin is refused before the API hears of it', async () => {
    await enroll();
    device.options.origin = 'https://evil.example';
    const { path, answer } = await begin();
    const before = site.calls.length;
    assertRefused(await check(path, answer), 400, 'passkey-wrong-domain');
    assert.equal(site.calls.length, before);
    assert.equal(site.events.at(-1)?.event, 'passkey-refused');
  });

  void test('has to be text with an answer of a browser in it', async () => {
    await enroll();
    const { path } = await begin();
    const answers = [
      undefined,
      7,
      {},
      '',
      '[]',
      '{"id":"a"}',
      '{"id":"a","rawId":"a","type":"a","response":{"a":1}}',
    ];
    for (const assertion of answers) assertRefused(await post(path, { assertion }), 400, 'misconfigured');
    assert.equal(site.calls.length, 3);
  });

  void test('from another domain than the passkey has signed for is refused', async () => {
    await enroll();
    device.options.rpId = 'evil.example';
    const { path, answer } = await begin();
    assertRefused(await check(path, answer), 400, 'passkey-wrong-domain');
  });
});

void describe('a challenge', () => {
  beforeEach(async () => {
    assert.equal((await enroll()).status, 200);
  });

  void test('is of one session, on all gateways that share a store', async () => {
    const other = await listen();
    const { url } = site.upstream;
    const gateway = createMfaGateway({
      upstream: url,
      tokenEndpoint: `${url}/ciam-mfa/v2/get/token`,
      clientId: 'sandbox',
      clientSecret: 'sandbox-secret',
      identify,
      limits: GENEROUS,
      clock: site.clock,
      passkeys: PASSKEYS,
      store,
    });
    other.handle = toNodeHandler(gateway);
    try {
      const { path, answer } = await begin();
      assertRefused(await check(path, answer, 'jdoe-elsewhere'), 410, 'challenge-expired');
      assertRefused(await check(path, answer, 'mallory'), 410, 'challenge-expired');
      const there = await fetch(`${other.url}/mfa${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: 'session=jdoe', origin: other.url },
        body: JSON.stringify({ deviceType: 'FIDO2', assertion: writePasskeyAnswer(answer) }),
      });
      assert.equal(there.status, 200);
      assertRefused(await check(path, answer), 410, 'challenge-expired');
    } finally {
      await other.close();
    }
  });

  void test('is taken once of many at the same time', async () => {
    const { path, answer } = await begin();
    const answers = await Promise.all(Array.from({ length: 5 }, () => check(path, answer)));
    assert.deepEqual(answers.filter(({ status }) => status === 200).length, 1);
    assert.equal(verified.length, 1);
  });

  void test('ends with its time', async () => {
    const { path, answer } = await begin();
    site.clock.advance(300_001);
    assertRefused(await check(path, answer), 410, 'challenge-expired');
  });

  void test('of a code takes no passkey, and one of a passkey no code', async () => {
    const { path, answer } = await begin();
    const authId = await site.start();
    assertRefused(await check(`${START}/${authId}`, answer), 410, 'challenge-expired');
    const body = { otp: site.lastCode(), deviceType: 'SMS' };
    assertRefused(await site.ask('POST', path, { body }), 410, 'challenge-expired');
    assert.equal((await check(path, answer)).status, 200);
  });

  void test('is worth nothing for a passkey that has been removed', async () => {
    const { path, answer } = await begin();
    assert.equal((await site.ask('DELETE', `${DEVICES}/FIDO2/all`)).status, 204);
    assertRefused(await check(path, answer), 404, 'passkey-unavailable');
    assertRefused(await post(START, {}), 404, 'not-enrolled');
  });
});

void describe('who may', () => {
  void test('add a passkey: who has shown a second factor, and who has an address', async () => {
    for (const session of ['halfway', 'unsaid']) {
      assertRefused(await post(DEVICES, {}, session), 403, 'proof-required');
      assertRefused(
        await post(
          `${DEVICES}/x`,
          { attestation: '{"id":"a","rawId":"a","type":"a","response":{}}' },
          session,
        ),
        403,
        'proof-required',
      );
    }
    assert.equal(site.calls.length, 0);
  });

  void test('use one: nobody whose account is locked', async () => {
    await enroll();
    const authId = await site.start();
    for (let i = 0; i < 5; i++) {
      const body = { otp: site.wrongCode(), deviceType: 'SMS' };
      await site.ask('POST', `${START}/${authId}`, { body });
    }
    assertRefused(await post(START, {}), 423, 'locked');
  });

  void test('ask as often as the limits say', async () => {
    await site.close();
    const once = { count: 1, windowMs: 60_000 };
    site = await startGatewaySite({
      gateway: {
        passkeys: PASSKEYS,
        limits: { ...GENEROUS, checks: { user: once }, others: { user: once } },
      },
    });
    const body = { deviceType: 'FIDO2' };
    assert.equal((await site.ask('POST', START, { body })).status, 404);
    assertRefused(await post(START, {}), 429, 'rate-limited');
  });
});

void describe('a gateway that is not set up for passkeys', () => {
  beforeEach(async () => {
    await site.close();
    site = await startGatewaySite();
  });

  void test('says so, and asks nothing of the API', async () => {
    for (const path of [START, DEVICES]) {
      const answer = await post(path, {});
      assertRefused(answer, 404, 'not-enrolled');
      assert.equal(answer.body.title, 'The options of this gateway say nothing of passkeys');
    }
    assert.equal(site.calls.length, 0);
  });

  void test('lists those that there are as none that can be used, and removes them', async () => {
    site.sandbox.addPasskey('jdoe', 'Key');
    const { text } = await site.ask('GET', DEVICES);
    const [listed] = JSON.parse(text) as { status: string }[];
    assert.equal(listed?.status, 'ACTIVATION_REQUIRED');
    assert.equal((await site.ask('DELETE', `${DEVICES}/FIDO2/Key`)).status, 204);
  });
});
