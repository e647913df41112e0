/**
 * The shipped descriptions, each against a server that speaks what its public pages say. Cognito and Firebase run against
 * real ones besides, in `real-servers.test.ts`.
 */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { auth0 } from '../../../src/backends/rest/descriptions/auth0.js';
import { cognito } from '../../../src/backends/rest/descriptions/cognito.js';
import { firebase } from '../../../src/backends/rest/descriptions/firebase.js';
import { kratos } from '../../../src/backends/rest/descriptions/kratos.js';
import { okta } from '../../../src/backends/rest/descriptions/okta.js';
import { supabase } from '../../../src/backends/rest/descriptions/supabase.js';
import { zitadel } from '../../../src/backends/rest/descriptions/zitadel.js';
import createRestClient from '../../../src/backends/rest/index.js';
import type { BackendOptions } from '../../../src/core/backend-registry.js';
import type { Factor, MfaClient } from '../../../src/core/client.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';
import { ProofFlow } from '../../../src/flows/proof-flow.js';
import { failureOf } from '../../support/failure-of.js';
import * as auth0Server from './servers/auth0.js';
import { startCognitoSetUp } from './servers/cognito.js';
import { startFirebaseApps } from './servers/firebase.js';
import { startKratos } from './servers/kratos.js';
import * as oktaServer from './servers/okta.js';
import * as supabaseServer from './servers/supabase.js';
import * as zitadelServer from './servers/zitadel.js';

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

function make(server: { endpoint: string }, options: Omit<BackendOptions, 'endpoint'>): Whole {
  // As it comes out of a file: a description is nothing but data.
  const description = JSON.stringify(options.description);
  return createRestClient({ ...options, endpoint: server.endpoint, description }) as Whole;
}

async function fails(promise: Promise<unknown>, code: MfaErrorCode): Promise<void> {
  assert.equal((await failureOf(promise)).code, code);
}

const kindsOf = (factors: readonly Factor[]): string[] =>
  factors.map(({ kind, active }) => (active ? kind : `(${kind})`));

/** Makes a call that wants a step-up, and proves it with a code of an app. */
async function steppingUp(client: Whole, code: string, call: () => Promise<unknown>): Promise<void> {
  const proof = new ProofFlow();
  const done = proof.guard(client, call);
  await new Promise<void>((resolve) => proof.subscribe(resolve));
  const { state } = proof;
  assert.ok(state.status === 'asking' && state.kind === 'step-up');
  const step = await state.client.secondStep!(undefined);
  assert.ok(kindsOf(step.factors).includes('totp'));
  const challenge = await state.client.requestOtp!({ channel: 'totp' });
  const verification = await state.client.verifyOtp!(challenge, code);
  proof.give(verification.proof ?? {});
  await done;
}

