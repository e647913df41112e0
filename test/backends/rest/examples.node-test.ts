/** The worked examples, each against a server that speaks that shape. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { ciam } from '../../../examples/rest/ciam.js';
import { supertokens } from '../../../examples/rest/supertokens.js';
import { twilioBehindYourServer } from '../../../examples/rest/twilio-behind-your-server.js';
import createRestClient from '../../../src/backends/rest/index.js';
import type { BackendOptions } from '../../../src/core/backend-registry.js';
import type { MfaClient } from '../../../src/core/client.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';
import { appCode } from '../../support/e2e-browser.js';
import { startSite, type Site } from '../../support/e2e-site.js';
import { failureOf } from '../../support/failure-of.js';
import { startSuperTokens } from './servers/supertokens.js';
import { startTwilio } from './servers/twilio.js';

/** A client that has every role that an example describes. */
type Whole = Required<Omit<MfaClient, 'clockSkewMs'>>;

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function opens<Server extends { close(): Promise<void> }>(start: Promise<Server>): Promise<Server> {
  const server = await start;
  opened.push(server);
  return server;
}

function make(endpoint: string, options: Omit<BackendOptions, 'endpoint'>): Whole {
  // As it comes out of a file: an example is nothing but data.
  const description = JSON.stringify(options.description);
  return createRestClient({ ...options, endpoint, description }) as Whole;
}

async function fails(promise: Promise<unknown>, code: MfaErrorCode, attemptsLeft?: number): Promise<void> {
  const error = await failureOf(promise);
  assert.deepEqual([error.code, error.attemptsLeft], [code, attemptsLeft]);
}

void describe('the CIAM MFA API', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  void test('codes by message: wrong, right, used, replaced', async () => {
    const sandbox = await site.sandbox();
    const client = make(sandbox.endpoint, { description: ciam });
    assert.deepEqual(client.channels, ['sms', 'email', 'totp']);
    assert.equal(client.takesDestination, false);
    const first = await client.requestOtp({ channel: 'sms' });
    const challenge = await client.resendOtp(first);
    assert.notEqual(challenge.id, first.id);
    const code = await sandbox.lastCode();
    await fails(client.verifyOtp(challenge, await sandbox.wrongCode()), 'invalid-code');
    assert.deepEqual(await client.verifyOtp(challenge, code), {});
    assert.equal((await failureOf(client.verifyOtp(challenge, code))).code, 'code-expired');
  });

  void test('an app: paired, named, listed, used, removed', async () => {
    const sandbox = await site.sandbox();
    const client = make(sandbox.endpoint, { description: ciam });
    assert.equal(client.namesDevices, true);
    const cancelled = await client.beginTotpEnrollment({ deviceName: 'My phone' });
    await client.cancelTotpEnrollment(cancelled);
    const enrollment = await client.beginTotpEnrollment({ deviceName: 'My phone' });
    assert.match(enrollment.uri ?? '', /^otpauth:/);
    await client.activateTotp(enrollment, await appCode(enrollment.secret, sandbox));
    const [factor, ...others] = await client.listFactors();
    assert.ok(factor);
    assert.deepEqual([factor.kind, factor.name, factor.active, others], ['totp', 'My phone', true, []]);
    await fails(client.beginTotpEnrollment({ deviceName: 'My phone' }), 'name-taken');
    await client.removeFactor(factor);
  });
});

