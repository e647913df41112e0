import { expect } from 'chai';
import { LoginRadiusClient } from '../../../src/backends/loginradius/index.js';
import type { FactorKind } from '../../../src/core/client.js';
import { failureOf } from '../../support/failure-of.js';
import { EMAIL, PASSWORD, signedInRoom, type LoginRadiusRoom } from '../../support/loginradius-room.js';
import { totpCode } from '../../support/totp-code.js';

const ANSWERS = [
  { questionId: 'q1', answer: 'Ms Green' },
  { questionId: 'q2', answer: 'Elm Street' },
];

async function countOf({ sent }: LoginRadiusRoom, end: string): Promise<number> {
  return (await sent()).filter(({ path }) => path.endsWith(end)).length;
}

describe('LoginRadiusClient: settings', () => {
  it('tells what is set up, what could be, and that the last one stays', async () => {
    const { client } = await signedInRoom();
    expect(await client.factorSettings()).to.deep.equal({
      factors: [{ id: 'sms', kind: 'sms', active: true, destination: '*******0406', removable: false }],
      addable: ['totp', 'email', 'security-questions'],
      known: [{ channel: 'email', destination: EMAIL, masked: 'j***@example.com' }],
      required: true,
    });
  });

  it('offers only what the tenant has', async () => {
    const { client } = await signedInRoom({}, { factors: ['sms', 'totp'], mfa: 'optional' });
    expect(await client.factorSettings()).to.deep.equal({
      factors: [{ id: 'sms', kind: 'sms', active: true, destination: '*******0406' }],
      addable: ['totp'],
      known: [],
      required: false,
    });
  });

  it('goes on without the configuration of the tenant', async () => {
    const { client, sandbox } = await signedInRoom();
    await sandbox.faults({ fail: 'html', onlyPath: 'appinfo' });
    expect(await client.factorSettings()).to.deep.include({
      addable: ['totp', 'email', 'security-questions'],
      required: false,
    });
  });

  it('refuses to remove the last one where one is required', async () => {
    const { client } = await signedInRoom();
    const [factor] = await client.listFactors();
    expect((await failureOf(client.removeFactor(factor!))).code).to.equal('misconfigured');
    expect(await client.listFactors()).to.have.length(1);
  });

  it('adds each factor, and removes it again', async () => {
    const { client, sandbox } = await signedInRoom();
    const enrollment = await client.beginTotpEnrollment();
    await client.activateTotp(enrollment, await totpCode(enrollment.secret, await sandbox.now()));
    const sent = await client.enrollDestination({ channel: 'email', destination: ` ${EMAIL} ` });
    const again = await client.resendOtp(sent);
    expect((await failureOf(client.confirmDestination(again, await sandbox.wrongCode()))).code).to.equal(
      'invalid-code',
    );
    expect(await client.confirmDestination(again, await sandbox.lastCode())).to.deep.equal({});
    expect(await client.setSecurityQuestions(ANSWERS)).to.deep.equal({});
    const kinds = async (): Promise<FactorKind[]> => (await client.listFactors()).map(({ kind }) => kind);
    expect(await kinds()).to.deep.equal(['totp', 'sms', 'email', 'security-questions']);
    expect((await failureOf(client.beginTotpEnrollment())).code).to.equal('already-enrolled');
    for (const kind of ['sms', 'totp', 'email'] as const) {
      await client.removeFactor({ id: kind, kind, active: true });
      expect(await kinds()).to.not.include(kind);
    }
    expect(await kinds()).to.deep.equal(['security-questions']);
    const code = client.removeFactor({ id: 'recovery-code', kind: 'recovery-code', active: true });
    expect((await failureOf(code)).code).to.equal('misconfigured');
  });

  it('keeps the old number until the new one is confirmed', async () => {
    const { client, sandbox } = await signedInRoom();
    const number = async (): Promise<string | undefined> => (await client.listFactors())[0]?.destination;
    const challenge = await client.enrollDestination({ channel: 'sms', destination: '+12025550199' });
    expect((await sandbox.outbox()).at(-1)?.to).to.equal('+12025550199');
    expect(await number()).to.equal('*******0406');
    expect((await failureOf(client.confirmDestination(challenge, await sandbox.wrongCode()))).code).to.equal(
      'invalid-code',
    );
    expect(await number()).to.equal('*******0406');
    const next = await client.resendOtp(challenge);
    await client.confirmDestination(next, await sandbox.lastCode());
    expect(await number()).to.equal('*******0199');
    const same = client.enrollDestination({ channel: 'sms', destination: '+12025550199' });
    expect((await failureOf(same)).code).to.equal('already-enrolled');
  });

  it('sends an e-mail to no address that is not the account’s', async () => {
    const { client } = await signedInRoom();
    for (const destination of ['eve@example.com', 'nobody']) {
      const error = await failureOf(client.enrollDestination({ channel: 'email', destination }));
      expect(error.code).to.equal('invalid-destination');
    }
  });
});