void describe('Okta', () => {
  async function start() {
    const server = await opens(oktaServer.startOkta());
    return { server, client: make(server, { description: okta }) };
  }

  void test('a text message: asked for, wrong, sent again, right', async () => {
    const { server, client } = await start();
    const step = await client.secondStep(server.login('MFA_REQUIRED'));
    assert.deepEqual(kindsOf(step.factors), ['totp', 'sms', 'security-questions', 'push']);
    assert.deepEqual([step.required, step.enrollable], [true, []]);
    assert.ok((step.expiresAt ?? 0) > Date.now());
    const challenge = await client.requestOtp({ channel: 'sms' });
    assert.equal(challenge.destination, '+1 XXX-XXX-0406');
    await fails(client.verifyOtp(challenge, '1'), 'invalid-code');
    const again = await client.resendOtp(challenge);
    await fails(client.resendOtp(again), 'rate-limited');
    const right = await client.verifyOtp(again, server.outbox[1]!, { rememberDevice: true });
    assert.equal(right.session, '00session');
    assert.ok(server.seen.at(-1)?.startsWith('POST /authn/factors/sms1/verify?rememberDevice=true '));
  });

  void test('a push message, with the number to match: asked for, refused, sent again, approved', async () => {
    const { server, client } = await start();
    await client.secondStep(server.login('MFA_REQUIRED'));
    const challenge = await client.sendPush({});
    assert.deepEqual([challenge.number, challenge.pollAfterMs], ['92', 4000]);
    assert.equal(await client.pollPush(challenge), undefined);
    server.push('REJECTED');
    await fails(client.pollPush(challenge), 'push-denied');
    const again = await client.sendPush({});
    server.push('TIMEOUT');
    await fails(client.pollPush(again), 'challenge-expired');
    const last = await client.sendPush({});
    server.push('SUCCESS');
    const right = await client.pollPush(last, { rememberDevice: true });
    assert.equal(right?.session, '00session');
    assert.ok(server.seen.at(-1)?.startsWith('POST /authn/factors/push1/verify?rememberDevice=true '));
  });

  void test('an app', async () => {
    const { server, client } = await start();
    await client.secondStep(server.login('MFA_REQUIRED'));
    const challenge = await client.requestOtp({ channel: 'totp' });
    assert.deepEqual(server.seen, []);
    assert.equal((await client.verifyOtp(challenge, await server.appCode())).session, '00session');
    await fails(client.verifyOtp(challenge, await server.appCode()), 'unauthenticated');
  });

  void test('a sign-in that requires one: an app, or a number', async () => {
    const { server, client } = await start();
    const step = await client.secondStep(server.login('MFA_ENROLL'));
    assert.deepEqual(
      step.factors.filter(({ active }) => active),
      [],
    );
    assert.deepEqual(step.enrollable, ['totp', 'sms', 'security-questions', 'push']);
    await client.cancelTotpEnrollment(await client.beginTotpEnrollment({}));
    const enrollment = await client.beginTotpEnrollment({});
    await fails(client.activateTotp(enrollment, '1'), 'invalid-code');
    const paired = await client.activateTotp(enrollment, await server.appCode());
    assert.equal(paired.session, '00session');

    await client.secondStep(server.login('MFA_ENROLL'));
    await fails(client.enrollDestination({ channel: 'sms', destination: '+1' }), 'invalid-destination');
    const challenge = await client.enrollDestination({ channel: 'sms', destination: oktaServer.PHONE });
    await fails(client.confirmDestination(challenge, '1'), 'invalid-code');
    const confirmed = await client.confirmDestination(challenge, server.outbox[0]!);
    assert.equal(confirmed.session, '00session');
  });

  void test('a password that was enough, and a state that is over', async () => {
    const { server, client } = await start();
    const { verification } = await client.secondStep(server.login('SUCCESS'));
    assert.deepEqual(verification, { session: '00session' });
    const login = { ...(server.login('MFA_REQUIRED') as object), stateToken: 'stale' };
    await client.secondStep(login);
    await fails(client.requestOtp({ channel: 'sms' }), 'unauthenticated');
  });
});

