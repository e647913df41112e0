/** The client against a real Better Auth server. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import createBetterAuthClient, { type BetterAuthClient } from '../../../src/backends/better-auth/index.js';
import type { Challenge } from '../../../src/core/client.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';
import { failureOf } from '../../support/failure-of.js';
import { PASSWORD, startAuthServer, type AuthServer, type AuthServerSettings } from './auth-server.js';
import { appCode, otherCode, Visitor } from './visitor.js';

const PROOF = { proof: { password: PASSWORD } };
const TOTP: Challenge = { id: 'totp', channel: 'totp' };
const MINUTE_MS = 60_000;

let server: AuthServer;
afterEach(() => server.close());

/** Somebody with an account, signed in. */
async function newcomer(settings?: AuthServerSettings): Promise<Visitor> {
  server = await startAuthServer(settings);
  const visitor = new Visitor(server);
  await visitor.signUp();
  return visitor;
}

/** Somebody with an app, between the first and the second step. */
async function halfway(settings?: AuthServerSettings) {
  const visitor = await newcomer(settings);
  const enrollment = await visitor.pair();
  visitor.forgetSession();
  const login = await visitor.signIn();
  return { visitor, enrollment, login, client: visitor.client() };
}

async function fails(promise: Promise<unknown>, code: MfaErrorCode): Promise<void> {
  assert.equal((await failureOf(promise)).code, code);
}

async function isSignedIn(client: BetterAuthClient): Promise<boolean> {
  return client.listFactors().then(
    () => true,
    () => false,
  );
}

void describe('what the client says of itself', () => {
  void test('follows what the server is set up for', async () => {
    await newcomer();
    const make = (more: Record<string, unknown>) =>
      createBetterAuthClient({ endpoint: server.endpoint, more });
    const { channels, takesDestination, namesDevices, remembersDevices, enrollableChannels } = make({});
    assert.deepEqual(
      { channels, takesDestination, namesDevices, remembersDevices, enrollableChannels },
      {
        channels: ['totp', 'email'],
        takesDestination: false,
        namesDevices: false,
        remembersDevices: true,
        enrollableChannels: ['email'],
      },
    );
    assert.equal(make({}).remembersDevicesForMs, 30 * 86_400_000);
    assert.equal(make({ trustDeviceMaxAge: 3600 }).remembersDevicesForMs, 3_600_000);
    // Nothing in the server lists or forgets them.
    assert.ok(!('listTrustedDevices' in make({})));
    assert.deepEqual(make({ otpChannel: 'sms' }).channels, ['totp', 'sms']);
    const appOnly = make({ methods: ['totp'] });
    assert.deepEqual([appOnly.channels, appOnly.enrollableChannels], [['totp'], []]);
    await fails(appOnly.requestOtp({ channel: 'email' }), 'misconfigured');
  });
});

void describe('pairing an app', () => {
  void test('wants the password first, and tells the server nothing before', async () => {
    const client = (await newcomer()).client();
    const error = await failureOf(client.beginTotpEnrollment({}));
    assert.deepEqual([error.code, error.proof], ['proof-required', 'password']);
    assert.ok(!server.calls.includes('POST /two-factor/enable'));
  });

  void test('goes on after a wrong password, a wrong code, and the right ones', async () => {
    const client = (await newcomer()).client();
    await fails(client.beginTotpEnrollment({}, { proof: { password: 'wrong' } }), 'invalid-proof');
    const enrollment = await client.beginTotpEnrollment({}, PROOF);
    assert.equal(enrollment.secret.length, 52);
    assert.equal(enrollment.recoveryCodes?.length, 10);
    assert.match(enrollment.uri ?? '', /^otpauth:\/\/totp\/Pretend%20Bank:.*&issuer=Pretend%20Bank&/);
    const code = await appCode(enrollment);
    await fails(client.activateTotp(enrollment, otherCode(code)), 'invalid-code');
    assert.deepEqual(await client.listFactors(), []);
    // The session in the answer is the one that has just ended.
    assert.deepEqual(await client.activateTotp(enrollment, code), {});
    assert.ok((await client.listFactors()).some(({ kind, active }) => kind === 'totp' && active));
    await fails(client.beginTotpEnrollment({}, PROOF), 'already-enrolled');
  });

  void test('makes one key for two who ask at the same time, also when one of them leaves', async () => {
    const client = (await newcomer()).client();
    const leaving = new AbortController();
    const first = client.beginTotpEnrollment({}, { ...PROOF, signal: leaving.signal });
    leaving.abort(new Error('gone'));
    const rejected = assert.rejects(first, /gone/);
    const [second, third] = await Promise.all([
      client.beginTotpEnrollment({}, PROOF),
      client.beginTotpEnrollment({}, PROOF),
    ]);
    await rejected;
    assert.equal(second.secret, third.secret);
    assert.equal(server.calls.filter((call) => call === 'POST /two-factor/enable').length, 1);
    await client.activateTotp(second, await appCode(second));
    assert.ok((await client.listFactors()).length);
  });

  void test('asks for a new key once the first is cancelled', async () => {
    const client = (await newcomer()).client();
    const first = await client.beginTotpEnrollment({}, PROOF);
    await client.cancelTotpEnrollment();
    const second = await client.beginTotpEnrollment({}, PROOF);
    assert.notEqual(first.secret, second.secret);
    await fails(client.activateTotp(first, await appCode(first)), 'invalid-code');
    await client.activateTotp(second, await appCode(second));
  });

  void test('needs a session', async () => {
    const visitor = await newcomer();
    visitor.forgetSession();
    await fails(visitor.client().beginTotpEnrollment({}, PROOF), 'unauthenticated');
    await fails(visitor.client().listFactors(), 'unauthenticated');
  });

  void test('asks the server where accounts may have no password', async () => {
    const visitor = await newcomer({ allowPasswordless: true });
    const error = await failureOf(visitor.client({ allowPasswordless: true }).beginTotpEnrollment({}));
    assert.deepEqual([error.code, error.proof], ['proof-required', 'password']);
    assert.ok(server.calls.includes('POST /two-factor/enable'));
    await visitor.client({ allowPasswordless: true }).beginTotpEnrollment({}, PROOF);
  });
});