describe('LoginRadiusClient: recovery codes', () => {
  it('are shown once', async () => {
    const room = await signedInRoom();
    const { codes } = await room.client.recoveryCodes();
    expect(codes).to.have.length(10);
    expect((await failureOf(room.client.recoveryCodes())).code).to.equal('recovery-codes-shown');
    expect(await countOf(room, '/backupcode')).to.equal(2);
  });

  it('sign in once each, and not after new ones have been made', async () => {
    const { client, login } = await signedInRoom();
    const { codes } = await client.recoveryCodes();
    await client.secondStep(await login());
    // As people type them, and as our elements hand them on.
    expect((await client.verifyRecoveryCode(codes[0]!.replace('-', ''))).session).to.be.an('object');
    await client.secondStep(await login());
    expect((await failureOf(client.verifyRecoveryCode(codes[0]!))).code).to.equal('invalid-code');
    const { codes: fresh } = await client.regenerateRecoveryCodes();
    // The elements take dashes out: people leave them out, too.
    expect((await client.verifyRecoveryCode(fresh[0]!.replace('-', ''))).session).to.be.an('object');
    await client.secondStep(await login());
    expect((await failureOf(client.verifyRecoveryCode(codes[1]!))).code).to.equal('invalid-code');
  });

  it('are made once for two calls at a time, and again for a call after that', async () => {
    const room = await signedInRoom();
    const [one, two] = await Promise.all([
      room.client.regenerateRecoveryCodes(),
      room.client.regenerateRecoveryCodes(),
    ]);
    expect(one.codes).to.deep.equal(two.codes);
    expect(await countOf(room, '/reset')).to.equal(1);
    expect((await room.client.regenerateRecoveryCodes()).codes).to.not.deep.equal(one.codes);
    expect(await countOf(room, '/reset')).to.equal(2);
  });

  it('are made once for two clients of one session', async () => {
    const room = await signedInRoom();
    const other = new LoginRadiusClient({
      endpoint: room.sandbox.base,
      apiKey: 'sandbox-api-key',
      accessToken: room.token,
    });
    const [one, two] = await Promise.all([
      room.client.regenerateRecoveryCodes(),
      other.regenerateRecoveryCodes(),
    ]);
    expect(one.codes).to.deep.equal(two.codes);
    expect(await countOf(room, '/reset')).to.equal(1);
  });

  it('are not lost to a call that is given up and made again', async () => {
    const room = await signedInRoom();
    const controller = new AbortController();
    const first = room.client.recoveryCodes({ signal: controller.signal });
    const gone = first.then(
      () => 'an answer',
      (reason: unknown) => reason,
    );
    // By now it is under way: the code of the settings has been loaded before.
    const second = room.client.recoveryCodes();
    controller.abort(new Error('gone'));
    expect(String(await gone)).to.equal('Error: gone');
    expect((await second).codes).to.have.length(10);
    expect(await countOf(room, '/backupcode')).to.equal(1);
  });

  it('are asked for by nobody who has hung up before', async () => {
    const room = await signedInRoom();
    const reason = await room.client
      .regenerateRecoveryCodes({ signal: AbortSignal.abort(new Error('gone')) })
      .catch(String);
    expect(reason).to.equal('Error: gone');
    expect(await countOf(room, '/reset')).to.equal(0);
  });
});