void describe('ZITADEL', () => {
  const types = (...names: string[]): string[] => names.map((name) => `AUTHENTICATION_METHOD_TYPE_${name}`);

  async function start(...names: string[]) {
    const server = await opens(zitadelServer.startZitadel(types('PASSWORD', ...names)));
    return { server, client: make(server, { description: zitadel, more: { userId: zitadelServer.USER } }) };
  }

  void test('a sign-in whose token changes with each answer', async () => {
    const { server, client } = await start('TOTP', 'OTP_SMS');
    const { factors } = await client.secondStep(server.login());
    assert.deepEqual(kindsOf(factors), ['totp', 'sms']);
    const challenge = await client.requestOtp({ channel: 'sms' });
    await fails(client.verifyOtp(challenge, '1'), 'invalid-code');
    const again = await client.resendOtp(challenge);
    const { session } = await client.verifyOtp(again, server.outbox[1]!);
    assert.equal((session as { sessionToken: string }).sessionToken, 'token-4');
    await fails(client.verifyOtp(again, server.outbox[1]!), 'misconfigured');
  });

  void test('an app in a sign-in, after a message that nobody waited for', async () => {
    const { server, client } = await start('TOTP', 'OTP_SMS');
    await client.secondStep(server.login());
    await client.requestOtp({ channel: 'sms' });
    const challenge = await client.requestOtp({ channel: 'totp' });
    assert.ok((await client.verifyOtp(challenge, await server.appCode())).session);
  });

  void test('a token that is out of date is a session that is over', async () => {
    const { client } = await start('TOTP');
    await client.secondStep({ sessionId: 's1', sessionToken: 'token-0' });
    await fails(client.verifyOtp({ id: 'totp', channel: 'totp' }, '1'), 'unauthenticated');
  });

  void test('settings: an app and a number, set up and removed', async () => {
    const { server, client } = await start();
    assert.deepEqual(await client.listFactors(), []);
    const enrollment = await client.beginTotpEnrollment({});
    await fails(client.activateTotp(enrollment, '1'), 'invalid-code');
    assert.deepEqual(await client.activateTotp(enrollment, await server.appCode()), {});
    await fails(client.beginTotpEnrollment({}), 'already-enrolled');
    for (let round = 0; round < 2; round++) {
      const request = { channel: 'sms', destination: zitadelServer.PHONE } as const;
      const challenge = await client.enrollDestination(request);
      await fails(client.confirmDestination(challenge, '1'), 'invalid-code');
      await client.confirmDestination(challenge, server.outbox.at(-1)!);
    }
    const factors = await client.listFactors();
    assert.deepEqual(kindsOf(factors), ['totp', 'sms']);
    for (const factor of factors) await client.removeFactor(factor);
    assert.deepEqual(await client.listFactors(), []);
  });
});

void describe('Ory Kratos', () => {
  async function start(hasApp: boolean) {
    const server = await opens(startKratos(hasApp));
    return { server, client: make(server, { description: kratos }) };
  }

  void test('a sign-in: an app, and what the form offers', async () => {
    const { server, client } = await start(true);
    const step = await client.secondStep(undefined);
    assert.deepEqual(kindsOf(step.factors), ['totp']);
    const challenge = await client.requestOtp({ channel: 'totp' });
    await fails(client.verifyOtp(challenge, '1'), 'invalid-code');
    const { session } = await client.verifyOtp(challenge, await server.appCode());
    assert.equal(
      (session as { authenticator_assurance_level: string }).authenticator_assurance_level,
      'aal2',
    );
  });

  void test('an app: paired and removed', async () => {
    const { server, client } = await start(false);
    assert.deepEqual(await client.listFactors(), []);
    const enrollment = await client.beginTotpEnrollment({});
    await fails(client.activateTotp(enrollment, '1'), 'invalid-code');
    await client.activateTotp(enrollment, await server.appCode());
    const [factor, ...others] = await client.listFactors();
    assert.deepEqual([factor?.kind, others], ['totp', []]);
    await client.removeFactor(factor!);
    assert.deepEqual(await client.listFactors(), []);
  });

  void test('recovery codes: made, used once, taken off', async () => {
    const { client } = await start(true);
    const { codes } = await client.regenerateRecoveryCodes();
    assert.equal(codes.length, 2);
    const { factors } = await client.secondStep({});
    assert.deepEqual(kindsOf(factors), ['totp', 'recovery-code']);
    await fails(client.verifyRecoveryCode('wrong'), 'invalid-code');
    assert.ok((await client.verifyRecoveryCode(codes[0]!)).session);
    await client.secondStep({});
    await fails(client.verifyRecoveryCode(codes[0]!), 'code-used');
    const recovery = (await client.listFactors()).find(({ kind }) => kind === 'recovery-code');
    await client.removeFactor(recovery!);
    assert.deepEqual(kindsOf(await client.listFactors()), ['totp']);
  });

  void test('a session that is too old is made fresh by a code, and the change is made', async () => {
    const { server, client } = await start(true);
    const [factor] = await client.listFactors();
    server.grow();
    await steppingUp(client, await server.appCode(), () => client.removeFactor(factor!));
    assert.deepEqual(await client.listFactors(), []);
  });
});

