/** Passkeys through the client of LoginRadius, against the sandbox over HTTP: on the way in, and in the settings. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LoginRadiusClient } from '../../../src/backends/loginradius/index.js';
import { isMfaError, type MfaErrorCode } from '../../../src/core/mfa-error.js';
import type { LoginRadiusSettings } from '../../../src/sandbox/index.js';
import { createTestSandbox, type TestSandbox } from '../../support/sandbox.js';
import { startSandboxServer } from '../../support/sandbox-server.js';
import { SoftAuthenticator } from '../../support/soft-authenticator.js';

let server: Awaited<ReturnType<typeof startSandboxServer>>;
before(async () => {
  server = await startSandboxServer();
});
after(() => server.close());

interface Room {
  sandbox: TestSandbox;
  device: SoftAuthenticator;
  /** Somebody who has just given their password. */
  login(): Promise<{ client: LoginRadiusClient; answer: unknown }>;
  /** Their settings. */
  account(accessToken: string): LoginRadiusClient;
}

async function room(tenant: Partial<LoginRadiusSettings> = {}): Promise<Room> {
  const loginRadius = { factors: ['passkey', 'totp'] as const, mfa: 'required' as const, ...tenant };
  const sandbox = await createTestSandbox({ loginRadius }, server.url);
  const options = { endpoint: sandbox.base, apiKey: 'sandbox-api-key' };
  return {
    sandbox,
    device: new SoftAuthenticator({ origin: server.url }),
    async login() {
      const answer = await fetch(`${sandbox.base}/identity/v2/auth/login/2fa?apiKey=sandbox-api-key`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ userName: 'jdoe', password: 'correct horse' }),
      });
      return { client: new LoginRadiusClient(options), answer: await answer.json() };
    },
    account: (accessToken) => new LoginRadiusClient({ ...options, accessToken }),
  };
}

/** On the first way in: makes a passkey, which is what is required. */
async function firstTime(here: Room): Promise<string> {
  const { client, answer } = await here.login();
  const { enrollable, factors } = await client.secondStep(answer);
  assert.deepEqual([enrollable, factors], [['totp', 'passkey'], []]);
  const challenge = await client.beginPasskeyEnrollment();
  const { session } = await client.activatePasskey(challenge, await here.device.create(challenge.options));
  return (session as { access_token: string }).access_token;
}

function failsWith(code: MfaErrorCode): (error: unknown) => boolean {
  return (error) => {
    assert.ok(isMfaError(error), String(error));
    assert.equal(error.code, code);
    return true;
  };
}

void describe('on the way in', () => {
  void test('a passkey is made where one is required, and used the next time', async () => {
    const here = await room();
    assert.match(await firstTime(here), /^[\da-f-]{36}$/);
    const { client, answer } = await here.login();
    const { factors, enrollable } = await client.secondStep(answer);
    assert.deepEqual([factors.map(({ kind }) => kind), enrollable], [['passkey', 'recovery-code'], []]);
    const challenge = await client.beginPasskey();
    const { session } = await client.verifyPasskey(challenge, await here.device.get(challenge.options));
    assert.match((session as { access_token: string }).access_token, /^[\da-f-]{36}$/);
    const sent = (await here.sandbox.requests())
      .filter(({ path }) => path.includes('passkey'))
      .map(
        ({ method, path, body }) =>
          `${method} ${path} ${body && Object.keys(JSON.parse(body) as object).join()}`,
      );
    assert.deepEqual(sent, [
      'GET /identity/v2/auth/login/2fa/register/passkey/begin ',
      'POST /identity/v2/auth/login/2fa/register/passkey/finish PasskeyCredential',
      'GET /identity/v2/auth/login/2fa/passkey/begin ',
      'POST /identity/v2/auth/login/2fa/passkey/finish PasskeyCredential',
    ]);
  });

  void test('whoever has one cannot make another before they have shown it', async () => {
    const here = await room();
    await firstTime(here);
    const { client, answer } = await here.login();
    await client.secondStep(answer);
    await assert.rejects(client.beginPasskeyEnrollment(), failsWith('misconfigured'));
  });

  void test('an answer is taken once, in time, from the right origin and for the right domain', async () => {
    const here = await room();
    await firstTime(here);
    const { client, answer } = await here.login();
    await client.secondStep(answer);
    const { device, sandbox } = here;
    const first = await client.beginPasskey();
    const old = await device.get(first.options);
    device.options.origin = 'https://evil.example';
    const foreign = await device.get(first.options);
    await assert.rejects(client.verifyPasskey(first, foreign), failsWith('passkey-unavailable'));
    device.options.origin = server.url;
    await assert.rejects(client.verifyPasskey(first, old), failsWith('passkey-unavailable'));
    const second = await client.beginPasskey();
    await assert.rejects(client.verifyPasskey(second, old), failsWith('passkey-unavailable'));
    const third = await client.beginPasskey();
    device.options.rpId = 'evil.example';
    const wrong = await device.get(third.options);
    await assert.rejects(client.verifyPasskey(third, wrong), failsWith('passkey-unavailable'));
    delete device.options.rpId;
    const late = await client.beginPasskey();
    const signed = await device.get(late.options);
    await sandbox.advance(120_001);
    await assert.rejects(client.verifyPasskey(late, signed), failsWith('passkey-unavailable'));
    const last = await client.beginPasskey();
    assert.ok((await client.verifyPasskey(last, await device.get(last.options))).session);
  });

  void test('is not offered where the tenant has none', async () => {
    const here = await room({ factors: ['totp'] });
    const { client, answer } = await here.login();
    const { enrollable } = await client.secondStep(answer);
    assert.deepEqual(enrollable, ['totp']);
    await assert.rejects(client.beginPasskey(), failsWith('not-enrolled'));
    await assert.rejects(client.beginPasskeyEnrollment(), failsWith('not-enrolled'));
  });
});

