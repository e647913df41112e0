import { expect } from 'chai';
import type { SecurityAnswer, Verification } from '../../../src/core/client.js';
import type { LrLockout } from '../../../src/sandbox/index.js';
import { failureOf } from '../../support/failure-of.js';
import { EMAIL, loginRadiusRoom, PHONE, type LoginRadiusRoom } from '../../support/loginradius-room.js';
import { totpCode } from '../../support/totp-code.js';

const ANSWERS: SecurityAnswer[] = [
  { questionId: 'q1', answer: 'Ms Green' },
  { questionId: 'q2', answer: 'Elm Street' },
];
const SEEDED = { answers: { q1: 'ms green', q2: 'elm street' } };

function expectSession({ session }: Verification): void {
  const { access_token: token, Profile } = session as { access_token: string; Profile: { Uid: string } };
  expect(token).to.match(/^[\da-f-]{36}$/);
  expect(Profile.Uid).to.match(/^[\da-f]{32}$/);
}

async function paths({ sent }: LoginRadiusRoom): Promise<string[]> {
  return (await sent()).map(({ method, path }) => `${method} ${path.replace('/identity/v2/auth', '')}`);
}

describe('LoginRadiusClient: where a sign-in stands', () => {
  it('says that nothing is left to do', async () => {
    const { client, login } = await loginRadiusRoom({}, { mfa: 'optional' });
    const step = await client.secondStep(await login());
    expect(step).to.deep.include({ factors: [], enrollable: [], required: false });
    expectSession(step.verification ?? {});
  });

  it('offers what can be set up where nothing is', async () => {
    const room = await loginRadiusRoom();
    const step = await room.client.secondStep(await room.login());
    expect(step).to.deep.include({
      factors: [],
      enrollable: ['totp', 'sms', 'email', 'security-questions'],
      required: true,
    });
    expect(step).to.not.have.any.keys('challenge', 'verification');
    expect(step.expiresAt).to.be.closeTo(Date.now() + 600_000, 5000);
    expect((await room.sent()).map(({ path }) => path)).to.deep.equal(['/ciam/appinfo']);
  });

  it('offers no more than the ticket has', async () => {
    const { client, login } = await loginRadiusRoom({}, { factors: ['sms'] });
    expect((await client.secondStep(await login())).enrollable).to.deep.equal(['sms']);
  });

  for (const [has, offered] of [
    [['totp'], ['totp']],
    [
      ['email', 'security-questions'],
      ['email', 'security-questions'],
    ],
  ] as const) {
    it(`offers only what the tenant has: ${has.join(', ')}`, async () => {
      const { client, login } = await loginRadiusRoom({}, { factors: has });
      expect((await client.secondStep(await login())).enrollable).to.deep.equal(offered);
    });
  }

  it('lists what is set up, the recovery codes last', async () => {
    const room = await loginRadiusRoom({
      ...SEEDED,
      phone2fa: PHONE,
      emailOtp: true,
      emails: [EMAIL, 'j@work.example'],
    });
    await room.sandbox.authenticator('Phone');
    const { factors, enrollable } = await room.client.secondStep(await room.login());
    expect(factors.map(({ id, kind, destination }) => [id, kind, destination])).to.deep.equal([
      ['totp', 'totp', undefined],
      ['sms', 'sms', '*******0406'],
      ['email', 'email', 'j***@example.com'],
      ['email-2', 'email', 'j***@work.example'],
      ['security-questions', 'security-questions', undefined],
      ['recovery-code', 'recovery-code', undefined],
    ]);
    expect(enrollable).to.deep.equal([]);
  });

  it('takes the inner object, and lets the person go on where the page says so', async () => {
    const { client, login } = await loginRadiusRoom(
      {},
      {},
      { more: { optionalTwoFactorAuthentication: true } },
    );
    const { SecondFactorAuthentication } = await login();
    expect((await client.secondStep(SecondFactorAuthentication)).required).to.equal(false);
  });

  it('takes a failed login for what it is', async () => {
    const { client } = await loginRadiusRoom();
    const error = await failureOf(client.secondStep({ ErrorCode: 1132, Message: 'Locked' }));
    expect(error).to.include({ code: 'proof-required', proof: 'captcha' });
  });

  const nil = '00000000-0000-0000-0000-000000000000';
  for (const login of [
    null,
    'a-ticket',
    7,
    [],
    {},
    { SecondFactorAuthentication: null, access_token: nil },
    { SecondFactorAuthentication: {} },
    { SecondFactorAuthentication: { SecondFactorAuthenticationToken: 7 } },
    { SecondFactorAuthentication: null, Profile: null, access_token: {} },
  ]) {
    it(`makes nothing of ${JSON.stringify(login)}`, async () => {
      const { client } = await loginRadiusRoom();
      expect((await failureOf(client.secondStep(login))).code).to.equal('bad-response');
    });
  }

  it('waits for the password: without an answer there is nothing to go by yet', async () => {
    const { client } = await loginRadiusRoom();
    expect((await failureOf(client.secondStep(undefined))).code).to.equal('misconfigured');
  });
});