void describe('SuperTokens', () => {
  async function start() {
    const server = await opens(startSuperTokens());
    return { server, client: make(server.endpoint, { description: supertokens }) };
  }

  void test('a code by e-mail: two ids, kept over a resend and a reload', async () => {
    const { server, client } = await start();
    assert.equal(client.takesDestination, true);
    await fails(client.requestOtp({ channel: 'email' }), 'invalid-destination');
    const challenge = await client.requestOtp({ channel: 'email', destination: 'jdoe@example.com' });
    assert.equal(challenge.destination, 'j***@example.com');
    const again = await client.resendOtp(challenge);
    assert.equal(again.id, challenge.id);
    assert.equal(server.outbox.length, 2);
    const { id, channel } = again;
    await fails(client.verifyOtp({ id, channel }, server.outbox[0]!.code), 'invalid-code', 2);
    assert.deepEqual(await client.verifyOtp({ id, channel }, server.outbox[1]!.code), {});
  });

  void test('a code by text message: attempts counted down, then the way back to the start', async () => {
    const { server, client } = await start();
    const challenge = await client.requestOtp({ channel: 'sms', destination: '+12025550406' });
    assert.equal(server.outbox[0]?.to, '+12025550406');
    await fails(client.verifyOtp(challenge, '999999'), 'invalid-code', 2);
    await fails(client.verifyOtp(challenge, '999999'), 'invalid-code', 1);
    await fails(client.verifyOtp(challenge, '999999'), 'challenge-expired');
    await fails(client.resendOtp(challenge), 'challenge-expired');
  });

  void test('a code that is too old', async () => {
    const { server, client } = await start();
    const challenge = await client.requestOtp({ channel: 'email', destination: 'jdoe@example.com' });
    server.expire();
    await fails(client.verifyOtp(challenge, server.outbox[0]!.code), 'code-expired', 3);
  });

  void test('an app: paired, listed, used without a request, limited, removed', async () => {
    const { server, client } = await start();
    const enrollment = await client.beginTotpEnrollment({ deviceName: 'Phone' });
    await fails(client.beginTotpEnrollment({ deviceName: 'Phone' }), 'name-taken');
    await fails(client.activateTotp(enrollment, '1'), 'invalid-code', 2);
    assert.deepEqual(
      (await client.listFactors()).map(({ active }) => active),
      [false],
    );
    await client.activateTotp(enrollment, await server.appCode());
    const before = server.seen.length;
    const challenge = await client.requestOtp({ channel: 'totp' });
    assert.equal(server.seen.length, before);
    await client.verifyOtp(challenge, await server.appCode());
    for (const left of [1, 0]) await fails(client.verifyOtp(challenge, '1'), 'invalid-code', left);
    const error = await failureOf(client.verifyOtp(challenge, await server.appCode()));
    assert.equal(error.code, 'rate-limited');
    const minutes = ((error.retryAt ?? 0) - Date.now()) / 60_000;
    assert.ok(minutes > 13 && minutes < 17, `${minutes} minutes`);
    const [factor] = await client.listFactors();
    assert.deepEqual([factor?.kind, factor?.name, factor?.active], ['totp', 'Phone', true]);
    await client.removeFactor(factor!);
    assert.deepEqual(await client.listFactors(), []);
  });
});

void describe('Twilio Verify behind a server', () => {
  async function start() {
    const server = await opens(startTwilio());
    return { server, client: make(server.endpoint, { description: twilioBehindYourServer }) };
  }

  void test('a wrong code is a success of HTTP, and no success', async () => {
    const { server, client } = await start();
    const before = Date.now();
    const challenge = await client.requestOtp({ channel: 'voice' });
    assert.equal(server.outbox[0]?.channel, 'call');
    assert.ok((challenge.expiresAt ?? 0) - before >= 600_000);
    await fails(client.verifyOtp(challenge, '999999'), 'invalid-code');
    assert.deepEqual(await client.verifyOtp(challenge, '300001'), {});
    await fails(client.verifyOtp(challenge, '300001'), 'challenge-expired');
  });

  void test('five checks, five messages', async () => {
    const { client } = await start();
    const challenge = await client.requestOtp({ channel: 'sms' });
    for (let count = 0; count < 5; count++) await fails(client.verifyOtp(challenge, '1'), 'invalid-code');
    await fails(client.verifyOtp(challenge, '300001'), 'too-many-attempts');
    for (let count = 0; count < 4; count++) await client.resendOtp(challenge);
    await fails(client.resendOtp(challenge), 'rate-limited');
  });

  void test('a verification that is over', async () => {
    const { server, client } = await start();
    const challenge = await client.requestOtp({ channel: 'sms' });
    server.expire();
    await fails(client.verifyOtp(challenge, '300001'), 'challenge-expired');
  });
});
