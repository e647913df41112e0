/** Passkeys from a description, against a small server that checks them with `@simplewebauthn/server`. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { passkeys } from '../../../examples/rest/passkeys.js';
import { createRestClient, type RestDescription } from '../../../src/backends/rest/index.js';
import type { MfaClient, PasskeyChallenge } from '../../../src/core/client.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';
import { failureOf } from '../../support/failure-of.js';
import { SoftAuthenticator } from '../../support/soft-authenticator.js';
import { startJsonServer, type Answer, type JsonServer } from './servers/json-server.js';
import { startPasskeyServer, type PasskeyServer } from './servers/passkeys.js';

type Whole = Required<Omit<MfaClient, 'clockSkewMs'>>;

const SITE = { rpId: 'bank.example', origin: 'https://login.bank.example' };

let server: PasskeyServer;
let client: Whole;
let device: SoftAuthenticator;

function make(endpoint: string, description: RestDescription): Whole {
  return createRestClient({ endpoint, description }) as Whole;
}

beforeEach(async () => {
  server = await startPasskeyServer(() => SITE);
  client = make(server.endpoint, passkeys);
  device = new SoftAuthenticator({ origin: SITE.origin });
});
afterEach(() => server.close());

async function create(name?: string): Promise<PasskeyChallenge> {
  const challenge = await client.beginPasskeyEnrollment({});
  const answer = await device.create(challenge.options);
  await client.activatePasskey(challenge, answer, name === undefined ? {} : { name });
  return challenge;
}

async function fails(promise: Promise<unknown>, code: MfaErrorCode): Promise<void> {
  assert.equal((await failureOf(promise)).code, code);
}

void describe('passkeys of a description', () => {
  void test('are created, listed, used and removed', async () => {
    const { expiresAt = 0 } = await create('Blue key');
    assert.ok(expiresAt > Date.now() && expiresAt <= Date.now() + 300_000);
    assert.deepEqual(server.names(), ['Blue key']);
    const challenge = await client.beginPasskey();
    const answer = await device.get(challenge.options);
    assert.deepEqual(await client.verifyPasskey(challenge, answer), {
      session: { token: 'session-1', trusted: false },
    });
    const [key] = await client.listFactors();
    assert.deepEqual([key?.kind, key?.name], ['passkey', 'Blue key']);
    await client.removeFactor(key!);
    assert.deepEqual(await client.listFactors(), []);
  });

  void test('without a name get none', async () => {
    await create();
    assert.deepEqual(server.names(), ['Passkey']);
  });

  void test('let this device be remembered, where the call takes that', async () => {
    await create();
    const challenge = await client.beginPasskey();
    const answer = await device.get(challenge.options);
    const { session } = await client.verifyPasskey(challenge, answer, { rememberDevice: true });
    assert.deepEqual(session, { token: 'session-1', trusted: true });
    assert.equal(client.passkeysRememberDevices, true);
  });

  void test('are not made twice on one device', async () => {
    await create();
    await fails(create(), 'passkey-registered');
  });

  void test('are wrong from another address, gone after one answer, and unknown once removed', async () => {
    await create();
    device.options.origin = 'https://elsewhere.example';
    let challenge = await client.beginPasskey();
    const wrong = await device.get(challenge.options);
    await fails(client.verifyPasskey(challenge, wrong), 'invalid-code');
    await fails(client.verifyPasskey(challenge, wrong), 'challenge-expired');
    device.options.origin = SITE.origin;
    const [key] = await client.listFactors();
    challenge = await client.beginPasskey();
    await client.removeFactor(key!);
    await fails(client.verifyPasskey(challenge, await device.get(challenge.options)), 'invalid-code');
  });

  void test('that were begun can be taken back', async () => {
    const challenge = await client.beginPasskeyEnrollment({});
    const answer = await device.create(challenge.options);
    await client.cancelPasskeyEnrollment(challenge);
    await fails(client.activatePasskey(challenge, answer, {}), 'challenge-expired');
  });
});

void describe('a client has what is described', () => {
  const { use, create: making } = passkeys.passkeys!;
  const begin = { path: '/begin', body: { name: '{deviceName}' }, result: { options: '' } };
  const activate = { path: '/end', body: { answer: '{answer}' } };
  const verify = { path: '/check', body: { answer: '{answer}' } };
  const rows: [what: string, description: RestDescription, facts: unknown[]][] = [
    ['using', { passkeys: { use: use! } }, ['function', 'undefined', undefined, true]],
    ['creating', { passkeys: { create: making! } }, ['undefined', 'function', 'activate', undefined]],
    [
      'names at once',
      { passkeys: { create: { begin, activate } } },
      ['undefined', 'function', 'begin', undefined],
    ],
    [
      'no names',
      { passkeys: { create: { begin: use!.begin, activate } } },
      ['undefined', 'function', undefined, undefined],
    ],
    ['no trust', { passkeys: { use: { ...use!, verify } } }, ['function', 'undefined', undefined, false]],
  ];
  for (const [what, description, facts] of rows) {
    void test(what, () => {
      const made = make(server.endpoint, description);
      assert.deepEqual(
        [
          typeof made.verifyPasskey,
          typeof made.activatePasskey,
          made.namesPasskeys,
          made.passkeysRememberDevices,
        ],
        facts,
      );
    });
  }

  void test('a passkey may be set up on the way in', async () => {
    const login = { result: { items: 'ways' } };
    const made = make(server.endpoint, { ...passkeys, login });
    const { enrollable } = await made.secondStep({ ways: [] });
    assert.deepEqual(enrollable, ['passkey']);
  });
});

void describe('options that make no sense', () => {
  let answering: JsonServer;
  let given: Answer;
  beforeEach(async () => {
    answering = await startJsonServer({ 'POST /passkey-checks': () => given });
  });
  afterEach(() => answering.close());

  for (const publicKey of [undefined, null, 7, 'no JSON', '"text"', [], {}, { challenge: [1, 2] }]) {
    void test(`as ${JSON.stringify(publicKey)}`, async () => {
      given = { body: { id: 'c1', publicKey } };
      await fails(make(answering.endpoint, passkeys).beginPasskey(), 'bad-response');
    });
  }
});
