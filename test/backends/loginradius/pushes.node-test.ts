/** Push messages through the client of LoginRadius, against the sandbox over HTTP: on the way in, and in the settings. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LoginRadiusClient } from '../../../src/backends/loginradius/index.js';
import { isMfaError, type MfaErrorCode } from '../../../src/core/mfa-error.js';
import { PushFlow } from '../../../src/flows/push-flow.js';
import type { LoginRadiusSettings } from '../../../src/sandbox/index.js';
import { createTestSandbox, type TestSandbox } from '../../support/sandbox.js';
import { startSandboxServer } from '../../support/sandbox-server.js';

let server: Awaited<ReturnType<typeof startSandboxServer>>;
before(async () => {
  server = await startSandboxServer();
});
after(() => server.close());

interface Room {
  sandbox: TestSandbox;
  login(): Promise<{ client: LoginRadiusClient; answer: unknown }>;
  account(accessToken: string): LoginRadiusClient;
}

async function room(tenant: Partial<LoginRadiusSettings> = {}): Promise<Room> {
  const loginRadius = { factors: ['push', 'totp'] as const, mfa: 'required' as const, ...tenant };
  const sandbox = await createTestSandbox({ loginRadius }, server.url);
  const options = { endpoint: sandbox.base, apiKey: 'sandbox-api-key' };
  return {
    sandbox,
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

const control = (here: Room, path: string, body?: object): Promise<unknown> =>
  fetch(`${here.sandbox.base}/sandbox/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  }).then((response) => response.json());

const pendingOf = async (here: Room): Promise<string[]> =>
  ((await control(here, 'pushes')) as { id: string }[]).map(({ id }) => id);

function failsWith(code: MfaErrorCode): (error: unknown) => boolean {
  return (error) => {
    assert.ok(isMfaError(error), String(error));
    assert.equal(error.code, code);
    return true;
  };
}

/** On the first way in: a phone scans the code of the ticket, which is what is required. */
async function firstTime(here: Room): Promise<string> {
  const { client, answer } = await here.login();
  const { enrollable, factors } = await client.secondStep(answer);
  assert.deepEqual([enrollable, factors], [['totp', 'push'], []]);
  const enrollment = await client.beginPushEnrollment();
  assert.match(enrollment.uri, /^sandboxpush:/);
  assert.equal(await client.pollPushEnrollment(enrollment), undefined);
  await control(here, 'pushes/scan', { code: enrollment.uri });
  const { session } = (await client.pollPushEnrollment(enrollment)) ?? {};
  return (session as { access_token: string }).access_token;
}

void describe('push messages of LoginRadius', () => {
  void test('a phone is set up on the way in, and approves the next one', async () => {
    const here = await room();
    const token = await firstTime(here);
    assert.match(token, /^[\da-f-]{36}$/);
    const { client, answer } = await here.login();
    const { factors } = await client.secondStep(answer);
    assert.deepEqual(
      factors.map(({ kind }) => kind),
      ['push', 'recovery-code'],
    );
    const challenge = await client.sendPush();
    assert.equal(challenge.number, undefined);
    assert.equal(challenge.pollAfterMs, 5000);
    assert.equal(await client.pollPush(challenge), undefined);
    const [id] = await pendingOf(here);
    await control(here, 'pushes/approve', { id });
    const { session } = (await client.pollPush(challenge)) ?? {};
    assert.match((session as { access_token: string }).access_token, /^[\da-f-]{36}$/);
    assert.deepEqual(await pendingOf(here), []);
  });

  void test('a refusal on the phone is told from everything else', async () => {
    const here = await room();
    await firstTime(here);
    const { client, answer } = await here.login();
    await client.secondStep(answer);
    const challenge = await client.sendPush();
    const [id] = await pendingOf(here);
    await control(here, 'pushes/deny', { id });
    await assert.rejects(client.pollPush(challenge), failsWith('push-denied'));
  });

  void test('another one replaces the one before', async () => {
    const here = await room();
    await firstTime(here);
    const { client, answer } = await here.login();
    await client.secondStep(answer);
    await client.sendPush();
    const [before] = await pendingOf(here);
    await client.sendPush();
    const left = await pendingOf(here);
    assert.equal(left.length, 1);
    assert.notEqual(left[0], before);
  });

  void test('the settings add a phone, list it and remove it', async () => {
    const here = await room({ mfa: 'optional' });
    const { answer } = await here.login();
    const { access_token: token } = answer as { access_token: string };
    const account = here.account(token);
    const { addable } = await account.factorSettings();
    assert.ok(addable?.includes('push'));
    const enrollment = await account.beginPushEnrollment();
    assert.equal(await account.pollPushEnrollment(enrollment), undefined);
    await control(here, 'pushes/scan', { code: enrollment.uri });
    assert.deepEqual(await account.pollPushEnrollment(enrollment), {});
    const [factor] = await account.listFactors();
    assert.equal(factor?.kind, 'push');
    await assert.rejects(account.beginPushEnrollment(), failsWith('already-enrolled'));
    await account.removeFactor(factor);
    assert.deepEqual(await account.listFactors(), []);
  });

  void test('a tenant without them says so', async () => {
    const here = await room({ factors: ['totp'] });
    const { client, answer } = await here.login();
    const { enrollable } = await client.secondStep(answer);
    assert.deepEqual(enrollable, ['totp']);
    await assert.rejects(client.sendPush(), failsWith('not-enrolled'));
    await assert.rejects(client.beginPushEnrollment(), failsWith('already-enrolled'));
  });

  void test('the flow of a page goes through it', async () => {
    const here = await room();
    await firstTime(here);
    const { client, answer } = await here.login();
    await client.secondStep(answer);
    const flow = new PushFlow({ client });
    assert.equal(await flow.send(), true);
    assert.equal(flow.state.status, 'waiting');
    const [id] = await pendingOf(here);
    await control(here, 'pushes/approve', { id });
    const done = new Promise<void>((resolve) =>
      flow.onEvent((event) => event.type === 'verified' && resolve()),
    );
    flow.subscribe(() => {});
    await done;
    assert.equal(flow.state.status, 'verified');
    flow.dispose();
  });
});