void describe('the second step', () => {
  void test('is nothing where there is no second factor', async () => {
    const visitor = await newcomer();
    visitor.forgetSession();
    const login = await visitor.signIn();
    const step = await visitor.client().secondStep(login);
    assert.deepEqual([step.factors, step.required, step.verification?.session], [[], false, login]);
  });

  void test('offers what the sign-in names', async () => {
    const { client, login } = await halfway();
    const step = await client.secondStep(login);
    assert.deepEqual(
      step.factors.map(({ kind }) => kind),
      ['totp', 'email', 'recovery-code'],
    );
    assert.deepEqual([step.required, step.verification], [true, undefined]);
  });

  void test('offers no message where the server cannot send any', async () => {
    const { client, login } = await halfway({ sends: false });
    assert.deepEqual(
      (await client.secondStep(login)).factors.map(({ kind }) => kind),
      ['totp', 'recovery-code'],
    );
    await fails(client.requestOtp({ channel: 'email' }), 'misconfigured');
  });

  void test('finds out for itself where the page has lost the answer', async () => {
    const { client, enrollment } = await halfway();
    assert.equal((await client.secondStep()).required, true);
    await client.verifyOtp(TOTP, await appCode(enrollment));
    assert.deepEqual((await client.secondStep()).verification, {});
  });

  void test('takes no answer that is none', async () => {
    const client = (await newcomer()).client();
    for (const login of [null, 'text', {}, { twoFactorRedirect: true, twoFactorMethods: 'otp' }])
      await fails(client.secondStep(login), 'bad-response');
  });
});