void describe('in the settings', () => {
  void test('passkeys are several: listed, added, removed one by one, but for the last that is required', async () => {
    const here = await room();
    const client = here.account(await firstTime(here));
    assert.deepEqual((await client.factorSettings()).addable, ['totp', 'passkey']);
    const other = new SoftAuthenticator({ origin: server.url });
    const challenge = await client.beginPasskeyEnrollment();
    assert.equal((challenge.options.excludeCredentials as unknown[]).length, 1);
    assert.deepEqual(await client.activatePasskey(challenge, await other.create(challenge.options)), {});
    const { factors } = await client.factorSettings();
    assert.deepEqual(
      factors.map(({ kind, all }) => [kind, all]),
      [
        ['passkey', undefined],
        ['passkey', undefined],
      ],
    );
    assert.ok(factors.every(({ createdAt }) => Math.abs(createdAt! - Date.now()) < 60_000));
    await client.removeFactor(factors[0]!);
    const [left] = (await client.factorSettings()).factors;
    assert.deepEqual([left?.id, left?.removable], [factors[1]!.id, false]);
    await assert.rejects(client.removeFactor(left!), failsWith('misconfigured'));
    const sent = (await here.sandbox.requests()).filter(({ method }) => method === 'DELETE');
    assert.equal(sent[0]?.path, `/identity/v2/auth/account/passkey/${factors[0]!.id}`);
  });

  void test('one that has been removed is worth nothing', async () => {
    const here = await room({ mfa: 'optional' });
    const begun = await here.login();
    const client = here.account((begun.answer as { access_token: string }).access_token);
    const challenge = await client.beginPasskeyEnrollment();
    await client.activatePasskey(challenge, await here.device.create(challenge.options));
    const { client: onTheWayIn, answer } = await here.login();
    await onTheWayIn.secondStep(answer);
    const asked = await onTheWayIn.beginPasskey();
    await client.removeFactor((await client.listFactors())[0]!);
    const signed = await here.device.get(asked.options);
    await assert.rejects(onTheWayIn.verifyPasskey(asked, signed), failsWith('passkey-unavailable'));
    assert.deepEqual(await client.listFactors(), []);
  });

  void test('a list that cannot be read is one factor, which goes as a whole', async () => {
    for (const body of [{}, { Data: [{ Name: 'no id' }] }, { Data: [{ Id: '..' }] }, { ErrorCode: 1323 }]) {
      const calls: string[] = [];
      const client = new LoginRadiusClient({
        endpoint: 'https://lr.example',
        apiKey: 'key',
        accessToken: 'token',
        fetch: (input, init) => {
          const { pathname } = new URL(input as string);
          calls.push(`${init?.method ?? 'GET'} ${pathname}`);
          const isList = pathname.endsWith('/account/passkey');
          const settings = { IsPasskeyAuthenticatorVerified: true, IsDeleted: true };
          return Promise.resolve(Response.json(isList ? body : settings));
        },
      });
      const factors = await client.listFactors();
      assert.deepEqual(factors, [{ id: 'passkey', kind: 'passkey', active: true, all: true }]);
      await client.removeFactor(factors[0]!);
      assert.equal(calls.at(-1), 'DELETE /identity/v2/auth/account/2fa/authenticator/passkey');
    }
  });
});