describe('LoginRadiusClient: step-up', () => {
  async function isValid(
    room: LoginRadiusRoom & { uid: string },
    token: string | undefined,
  ): Promise<unknown> {
    const url = `${room.sandbox.base}/identity/v2/manage/account/${room.uid}/reauth/2fa`;
    const response = await fetch(`${url}?apikey=sandbox-api-key&apisecret=sandbox-api-secret`, {
      method: 'POST',
      body: JSON.stringify({ secondfactorvalidationtoken: token }),
    });
    return ((await response.json()) as { IsValid?: unknown }).IsValid;
  }

  it('sends a text message and proves the factor to the server', async () => {
    const room = await signedInRoom();
    const client = room.client.stepUp();
    const { challenge, factors, required } = await client.secondStep(undefined);
    expect(required).to.equal(true);
    expect(factors.map(({ kind }) => kind)).to.deep.equal(['sms', 'recovery-code']);
    expect((await failureOf(client.verifyOtp(challenge!, await room.sandbox.wrongCode()))).code).to.equal(
      'invalid-code',
    );
    const next = await client.resendOtp(challenge!);
    const { proof, session } = await client.verifyOtp(next, await room.sandbox.lastCode());
    expect(session).to.equal(undefined);
    expect(await isValid(room, proof?.stepUp)).to.equal(true);
    expect(await isValid(room, proof?.stepUp)).to.equal(undefined);
    expect(await room.client.listFactors()).to.have.length(1);
  });

  it('sends one text message however often it is begun, until a code was right', async () => {
    const room = await signedInRoom();
    const sends = async (): Promise<number> =>
      (await room.sent()).filter(({ path }) => path.endsWith('/reauth/2fa')).length;
    const [one, other] = [room.client.stepUp(), room.client.stepUp()];
    const gone = AbortSignal.abort(new Error('gone'));
    await one.secondStep(undefined, { signal: gone }).catch(String);
    const controller = new AbortController();
    const left = one.secondStep(undefined, { signal: controller.signal }).catch(String);
    const begun = Promise.all([one.secondStep(undefined), other.secondStep(undefined)]);
    controller.abort(new Error('gone'));
    expect(await left).to.equal('Error: gone');
    const [{ challenge }] = await begun;
    await one.secondStep(undefined);
    expect(await sends()).to.equal(1);
    await one.verifyOtp(challenge!, await room.sandbox.lastCode());
    await one.secondStep(undefined);
    expect(await sends()).to.equal(2);
  });

  it('begins anew after a failure', async () => {
    const room = await signedInRoom();
    const client = room.client.stepUp();
    await room.sandbox.faults({ fail: 'server' });
    expect((await failureOf(client.secondStep(undefined))).code).to.equal('server');
    await room.sandbox.faults({});
    expect((await client.secondStep(undefined)).challenge).to.include({ channel: 'sms' });
  });

  it('takes the other factors, too', async () => {
    const room = await signedInRoom({ emailOtp: true, answers: { q1: 'ms green', q2: 'elm street' } });
    const secret = await room.sandbox.authenticator('Phone');
    const client = room.client.stepUp();
    const email = await client.requestOtp({ channel: 'email' });
    const { codes } = await room.client.recoveryCodes();
    const app = await client.requestOtp({ channel: 'totp' });
    expect((await client.securityQuestions()).map(({ id }) => id)).to.deep.equal(['q1', 'q2']);
    for (const { proof } of [
      await client.verifyOtp(email, await room.sandbox.lastCode()),
      await client.verifyOtp(app, await totpCode(secret, await room.sandbox.now())),
      await client.verifyRecoveryCode(codes[0]!),
      await client.answerSecurityQuestions(ANSWERS),
    ]) {
      expect(await isValid(room, proof?.stepUp)).to.equal(true);
    }
    // What a password gave is no second factor.
    const { proof: byPassword } = await client.verifyPassword(PASSWORD);
    expect(byPassword?.stepUp).to.be.a('string');
    expect(await isValid(room, byPassword?.stepUp)).not.to.equal(true);
  });
});