void describe('a code that is sent', () => {
  void test('is good for the minutes that the server gives it', async () => {
    const { client, visitor } = await halfway();
    const before = Date.now();
    const challenge = await client.requestOtp({ channel: 'email' });
    const minutes = ((challenge.expiresAt ?? 0) - before) / MINUTE_MS;
    assert.ok(minutes >= 3 && minutes < 4, `${minutes} minutes`);
    const { id, channel, codeLength, resumable, destination } = challenge;
    assert.deepEqual(
      { id, channel, codeLength, resumable, destination },
      { id: 'email', channel: 'email', codeLength: 6, resumable: true, destination: undefined },
    );
    const longer = visitor.client({ otpOptions: { period: 10, digits: 8 } });
    const other = await longer.requestOtp({ channel: 'email' });
    assert.ok(((other.expiresAt ?? 0) - before) / MINUTE_MS >= 10);
    assert.equal(other.codeLength, 8);
  });

  void test('signs in, once', async () => {
    const { client } = await halfway();
    const challenge = await client.requestOtp({ channel: 'email' });
    const code = server.outbox.at(-1)!;
    await fails(client.verifyOtp(challenge, otherCode(code)), 'invalid-code');
    assert.equal(await isSignedIn(client), false);
    const { session } = await client.verifyOtp(challenge, code);
    assert.equal(typeof (session as { token: unknown }).token, 'string');
    assert.equal(await isSignedIn(client), true);
    await fails(client.verifyOtp(challenge, code), 'code-expired');
  });

  void test('voids the one before it', async () => {
    const { client } = await halfway();
    const first = await client.requestOtp({ channel: 'email' });
    const second = await client.resendOtp(first);
    const [old, current] = server.outbox;
    await fails(client.verifyOtp(second, old!), 'invalid-code');
    await client.verifyOtp(second, current!);
  });

  void test('is resent after a reload, when only its record is left', async () => {
    const { client } = await halfway();
    await client.requestOtp({ channel: 'email' });
    await client.resendOtp({ id: 'email', channel: 'email' });
    assert.equal(server.outbox.length, 2);
  });

  void test('takes five wrong answers, then another code is needed, and works', async () => {
    const { client } = await halfway();
    const challenge = await client.requestOtp({ channel: 'email' });
    const wrong = otherCode(server.outbox[0]!);
    for (let attempt = 0; attempt < 5; attempt++)
      await fails(client.verifyOtp(challenge, wrong), 'invalid-code');
    await fails(client.verifyOtp(challenge, server.outbox[0]!), 'too-many-attempts');
    const again = await client.resendOtp(challenge);
    await client.verifyOtp(again, server.outbox[1]!);
  });

  void test('turns the second factor on, in a session', async () => {
    const client = (await newcomer()).client({ methods: ['otp'] });
    assert.deepEqual(await client.factorSettings(), { factors: [], addable: ['email'], required: false });
    const challenge = await client.enrollDestination({ channel: 'email' });
    await client.confirmDestination(challenge, server.outbox[0]!);
    const { factors, addable } = await client.factorSettings();
    assert.deepEqual([factors.map(({ kind }) => kind), addable], [['email'], []]);
  });
});

void describe('a code of an app', () => {
  void test('needs no request', async () => {
    const { client, enrollment } = await halfway();
    const before = server.calls.length;
    const challenge = await client.requestOtp({ channel: 'totp' });
    assert.equal(server.calls.length, before);
    assert.equal(challenge.expiresAt, undefined);
    await fails(client.verifyOtp(challenge, otherCode(await appCode(enrollment))), 'invalid-code');
    await client.verifyOtp(challenge, await appCode(enrollment));
    assert.equal(await isSignedIn(client), true);
  });

  void test('takes five wrong answers, then the sign-in is over', async () => {
    const { client, enrollment } = await halfway();
    const wrong = otherCode(await appCode(enrollment));
    for (let attempt = 0; attempt < 5; attempt++) await fails(client.verifyOtp(TOTP, wrong), 'invalid-code');
    await fails(client.verifyOtp(TOTP, wrong), 'too-many-attempts');
    await fails(client.verifyOtp(TOTP, await appCode(enrollment)), 'unauthenticated');
  });

  void test('locks the account after ten, even for the right one', async () => {
    const { client, visitor, enrollment } = await halfway();
    const wrong = otherCode(await appCode(enrollment));
    for (let round = 0; round < 2; round++) {
      for (let attempt = 0; attempt < 5; attempt++)
        await fails(client.verifyOtp(TOTP, wrong), 'invalid-code');
      await visitor.signIn();
    }
    await fails(client.verifyOtp(TOTP, await appCode(enrollment)), 'locked');
  });

  void test('has this device trusted where the person wants it, and not otherwise', async () => {
    const { client, visitor, enrollment } = await halfway();
    await client.verifyOtp(TOTP, await appCode(enrollment));
    visitor.forgetSession();
    assert.equal((await client.secondStep(await visitor.signIn())).required, true);
    await client.verifyOtp(TOTP, await appCode(enrollment), { rememberDevice: true });
    visitor.forgetSession();
    const step = await client.secondStep(await visitor.signIn());
    assert.equal(step.required, false);
    assert.ok(step.verification);
  });
});

