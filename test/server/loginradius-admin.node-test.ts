/** What a server with the secret does for somebody at LoginRadius, over real HTTP; and what it never does. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LoginRadiusClient } from '../../src/backends/loginradius/index.js';
import { isMfaError, type MfaErrorCode } from '../../src/core/mfa-error.js';
import { CONFIRMATION_WANTED } from '../../src/core/with-confirmation.js';
import { LoginRadiusAdmin, RESETTABLE, type ResettableFactor } from '../../src/server/index.js';
import { listen } from '../../examples/server/listen.js';
import { createTestSandbox, type TestSandbox } from '../support/sandbox.js';
import { startSandboxServer } from '../support/sandbox-server.js';

const KEYS = { apiKey: 'sandbox-api-key', apiSecret: 'sandbox-api-secret' };
const SIGNED_IN = {
  userName: 'jdoe',
  password: 'correct horse',
  emails: ['jdoe@example.com'],
  phone2fa: '+12025550406',
  emailOtp: true,
  answers: { q1: 'Ms Green', q2: 'Elm Street' },
};

let server: Awaited<ReturnType<typeof startSandboxServer>>;
let sandbox: TestSandbox;
let admin: LoginRadiusAdmin;
let uid: string;
let accessToken: string;

before(async () => {
  server = await startSandboxServer();
});
after(() => server.close());
beforeEach(async () => {
  const loginRadius = { mfa: 'required' as const, users: [SIGNED_IN] };
  sandbox = await createTestSandbox({ loginRadius }, server.url);
  admin = new LoginRadiusAdmin({ ...KEYS, endpoint: sandbox.base });
  const login = await post('/identity/v2/auth/login/2fa', {
    email: 'jdoe@example.com',
    password: 'correct horse',
  });
  const client = new LoginRadiusClient({ endpoint: sandbox.base, apiKey: KEYS.apiKey });
  await client.secondStep(login);
  const challenge = await client.requestOtp({ channel: 'sms' });
  const session = (await client.verifyOtp(challenge, await sandbox.lastCode())).session as {
    access_token: string;
    Profile: { Uid: string };
  };
  accessToken = session.access_token;
  uid = session.Profile.Uid;
});

async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${sandbox.base}${path}?apiKey=${KEYS.apiKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

const page = (): LoginRadiusClient =>
  new LoginRadiusClient({ endpoint: sandbox.base, apiKey: KEYS.apiKey, accessToken });
const kinds = async (): Promise<string[]> => (await page().listFactors()).map(({ kind }) => kind).sort();

async function codeOf(run: () => Promise<unknown>): Promise<MfaErrorCode | undefined> {
  try {
    await run();
  } catch (error) {
    return isMfaError(error) ? error.code : undefined;
  }
  assert.fail('It succeeded');
}

void describe('resets', () => {
  for (const factor of ['sms', 'email', 'security-questions'] as const) {
    void test(`${factor}: gone, and the others stay`, async () => {
      const before = await kinds();
      await admin.resetFactor(uid, factor);
      assert.deepEqual(
        await kinds(),
        before.filter((kind) => kind !== factor && !(factor === 'sms' && kind === 'voice')),
      );
    });
  }

  void test('each factor there is, the last one too', async () => {
    for (const factor of RESETTABLE) await admin.resetFactor(uid, factor);
    assert.deepEqual(await kinds(), []);
    const sent = (await sandbox.requests()).filter(({ method }) => method === 'DELETE');
    assert.deepEqual(
      sent.map(({ path, query, body }) => [path.split('/2fa/')[1], query.uid, body]),
      [
        ['authenticator', uid, '{"otpauthenticator":true}'],
        ['authenticator/otp/email', uid, ''],
        ['authenticator', uid, '{"authenticator":true}'],
        ['authenticator/securityquestionanswer', uid, ''],
        [`authenticator/push/${uid}`, undefined, ''],
        ['authenticator/passkey', uid, ''],
      ],
    );
  });

  void test('of nobody, of everybody and of what is no factor: nothing is sent', async () => {
    const before = (await sandbox.requests()).length;
    for (const other of ['', '.', '..', 'a/b', 'a?b', ' ', 'x'.repeat(129)]) {
      assert.equal(await codeOf(() => admin.resetFactor(other, 'sms')), 'misconfigured', other);
      assert.equal(await codeOf(() => admin.regenerateRecoveryCodes(other)), 'misconfigured', other);
      assert.equal(await codeOf(() => admin.isSteppedUp(other, 'token')), 'misconfigured', other);
    }
    for (const factor of ['voice', 'constructor', '']) {
      assert.equal(await codeOf(() => admin.resetFactor(uid, factor as ResettableFactor)), 'misconfigured');
    }
    assert.equal((await sandbox.requests()).length, before);
  });
});

void test('backup codes: once, then anew, and the new ones open the door', async () => {
  const { codes } = await admin.recoveryCodes(uid);
  assert.equal(codes.length, 10);
  assert.equal(await codeOf(() => admin.recoveryCodes(uid)), 'recovery-codes-shown');
  const fresh = (await admin.regenerateRecoveryCodes(uid)).codes;
  const login = await post('/identity/v2/auth/login/2fa', {
    email: 'jdoe@example.com',
    password: 'correct horse',
  });
  const client = new LoginRadiusClient({ endpoint: sandbox.base, apiKey: KEYS.apiKey });
  await client.secondStep(login);
  assert.equal(await codeOf(() => client.verifyRecoveryCode(codes[0]!)), 'invalid-code');
  await client.verifyRecoveryCode(fresh[0]!);
});

void describe('the word on a step-up', () => {
  async function proof(): Promise<string> {
    const { proof: made } = await page().stepUp().verifyPassword('correct horse');
    return made?.stepUp ?? '';
  }

  void test('is yes once, for the person who made it', async () => {
    const token = await proof();
    assert.equal(await admin.isSteppedUp(uid, token, { by: 'password' }), true);
    assert.equal(await admin.isSteppedUp(uid, token, { by: 'password' }), false);
  });

  void test('is no where a second factor is wanted, and it was the password', async () => {
    assert.equal(await admin.isSteppedUp(uid, await proof()), false);
  });

  void test('lets an action pass once, and else has the page ask', async () => {
    const act = async (token?: string | null): Promise<unknown> => {
      const refusal = await admin.requireStepUp(uid, token, { by: 'password' });
      return refusal && [refusal.status, ((await refusal.json()) as { type: string }).type];
    };
    const refused = [401, CONFIRMATION_WANTED];
    const token = await proof();
    assert.deepEqual([await act(), await act(null), await act('made up')], [refused, refused, refused]);
    assert.deepEqual([await act(token), await act(token)], [undefined, refused]);
  });

  void test('is no for a token that is made up, missing or old', async () => {
    assert.equal(await admin.isSteppedUp(uid, 'made up'), false);
    assert.equal(await admin.isSteppedUp(uid, ''), false);
    const token = await proof();
    await sandbox.advance(300_000);
    assert.equal(await admin.isSteppedUp(uid, token), false);
  });
});

void describe('the secret', () => {
  void test('goes into the header, and into no address', async () => {
    await admin.resetFactor(uid, 'sms');
    await admin.recoveryCodes(uid);
    await admin.isSteppedUp(uid, 'x');
    const managed = (await sandbox.requests()).filter(({ path }) => path.includes('/manage/'));
    assert.equal(managed.length, 3);
    for (const { path, query, headers, body } of managed) {
      assert.equal(headers['x-loginradius-apisecret'], KEYS.apiSecret);
      assert.ok(!JSON.stringify([path, query, body]).includes(KEYS.apiSecret));
    }
  });

  void test('is in no error, the wrong one neither', async () => {
    const wrong = new LoginRadiusAdmin({ apiKey: KEYS.apiKey, apiSecret: 'hunter2', endpoint: sandbox.base });
    const error: unknown = await wrong.resetFactor(uid, 'sms').catch((thrown: unknown) => thrown);
    assert.ok(isMfaError(error) && error.code === 'misconfigured');
    assert.ok(!`${error.stack}${JSON.stringify(error)}`.includes('hunter2'));
    assert.ok(!error.message.includes(uid));
  });

  void test('goes to no other place: not to a redirect, not over plain HTTP', async () => {
    const seen: string[] = [];
    const front = await listen();
    front.handle = (request, response) => {
      seen.push(request.url ?? '');
      response.writeHead(307, { location: '/elsewhere' }).end();
    };
    const led = new LoginRadiusAdmin({ ...KEYS, endpoint: front.url });
    assert.equal(await codeOf(() => led.resetFactor(uid, 'sms')), 'bad-response');
    assert.equal(seen.length, 1);
    await front.close();
    for (const wrong of [
      { endpoint: 'http://api.loginradius.example' },
      { endpoint: '/identity' },
      { apiSecret: '' },
      { apiKey: '' },
    ]) {
      assert.throws(
        () => new LoginRadiusAdmin({ ...KEYS, ...wrong }),
        (error) => isMfaError(error) && error.code === 'misconfigured',
        JSON.stringify(wrong),
      );
    }
  });
});

void test('what is no answer is no success', async () => {
  let body: unknown;
  const front = await listen();
  front.handle = (_, response) => response.end(JSON.stringify(body));
  const client = new LoginRadiusAdmin({ ...KEYS, endpoint: front.url });
  for (body of [{}, [], { IsDeleted: 'true' }, { IsDeleted: false }, { BackUpCodes: [] }, { IsValid: 1 }]) {
    assert.equal(await codeOf(() => client.resetFactor(uid, 'sms')), 'bad-response');
    assert.equal(await codeOf(() => client.regenerateRecoveryCodes(uid)), 'bad-response');
    assert.equal(await client.isSteppedUp(uid, 'token'), false);
  }
  await front.close();
});