void describe('Firebase Authentication', () => {
  void test('an app: paired, signs in, removed', async () => {
    const server = await opens(startFirebaseApps());
    const client = make(server, { description: firebase, apiKey: 'key', accessToken: 'id-1' });
    const { verification } = await client.secondStep(server.login());
    assert.equal((verification?.session as { idToken: string }).idToken, 'id-1');
    assert.deepEqual(await client.listFactors(), []);
    const enrollment = await client.beginTotpEnrollment({ deviceName: 'My phone' });
    assert.ok((enrollment.expiresAt ?? 0) > Date.now());
    await fails(client.activateTotp(enrollment, '1'), 'invalid-code');
    assert.ok((await client.activateTotp(enrollment, await server.appCode())).session);

    const { factors } = await client.secondStep(server.login());
    assert.deepEqual(
      factors.map(({ kind, name }) => [kind, name]),
      [['totp', 'My phone']],
    );
    const challenge = await client.requestOtp({ channel: 'totp' });
    await fails(client.verifyOtp(challenge, '1'), 'invalid-code');
    const { session } = await client.verifyOtp(challenge, await server.appCode());
    assert.equal((session as { idToken: string }).idToken, 'id-2');

    const [factor] = await client.listFactors();
    await client.removeFactor(factor!);
    assert.deepEqual(await client.listFactors(), []);
    assert.ok(server.seen.at(-1)?.includes('"idToken":"id-2"'));
  });

  void test('a sign-in that has gone on too long', async () => {
    const server = await opens(startFirebaseApps());
    const client = make(server, { description: firebase, apiKey: 'key' });
    await client.secondStep({
      mfaPendingCredential: 'stale',
      mfaInfo: [{ mfaEnrollmentId: 'm1', totpInfo: {} }],
    });
    await fails(client.verifyOtp({ id: 'totp', channel: 'totp' }, '1'), 'unauthenticated');
  });
});

void describe('Amazon Cognito', () => {
  void test('a sign-in in which an app has to be paired', async () => {
    const server = await opens(startCognitoSetUp());
    const client = make(server, { description: cognito, more: { clientId: 'client' } });
    const step = await client.secondStep(server.login);
    assert.deepEqual([step.factors, step.enrollable, step.required], [[], ['totp'], true]);
    const enrollment = await client.beginTotpEnrollment({ deviceName: 'My phone' });
    await fails(client.activateTotp(enrollment, '1'), 'invalid-code');
    const { session } = await client.activateTotp(enrollment, await server.appCode());
    assert.deepEqual(session, { AccessToken: 'access' });
  });

  void test('devices that are remembered', async () => {
    const server = await opens(startCognitoSetUp());
    const client = make(server, {
      description: cognito,
      accessToken: 'access',
      more: { clientId: 'client' },
    });
    const [device] = await client.listTrustedDevices();
    assert.deepEqual([device?.name, device?.place], ['Laptop', '192.0.2.1']);
    await client.forgetTrustedDevice(device!);
    assert.deepEqual(await client.listTrustedDevices(), []);
  });
});