describe('LoginRadiusClient: every factor to a session', () => {
  it('checks the text message that the login has sent, and sends no other', async () => {
    const room = await loginRadiusRoom({ phone2fa: PHONE });
    const { client, sandbox } = room;
    const { challenge } = await client.secondStep(await room.login());
    expect(challenge).to.include({ channel: 'sms', destination: '*******0406' });
    const wrong = await failureOf(client.verifyOtp(challenge!, await sandbox.wrongCode()));
    expect(wrong.code).to.equal('invalid-code');
    expectSession(await client.verifyOtp(challenge!, await sandbox.lastCode()));
    expect(await sandbox.outbox()).to.have.length(1);
    expect(await paths(room)).to.deep.equal([
      'PUT /login/2fa/verification/otp',
      'PUT /login/2fa/verification/otp',
    ]);
  });

  it('sends the text message again', async () => {
    const { client, sandbox, login } = await loginRadiusRoom({ phone2fa: PHONE });
    const { challenge } = await client.secondStep(await login());
    const next = await client.resendOtp(challenge!);
    expect(next).to.include({ channel: 'sms', destination: '*******0406' });
    expect(next.id).to.not.equal(challenge!.id);
    expect(await sandbox.outbox()).to.have.length(2);
    expectSession(await client.verifyOtp(next, await sandbox.lastCode()));
  });

  it('calls', async () => {
    const { client, sandbox, login } = await loginRadiusRoom({ phone2fa: PHONE }, {}, { isVoiceOtp: true });
    expect(client.channels).to.deep.equal(['voice', 'email', 'totp']);
    const { factors } = await client.secondStep(await login());
    expect(factors[0]?.kind).to.equal('voice');
    const challenge = await client.requestOtp({ channel: 'voice' });
    const call = (await sandbox.outbox()).at(-1);
    expect(call?.channel).to.equal('voice');
    const code = /(\d ){5}\d/.exec(call?.text ?? '')?.[0].replaceAll(' ', '') ?? '';
    expectSession(await client.verifyOtp(challenge, code));
  });

  it('checks the e-mail that the login has sent, and sends it again to the same address', async () => {
    const { client, sandbox, login } = await loginRadiusRoom({ emailOtp: true });
    const { challenge } = await client.secondStep(await login());
    expect(challenge).to.include({ channel: 'email', destination: 'j***@example.com' });
    expect(await sandbox.outbox()).to.have.length(1);
    const next = await client.resendOtp(challenge!);
    expectSession(await client.verifyOtp(next, await sandbox.lastCode()));
  });

  it('sends an e-mail to the address that was chosen', async () => {
    const emails = [EMAIL, 'second@work.example'];
    const { client, sandbox, login } = await loginRadiusRoom({ emailOtp: true, emails });
    const { factors, challenge } = await client.secondStep(await login());
    expect(challenge).to.equal(undefined);
    const destination = factors[1]?.destination ?? '';
    const sent = await client.requestOtp({ channel: 'email', destination });
    expect((await sandbox.outbox()).map(({ to }) => to)).to.deep.equal(['second@work.example']);
    expectSession(await client.verifyOtp(sent, await sandbox.lastCode()));
  });

  it('sends an e-mail to none that was not offered', async () => {
    const emails = [EMAIL, 'second@work.example'];
    const { client, sandbox, login } = await loginRadiusRoom({ emailOtp: true, emails });
    const { factors } = await client.secondStep(await login());
    for (const deviceName of factors.slice(0, 2).map(({ id }) => id)) {
      await client.requestOtp({ channel: 'email', deviceName });
    }
    const error = await failureOf(client.requestOtp({ channel: 'email', deviceName: 'email-3' }));
    expect(error.code).to.equal('invalid-destination');
    expect((await sandbox.outbox()).map(({ to }) => to)).to.deep.equal(emails);
  });

  it('pairs an authenticator without loading the chart, and uses it', async () => {
    const room = await loginRadiusRoom();
    const { client, sandbox } = room;
    await client.secondStep(await room.login());
    const enrollment = await client.beginTotpEnrollment();
    expect(enrollment.secret).to.match(/^[A-Z2-7]{32}$/);
    expect(enrollment.uri).to.equal(
      `otpauth://totp/Pretend%20Bank:jdoe?secret=${enrollment.secret}&issuer=Pretend%20Bank`,
    );
    expect(await client.beginTotpEnrollment()).to.deep.equal(enrollment);
    expect((await room.sent()).map(({ path }) => path)).to.deep.equal(['/ciam/appinfo']);
    const code = async (): Promise<string> => totpCode(enrollment.secret, await sandbox.now());
    const wrong = String((Number(await code()) + 1) % 1_000_000).padStart(6, '0');
    expect((await failureOf(client.activateTotp(enrollment, wrong))).code).to.equal('invalid-code');
    await client.cancelTotpEnrollment();
    expectSession(await client.activateTotp(enrollment, await code()));

    const { factors } = await client.secondStep(await room.login());
    expect(factors[0]).to.include({ kind: 'totp', active: true });
    expect((await failureOf(client.beginTotpEnrollment())).code).to.equal('already-enrolled');
    const challenge = await client.requestOtp({ channel: 'totp' });
    await sandbox.advance(30_000);
    expectSession(await client.verifyOtp(challenge, await code()));
    const check = 'PUT /login/2fa/verification/authenticatorcode';
    expect(await paths(room)).to.deep.equal(['GET /ciam/appinfo', check, check, check]);
  });

  it('sets up a phone on the way in, and a second number where the first was wrong', async () => {
    const { client, sandbox, login } = await loginRadiusRoom();
    await client.secondStep(await login());
    for (const destination of ['', '12', 'jdoe@example.com']) {
      const error = await failureOf(client.enrollDestination({ channel: 'sms', destination }));
      expect(error.code).to.equal('invalid-destination');
    }
    await client.enrollDestination({ channel: 'sms', destination: '+1 202 555 0199' });
    const challenge = await client.enrollDestination({ channel: 'sms', destination: '+1 (202) 555-0406' });
    expect(challenge.destination).to.equal('*******0406');
    const next = await client.resendOtp(challenge);
    expect(next.destination).to.equal('*******0406');
    expect((await sandbox.outbox()).map(({ to }) => to)).to.deep.equal(['+12025550199', PHONE, PHONE]);
    expectSession(await client.confirmDestination(next, await sandbox.lastCode()));
    expect((await client.secondStep(await login())).challenge?.destination).to.equal('*******0406');
  });

  it('sets up an address on the way in', async () => {
    const { client, sandbox, login } = await loginRadiusRoom();
    await client.secondStep(await login());
    const challenge = await client.enrollDestination({ channel: 'email', destination: EMAIL });
    const next = await client.resendOtp(challenge);
    expectSession(await client.confirmDestination(next, await sandbox.lastCode()));
    expect((await client.secondStep(await login())).factors[0]?.kind).to.equal('email');
  });

  it('sets up and answers security questions', async () => {
    const { client, login } = await loginRadiusRoom();
    await client.secondStep(await login());
    const offer = await client.securityQuestionOffer();
    expect(offer.count).to.equal(2);
    expect(offer.questions.map(({ id }) => id)).to.deep.equal(['q1', 'q2', 'q3']);
    const few = await failureOf(client.setSecurityQuestions(ANSWERS.slice(1)));
    expect(few.code).to.equal('invalid-answer');
    expectSession(await client.setSecurityQuestions(ANSWERS));

    await client.secondStep(await login());
    expect((await client.securityQuestions()).map(({ id }) => id)).to.deep.equal(['q1', 'q2']);
    const wrong = ANSWERS.map((answer) => ({ ...answer, answer: 'No' }));
    expect((await failureOf(client.answerSecurityQuestions(wrong))).code).to.equal('invalid-answer');
    expectSession(await client.answerSecurityQuestions(ANSWERS));
  });
});

