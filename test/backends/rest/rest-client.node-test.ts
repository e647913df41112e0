/** What a described client does with proofs, with what is not described, and with answers that make no sense. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { createRestClient, type RestDescription } from '../../../src/backends/rest/index.js';
import type { MfaClient } from '../../../src/core/client.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';
import { failureOf } from '../../support/failure-of.js';
import { startJsonServer, type Answer, type JsonServer } from './servers/json-server.js';

const SECRET = 'JBSWY3DPEHPK3PXP';
const description: RestDescription = {
  otp: [
    {
      channels: ['email'],
      request: { path: '/codes', body: { to: '{destination}' }, result: { id: 'id' } },
      verify: {
        path: '/codes/{id}',
        body: { code: '{code}', trust: '{rememberDevice}' },
        result: { session: 'session' },
      },
    },
  ],
  totp: {
    enroll: { path: '/apps', body: { password: '{password}' }, result: { id: 'id', secret: 'secret' } },
    activate: { path: '/apps/{id}', body: { code: '{code}' } },
  },
  factors: {
    list: { method: 'GET', path: '/factors', result: { items: 'all' } },
    item: { id: 'id', kind: 'kind' },
  },
  recovery: {
    regenerate: { path: '/recovery', body: { password: '{password}' }, result: { codes: 'codes' } },
  },
};

let server: JsonServer;
let answer: Answer;
let client: Required<Omit<MfaClient, 'clockSkewMs'>>;

beforeEach(async () => {
  answer = { body: {} };
  const always = () => answer;
  const paths = [
    'POST /codes',
    'POST /codes/*',
    'POST /apps',
    'POST /apps/*',
    'GET /factors',
    'POST /recovery',
  ];
  server = await startJsonServer(Object.fromEntries(paths.map((path) => [path, always])));
  client = createRestClient({ endpoint: server.endpoint, description }) as typeof client;
});
afterEach(() => server.close());

async function fails(promise: Promise<unknown>, code: MfaErrorCode): Promise<void> {
  assert.equal((await failureOf(promise)).code, code);
}

void test('says for how long a device is trusted where the description does', () => {
  const described = createRestClient({
    endpoint: server.endpoint,
    description: { ...description, remembersDevicesFor: 3600 },
  });
  assert.deepEqual([described.remembersDevices, described.remembersDevicesForMs], [true, 3_600_000]);
  assert.ok(!('remembersDevicesForMs' in client));
});

void test('has the roles that are described, and no others', () => {
  assert.deepEqual(Object.keys(createRestClient({ endpoint: '/', description: {} })), ['clockSkewMs']);
  assert.equal(client.remembersDevices, true);
  assert.equal(client.takesDestination, true);
  assert.equal(client.namesDevices, false);
  assert.ok(!('removeFactor' in client) && !('verifyRecoveryCode' in client));
});

void test('wants the proof that a call mentions before it makes the call', async () => {
  for (const call of [client.beginTotpEnrollment({}), client.regenerateRecoveryCodes()]) {
    const error = await failureOf(call);
    assert.deepEqual([error.code, error.proof], ['proof-required', 'password']);
  }
  assert.deepEqual(server.seen, []);
  answer = { body: { codes: ['a', 'b'] } };
  assert.deepEqual(await client.regenerateRecoveryCodes({ proof: { password: 'pw' } }), {
    codes: ['a', 'b'],
  });
  assert.deepEqual(server.seen, ['POST /recovery {"password":"pw"}']);
});

void test('asks where to send to, and falls back on what the page knows', async () => {
  await fails(client.requestOtp({ channel: 'email' }), 'invalid-destination');
  await fails(client.resendOtp({ id: 'x', channel: 'email' }), 'challenge-expired');
  await fails(client.requestOtp({ channel: 'sms' }), 'misconfigured');
  assert.deepEqual(server.seen, []);
  answer = { body: { id: 7 } };
  const email = 'jdoe@example.com';
  const knowing = createRestClient({ endpoint: server.endpoint, description, email }) as typeof client;
  assert.equal((await knowing.requestOtp({ channel: 'email' })).id, '7');
  assert.deepEqual(server.seen, [`POST /codes {"to":"${email}"}`]);
});

void test('tells the server to trust the device only where the person says so', async () => {
  answer = { body: { session: 's' } };
  const challenge = { id: 'a/../b', channel: 'email' } as const;
  await client.verifyOtp(challenge, '1');
  await client.verifyOtp(challenge, '1', { rememberDevice: true });
  assert.deepEqual(server.seen, [
    'POST /codes/a%2F..%2Fb {"code":"1"}',
    'POST /codes/a%2F..%2Fb {"code":"1","trust":true}',
  ]);
});

void test('keeps an id that looks like several as it is', async () => {
  answer = { body: { id: '{"code":"x"}' } };
  const challenge = await client.requestOtp({ channel: 'email', destination: 'a@example.com' });
  answer = { body: { session: 's' } };
  await client.verifyOtp(challenge, '1');
  assert.equal(server.seen.at(-1), `POST /codes/%7B%22code%22:%22x%22%7D {"code":"1"}`);
});

for (const body of [
  undefined,
  null,
  'text',
  [],
  {},
  { id: '', secret: SECRET },
  { id: {}, codes: 'a', all: {} },
]) {
  void test(`takes ${JSON.stringify(body) as string | undefined} for nothing that it is not`, async () => {
    answer = { body };
    const proof = { password: 'pw' };
    await fails(client.requestOtp({ channel: 'email', destination: 'a@example.com' }), 'bad-response');
    await fails(client.verifyOtp({ id: 'x', channel: 'email' }, '1'), 'bad-response');
    await fails(client.beginTotpEnrollment({}, { proof }), 'bad-response');
    await fails(client.regenerateRecoveryCodes({ proof }), 'bad-response');
    await fails(client.listFactors(), 'bad-response');
  });
}

void test('takes no key that an app could not use', async () => {
  for (const secret of ['', 'short', 'not base 32 at all, 1890', 7]) {
    answer = { body: { id: 'x', secret } };
    await fails(client.beginTotpEnrollment({}, { proof: { password: 'pw' } }), 'bad-response');
  }
});

void test('leaves out factors of kinds that nobody here knows', async () => {
  answer = { body: { all: [{ id: 1, kind: 'totp' }, { id: 2, kind: 'pigeon' }, { kind: 'sms' }, null] } };
  assert.deepEqual(await client.listFactors(), [{ id: '1', kind: 'totp', active: true }]);
});

void test('keeps what is secret out of what it says', async () => {
  answer = { status: 400, body: { secret: 'hunter2' } };
  const failures = [
    await failureOf(client.verifyOtp({ id: 'x', channel: 'email' }, '135791')),
    await failureOf(client.regenerateRecoveryCodes({ proof: { password: 'hunter2' } })),
  ];
  for (const { message } of failures) assert.equal(message, 'REST HTTP 400');
});

for (const status of [400, 403, 422]) {
  void test(`takes an unmapped ${status} for a wrong code where one was checked, and nowhere else`, async () => {
    answer = { status, body: {} };
    const challenge = { id: 'x', channel: 'email' } as const;
    await fails(client.verifyOtp(challenge, '135791'), 'invalid-code');
    await fails(client.activateTotp({ id: 'x', secret: SECRET }, '135791'), 'invalid-code');
    await fails(client.requestOtp({ channel: 'email', destination: 'a@example.com' }), 'misconfigured');
    await fails(client.listFactors(), 'misconfigured');
  });
}

void test('takes what goes before the check of a code for no judgement of it', async () => {
  const steps = [{ path: '/codes' }, { path: '/codes/{id}', body: { code: '{code}' } }];
  const other = createRestClient({
    endpoint: server.endpoint,
    description: { otp: [{ channels: ['sms'], verify: steps }] },
  });
  answer = { status: 400, body: {} };
  await fails(other.verifyOtp!({ id: 'x', channel: 'sms' }, '135791'), 'misconfigured');
});

void test('sends a content type that is described', async () => {
  const type = 'application/x-amz-json-1.1';
  const types: (string | null)[] = [];
  const own = await startJsonServer({
    'POST /': ({ headers }) => {
      types.push(headers.get('content-type'));
      return { body: {} };
    },
  });
  for (const headers of [{ 'Content-Type': type }, {}]) {
    const verify = { path: '/', headers, body: { code: '{code}' } };
    const other = createRestClient({
      endpoint: `${own.endpoint}/`,
      description: { otp: [{ channels: ['totp'], verify }] },
    });
    await other.verifyOtp!({ id: 'totp', channel: 'totp' }, '135790');
  }
  await own.close();
  assert.deepEqual(types, [type, 'application/json']);
});

for (const [inSeconds, isBelieved] of [
  [86_400, true],
  [86_401, false],
  [99_999_999_999, false],
] as const) {
  void test(`${isBelieved ? 'believes' : 'does not believe'} a wait of ${inSeconds} seconds for another code`, async () => {
    const request = {
      path: '/codes',
      result: { id: 'id', resendAt: { path: 'wait', as: 'in-s' }, expiresAt: { path: 'wait', as: 'in-s' } },
    } as const;
    const verify = { path: '/codes/{id}', body: { code: '{code}' } };
    const otp = [{ channels: ['sms'], request, verify }] as const;
    const other = createRestClient({ endpoint: server.endpoint, description: { otp } });
    answer = { body: { id: 'x', wait: inSeconds } };
    const challenge = await other.requestOtp!({ channel: 'sms' });
    assert.equal(challenge.resendAt !== undefined, isBelieved);
    assert.notEqual(challenge.expiresAt, undefined, 'a code may be good for as long as it likes');
  });
}