void describe('recovery codes', () => {
  void test('keep their case, and get their dash back', async () => {
    const { client, enrollment, visitor } = await halfway();
    const [first = '', second = ''] = enrollment.recoveryCodes ?? [];
    const swapped = first.replace(/[a-z]/gi, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
    await fails(client.verifyRecoveryCode(swapped), 'invalid-code');
    await client.verifyRecoveryCode(first.replace('-', ''));
    assert.equal(await isSignedIn(client), true);
    visitor.forgetSession();
    await visitor.signIn();
    await fails(client.verifyRecoveryCode(first), 'invalid-code');
    await client.verifyRecoveryCode(` ${second.replace('-', ' – ')} `);
  });

  void test('are sent as the page writes them, for servers that make their own', async () => {
    const { enrollment, visitor } = await halfway();
    const [code = ''] = enrollment.recoveryCodes ?? [];
    const seen: string[] = [];
    const client = visitor.client({
      formatBackupCode: (characters) => {
        seen.push(characters);
        return code;
      },
    });
    await client.verifyRecoveryCode('AB-CD ef');
    assert.deepEqual(seen, ['ABCDef']);
  });

  void test('are made anew with the password; the old ones stop working', async () => {
    const { client, enrollment, visitor } = await halfway();
    await client.verifyOtp(TOTP, await appCode(enrollment));
    assert.equal((await failureOf(client.regenerateRecoveryCodes())).proof, 'password');
    await fails(client.regenerateRecoveryCodes({ proof: { password: 'wrong' } }), 'invalid-proof');
    const { codes } = await client.regenerateRecoveryCodes(PROOF);
    assert.equal(codes.length, 10);
    visitor.forgetSession();
    await visitor.signIn();
    await fails(client.verifyRecoveryCode(enrollment.recoveryCodes![0]!), 'invalid-code');
    await client.verifyRecoveryCode(codes[0]!);
  });

  void test('are not made where there is no second factor', async () => {
    await fails((await newcomer()).client().regenerateRecoveryCodes(PROOF), 'not-enrolled');
  });
});

void describe('turning it off', () => {
  void test('wants the password, and removes everything at once', async () => {
    const { client, enrollment, visitor, login } = await halfway();
    await client.secondStep(login);
    await client.verifyOtp(TOTP, await appCode(enrollment));
    const [factor] = await client.listFactors();
    assert.ok(factor);
    assert.equal((await failureOf(client.removeFactor(factor))).proof, 'password');
    await fails(client.removeFactor(factor, { proof: { password: 'wrong' } }), 'invalid-proof');
    await client.removeFactor(factor, PROOF);
    assert.deepEqual(await client.factorSettings(), {
      factors: [],
      addable: ['totp', 'email'],
      required: false,
    });
    visitor.forgetSession();
    assert.ok((await client.secondStep(await visitor.signIn())).verification);
  });

  void test('lists the factors of the sign-in, and one that is paired later', async () => {
    const visitor = await newcomer();
    const client = visitor.client();
    const challenge = await client.enrollDestination({ channel: 'email' });
    await client.confirmDestination(challenge, server.outbox[0]!);
    visitor.forgetSession();
    await client.secondStep(await visitor.signIn());
    await client.verifyOtp(await client.requestOtp({ channel: 'email' }), server.outbox[1]!);
    const kinds = async () => (await client.listFactors()).map(({ kind }) => kind);
    assert.deepEqual(await kinds(), ['email']);
    assert.deepEqual((await client.factorSettings()).addable, ['totp']);
    const enrollment = await client.beginTotpEnrollment({}, PROOF);
    await client.activateTotp(enrollment, await appCode(enrollment));
    assert.deepEqual(await kinds(), ['totp', 'email']);
  });
});

void test('a limit says when to try again, in the header that the server has for it', async () => {
  const { client } = await halfway({ rateLimit: true });
  for (let count = 0; count < 3; count++) await client.requestOtp({ channel: 'email' });
  const before = Date.now();
  const error = await failureOf(client.requestOtp({ channel: 'email' }));
  assert.equal(error.code, 'rate-limited');
  const seconds = ((error.retryAt ?? 0) - before) / 1000;
  assert.ok(seconds > 0 && seconds < 65, `${seconds} s`);
  assert.equal(server.outbox.length, 3);
});

void test('a page of another origin is refused as a mistake of the page', async () => {
  const { visitor } = await halfway();
  const elsewhere: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('cookie', 'better-auth.session_token=x');
    headers.set('origin', 'https://elsewhere.example');
    return fetch(input, { ...init, headers });
  };
  await fails(visitor.client({ fetch: elsewhere }).requestOtp({ channel: 'email' }), 'misconfigured');
});

void test('no secret is in what a failure says', async () => {
  const { client, enrollment } = await halfway();
  const code = otherCode(await appCode(enrollment));
  const failures = await Promise.all([
    failureOf(client.verifyOtp(TOTP, code)),
    failureOf(client.verifyRecoveryCode('aBcDe-12345')),
    failureOf(client.regenerateRecoveryCodes({ proof: { password: 'wrong-secret' } })),
  ]);
  for (const { message, backendMessage } of failures)
    assert.doesNotMatch(`${message} ${backendMessage}`, new RegExp(`${code}|aBcDe|12345|wrong-secret`));
});