describe('LoginRadiusClient: the ticket', () => {
  it('is needed first', async () => {
    const room = await loginRadiusRoom();
    for (const call of [
      room.client.requestOtp({ channel: 'sms' }),
      room.client.requestOtp({ channel: 'totp' }),
      room.client.verifyRecoveryCode('02ea0-de2bd'),
    ]) {
      expect((await failureOf(call)).code).to.equal('misconfigured');
    }
    expect(await room.sent()).to.deep.equal([]);
  });

  it('ends, and the person has to sign in again', async () => {
    const { client, sandbox, login } = await loginRadiusRoom({ phone2fa: PHONE });
    const { challenge } = await client.secondStep(await login());
    const code = await sandbox.lastCode();
    await sandbox.advance(600_000);
    expect((await failureOf(client.verifyOtp(challenge!, code))).code).to.equal('unauthenticated');
    expect((await failureOf(client.resendOtp(challenge!))).code).to.equal('unauthenticated');
  });

  it('is spent by a right code, and sent no more', async () => {
    const room = await loginRadiusRoom({ phone2fa: PHONE });
    const { challenge } = await room.client.secondStep(await room.login());
    await room.client.verifyOtp(challenge!, await room.sandbox.lastCode());
    const before = (await room.sent()).length;
    expect((await failureOf(room.client.requestOtp({ channel: 'sms' }))).code).to.equal('unauthenticated');
    expect(await room.sent()).to.have.length(before);
  });

  it('is in nothing that the client gives away', async () => {
    const { client, sandbox, login } = await loginRadiusRoom({ phone2fa: PHONE });
    const answer = await login();
    const { SecondFactorAuthenticationToken: ticket } = answer.SecondFactorAuthentication as Record<
      string,
      string
    >;
    const step = await client.secondStep(answer);
    const error = await failureOf(client.verifyOtp(step.challenge!, await sandbox.wrongCode()));
    expect(ticket).to.have.length(36);
    for (const shown of [JSON.stringify(step), JSON.stringify(client), String(error), String(error.cause)]) {
      expect(shown).to.not.contain(ticket);
    }
  });

  it('says when a code is too old', async () => {
    const { client, sandbox, login } = await loginRadiusRoom({ phone2fa: PHONE });
    const { challenge } = await client.secondStep(await login());
    const code = await sandbox.lastCode();
    await sandbox.advance(300_000);
    expect((await failureOf(client.verifyOtp(challenge!, code))).code).to.equal('code-expired');
  });

  it('says when too many codes have been asked for', async () => {
    const { client, login } = await loginRadiusRoom({ phone2fa: PHONE }, { resendLimit: 1 });
    const { challenge } = await client.secondStep(await login());
    expect((await failureOf(client.resendOtp(challenge!))).code).to.equal('rate-limited');
  });
});