void describe('Supabase Auth', () => {
  const { API_KEY, TOKEN } = supabaseServer;
  const options = { description: supabase, apiKey: API_KEY, accessToken: TOKEN };
  const phone = { id: 'phone-0', factor_type: 'phone', status: 'verified', phone: '12025550406' };

  void test('what the password sign-in answered', async () => {
    const server = await opens(supabaseServer.startSupabase());
    const client = make(server, { description: supabase, apiKey: API_KEY });
    const login = { access_token: TOKEN, user: { id: 'u', factors: [phone] } };
    const { factors, required } = await client.secondStep(login);
    assert.deepEqual([kindsOf(factors), required], [['sms'], true]);
    const challenge = await client.requestOtp({ channel: 'sms' });
    assert.ok((await client.verifyOtp(challenge, server.outbox[0]!)).session);
    for (const user of [{ id: 'u' }, { id: 'u', factors: [{ ...phone, status: 'unverified' }] }]) {
      const step = await client.secondStep({ access_token: TOKEN, user });
      assert.deepEqual(
        [kindsOf(step.factors).includes('sms'), step.enrollable, step.required],
        [false, [], false],
      );
    }
  });

  void test('a phone number: set up by the code that was sent to it', async () => {
    const server = await opens(supabaseServer.startSupabase());
    const client = make(server, options);
    const challenge = await client.enrollDestination({ channel: 'sms', destination: '+12025550199' });
    await fails(client.confirmDestination(challenge, '1'), 'invalid-code');
    assert.ok((await client.confirmDestination(challenge, server.outbox[0]!)).session);
    assert.deepEqual(kindsOf(await client.listFactors()), ['sms', 'sms']);
  });

  void test('a session that is too weak for a change is stepped up, and goes on with the new token', async () => {
    const server = await opens(supabaseServer.startSupabase());
    const first = make(server, options);
    const enrollment = await first.beginTotpEnrollment({ deviceName: 'Phone' });
    await first.activateTotp(enrollment, await server.appCode());
    const client = make(server, options);
    const [, app] = await client.listFactors();
    await steppingUp(client, await server.appCode(), () => client.removeFactor(app!));
    assert.deepEqual(kindsOf(await client.listFactors()), ['sms']);
  });

  void test('a text message: wrong code, right code, new tokens', async () => {
    const server = await opens(supabaseServer.startSupabase());
    const client = make(server, options);
    const before = Date.now();
    const challenge = await client.requestOtp({ channel: 'sms' });
    const seconds = ((challenge.expiresAt ?? 0) - before) / 1000;
    assert.ok(seconds > 290 && seconds < 310, `${seconds} s`);
    await fails(client.verifyOtp(challenge, '999999'), 'invalid-code');
    const { session } = await client.verifyOtp(challenge, server.outbox[0]!);
    assert.equal((session as { access_token: string }).access_token, 'aal2');
  });

  void test('a challenge that is over, and a limit', async () => {
    const server = await opens(supabaseServer.startSupabase());
    const client = make(server, options);
    const challenge = await client.requestOtp({ channel: 'sms' });
    server.expireAll();
    await fails(client.verifyOtp(challenge, server.outbox[0]!), 'challenge-expired');
    const again = await client.resendOtp(challenge);
    assert.notEqual(again.id, challenge.id);
    await client.resendOtp(again);
    const before = Date.now();
    const error = await failureOf(client.resendOtp(again));
    assert.equal(error.code, 'rate-limited');
    assert.ok((error.retryAt ?? 0) - before >= 7000);
    assert.equal(error.backendMessage, 'Words about over_sms_send_rate_limit');
  });

  void test('an app: paired, used to sign in, listed, removed', async () => {
    const server = await opens(supabaseServer.startSupabase());
    const client = make(server, options);
    await fails(client.requestOtp({ channel: 'totp' }), 'not-enrolled');
    const enrollment = await client.beginTotpEnrollment({ deviceName: 'Old phone' });
    await client.cancelTotpEnrollment(enrollment);
    const second = await client.beginTotpEnrollment({ deviceName: 'New phone' });
    await fails(client.beginTotpEnrollment({ deviceName: 'New phone' }), 'name-taken');
    await fails(client.activateTotp(second, '12345'), 'invalid-code');
    assert.ok((await client.activateTotp(second, await server.appCode())).session);
    const challenge = await client.requestOtp({ channel: 'totp' });
    assert.ok((await client.verifyOtp(challenge, await server.appCode())).session);
    const factors = await client.listFactors();
    assert.deepEqual(
      factors.map(({ kind, name, active }) => [kind, name, active]),
      [
        ['sms', 'My phone', true],
        ['totp', 'New phone', true],
      ],
    );
    assert.equal(factors[0]?.createdAt, Date.parse('2030-01-02T03:04:05Z'));
    await client.removeFactor(factors[1]!);
    assert.equal((await client.listFactors()).length, 1);
    await fails(client.removeFactor(factors[1]!), 'not-enrolled');
  });

  void test('a session that is over', async () => {
    const server = await opens(supabaseServer.startSupabase());
    const client = make(server, { ...options, accessToken: 'stale' });
    await fails(client.listFactors(), 'unauthenticated');
  });
});

void describe('Auth0', () => {
  void test('what the password sign-in answered: its token goes along, until the sign-in is over', async () => {
    const server = await opens(auth0Server.startAuth0());
    const client = make(server, { description: auth0, more: { clientId: auth0Server.CLIENT_ID } });
    const done = await client.secondStep({ access_token: 'a', id_token: 'i' });
    assert.deepEqual(done.verification, { session: { access_token: 'a', id_token: 'i' } });
    const login = { error: 'mfa_required', mfa_token: auth0Server.MFA_TOKEN };
    const { factors } = await client.secondStep(login);
    assert.deepEqual(kindsOf(factors), ['recovery-code', '(sms)', 'sms']);
    const challenge = await client.requestOtp({ channel: 'sms' });
    assert.ok((await client.verifyOtp(challenge, server.outbox[0]!)).session);
    await fails(client.listFactors(), 'unauthenticated');
  });

  async function start(accessToken = auth0Server.MFA_TOKEN) {
    const server = await opens(auth0Server.startAuth0());
    const more = { clientId: auth0Server.CLIENT_ID };
    return { server, client: make(server, { description: auth0, accessToken, more }) };
  }

  void test('a text message to the active authenticator', async () => {
    const { server, client } = await start();
    const challenge = await client.requestOtp({ channel: 'sms' });
    assert.equal(challenge.destination, 'XXXXXXX0406');
    await fails(client.verifyOtp(challenge, '999999'), 'invalid-code');
    const again = await client.resendOtp(challenge);
    assert.notEqual(again.id, challenge.id);
    await fails(client.verifyOtp(challenge, server.outbox[1]!), 'invalid-code');
    const { session } = await client.verifyOtp(again, server.outbox[1]!);
    assert.equal((session as { access_token: string }).access_token, 'access');
  });

  void test('an app: paired with recovery codes, confirmed by the first code', async () => {
    const { server, client } = await start();
    assert.equal(client.namesDevices, false);
    const enrollment = await client.beginTotpEnrollment({});
    assert.deepEqual(enrollment.recoveryCodes, [auth0Server.RECOVERY_CODE]);
    await fails(client.activateTotp(enrollment, '1'), 'invalid-code');
    assert.ok((await client.activateTotp(enrollment, await server.appCode())).session);
  });

  void test('authenticators: listed by what they are, removed', async () => {
    const { client } = await start();
    const factors = await client.listFactors();
    assert.deepEqual(
      factors.map(({ kind, destination, active }) => [kind, destination, active]),
      [
        ['recovery-code', undefined, true],
        ['sms', 'XXXXXXX0000', false],
        ['sms', 'XXXXXXX0406', true],
      ],
    );
    await client.removeFactor(factors[1]!);
    assert.equal((await client.listFactors()).length, 2);
  });

  void test('a recovery code, too many attempts, and a token that is over', async () => {
    const { client } = await start();
    assert.ok((await client.verifyRecoveryCode(auth0Server.RECOVERY_CODE)).session);
    for (let count = 0; count < 3; count++) await fails(client.verifyRecoveryCode('wrong'), 'invalid-code');
    await fails(client.verifyRecoveryCode(auth0Server.RECOVERY_CODE), 'rate-limited');
    await fails((await start('stale')).client.verifyRecoveryCode('x'), 'unauthenticated');
    await fails((await start('stale')).client.listFactors(), 'unauthenticated');
  });
});