describe('LoginRadiusClient: a locked account', () => {
  async function locked(
    lockout: LrLockout,
  ): Promise<LoginRadiusRoom & { attempt: (options?: object) => Promise<Verification> }> {
    const room = await loginRadiusRoom({ ...SEEDED, phone2fa: PHONE }, { lockout });
    const { challenge } = await room.client.secondStep(await room.login());
    const right = await room.sandbox.lastCode();
    const wrong = await room.sandbox.wrongCode();
    for (let i = 0; i < 2; i++) await failureOf(room.client.verifyOtp(challenge!, wrong));
    return { ...room, attempt: (options) => room.client.verifyOtp(challenge!, right, options) };
  }

  it('is suspended for a time', async () => {
    const { attempt } = await locked('suspend');
    const error = await failureOf(attempt());
    expect(error.code).to.equal('locked');
    expect(error.retryAt).to.be.closeTo(Date.now() + 15 * 60_000, 5000);
  });

  it('is blocked for good', async () => {
    const { attempt, sandbox, client, login } = await locked('block');
    const error = await failureOf(attempt());
    expect([error.code, error.retryAt]).to.deep.equal(['locked', undefined]);
    await sandbox.advance(24 * 3_600_000);
    expect((await failureOf(client.secondStep(await login()))).code).to.equal('locked');
  });

  it('wants a captcha with the next try', async () => {
    const { attempt } = await locked('captcha');
    for (const proof of [undefined, { captcha: 'guess' }]) {
      const error = await failureOf(attempt({ proof }));
      expect(error).to.include({ code: 'proof-required', proof: 'captcha' });
    }
    expectSession(await attempt({ proof: { captcha: 'sandbox-captcha' } }));
  });

  it('wants an answer with the next try', async () => {
    const { attempt, client } = await locked('security-question');
    const error = await failureOf(attempt());
    expect(error).to.include({ code: 'proof-required', proof: 'security-questions' });
    const [question] = await client.securityQuestions();
    const answer = { questionId: question!.id, answer: 'No' };
    const wrong = await failureOf(attempt({ proof: { answers: [answer] } }));
    expect(wrong.code).to.equal('proof-required');
    expectSession(await attempt({ proof: { answers: [{ ...answer, answer: 'Ms Green' }] } }));
  });
});
