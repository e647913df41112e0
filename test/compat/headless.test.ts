import { expect } from 'chai';
import type { HeadlessCall } from '../../src/compat/index.js';
import { EMAIL, PASSWORD, PHONE } from '../support/loginradius-room.js';
import { clearPage, until } from '../support/page.js';
import { totpCode } from '../support/totp-code.js';
import { accountRoom, compatRoom, outboxOf, type CompatRoom, type Fields } from './room.js';

const NEW_PHONE = '+12025550199';

afterEach(clearPage);

type CallbacksOf<Call> = Call extends (data: never, ...callbacks: infer Rest) => void ? Rest : never;

/** What a call gives: a success, or the errors. */
function call<Data>(
  run: (data: Data, ...callbacks: CallbacksOf<HeadlessCall<Data>>) => void,
  data: Data,
): Promise<{ ok?: Fields; errors?: readonly Fields[] }> {
  return new Promise((resolve) =>
    run(
      data,
      (ok) => resolve({ ok: ok as Fields }),
      (errors) => resolve({ errors }),
    ),
  );
}

const credentials = { emailid: EMAIL, password: PASSWORD };

describe('a sign-in without a form', () => {
  it('gives the answer of the first factor, and a session for the code', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const { api, sessionData } = room.lr;
    const { ok } = await call(api.twoFALogin, credentials);
    expect(ok!.SecondFactorAuthentication).to.have.property('SecondFactorAuthenticationToken');
    expect(sessionData.getToken()).to.equal(null);

    const wrong = await call(api.twoFAVerifyOTP, { otp: await room.sandbox.wrongCode() });
    expect(wrong.errors).to.have.length(1);
    expect(wrong.errors![0]).to.include({ ErrorCode: 1067 });
    const right = await call(api.twoFAVerifyOTP, { otp: await room.sandbox.lastCode() });
    expect(right.ok).to.include.keys('access_token', 'expires_in', 'Profile');
    expect(sessionData.getToken()).to.equal(right.ok!.access_token);
  });

  it('is over at once where nothing is set up or required', async () => {
    const room = await compatRoom({ tenant: { mfa: 'optional' } });
    const { ok } = await call(room.lr.api.twoFALogin, { username: 'jdoe', password: PASSWORD });
    expect(ok).to.include.keys('access_token', 'Profile');
    expect(room.lr.sessionData.getToken()).to.equal(ok!.access_token);
  });

  it('sets a number up on the way in, and sends another code', async () => {
    const room = await compatRoom();
    const { api } = room.lr;
    await call(api.twoFALogin, credentials);
    const sent = await call(api.twoFAUpdatePhone, { phoneNo2FA: NEW_PHONE });
    expect(sent.ok).to.have.keys('AccountSid', 'Sid');
    await room.sandbox.advance(60_000);
    const { heard } = room;
    api.twoFAResendOTP({ phoneNo2FA: NEW_PHONE }, heard.onSuccess, heard.onError);
    await outboxOf(room, 2);
    // The original does not tell of it either, at a sign-in.
    expect([heard.successes, heard.failures]).to.deep.equal([[], []]);
    expect((await call(api.twoFAVerifyOTP, { otp: await room.sandbox.lastCode() })).ok).to.include.keys(
      'access_token',
    );
  });

  it('gives the vendor’s error for a wrong password, and takes what a locked account wants to see', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE }, tenant: { lockout: 'captcha' } });
    const { api } = room.lr;
    const wrong = { emailid: EMAIL, password: 'wrong' };
    expect((await call(api.twoFALogin, wrong)).errors![0]).to.include({ ErrorCode: 966 });
    await call(api.twoFALogin, wrong);
    expect((await call(api.twoFALogin, credentials)).errors![0]).to.include({ ErrorCode: 1132 });
    const solved = { ...credentials, 'g-recaptcha-response': 'sandbox-captcha' };
    expect((await call(api.twoFALogin, solved)).ok).to.have.property('SecondFactorAuthentication');
  });

  it('with the first factor alone', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const { heard, lr } = room;
    lr.api.login(credentials, heard.onSuccess, heard.onError);
    await until(() => heard.successes.length === 1);
    expect(heard.successes[0]).to.include.keys('access_token', 'Profile');
    expect(heard.formData[0]).to.deep.equal({ email: EMAIL });
    expect(lr.sessionData.getToken()).to.equal(heard.successes[0]!.access_token);
    expect((await room.sandbox.requests()).at(-1)!.path).to.equal('/identity/v2/auth/login');
  });

  it('has the page show what comes next', async () => {
    const shown: string[] = [];
    const steps = ['phone', 'code', 'resend'].map((name) => (): void => void shown.push(name));
    const sms = await compatRoom({ seed: { phone2fa: PHONE } });
    sms.lr.api.twoFALogin(credentials, sms.heard.onSuccess, sms.heard.onError, ...steps);
    await until(() => shown.length === 2);
    expect(shown.splice(0)).to.deep.equal(['code', 'resend']);
    expect(sms.heard.formData[0]).to.equal(`email=${encodeURIComponent(EMAIL)}`);
    const fresh = await compatRoom({ tenant: { factors: ['sms'] } });
    fresh.lr.api.twoFALogin(credentials, fresh.heard.onSuccess, fresh.heard.onError, ...steps);
    await until(() => shown.length === 1);
    expect(shown).to.deep.equal(['phone']);
  });

  it('takes the code of an e-mail, and of an app', async () => {
    const mail = await compatRoom({ seed: { emailOtp: true } });
    const { ok: pending } = await call(mail.lr.api.twoFALogin, credentials);
    const { Email } = (pending!.SecondFactorAuthentication as { EmailOTPStatus: { Email: string } })
      .EmailOTPStatus;
    const otp = await mail.sandbox.lastCode();
    const right = await call(mail.lr.api.twoFAVerifyOTP, { otp, mfaEmailToken: true, email: Email });
    expect(right.ok).to.have.property('access_token');
    const app = await compatRoom({ tenant: { factors: ['totp'] } });
    const { ok: login } = await call(app.lr.api.twoFALogin, credentials);
    const { ManualEntryCode } = login!.SecondFactorAuthentication as { ManualEntryCode: string };
    const AuthenticatorCode = await totpCode(ManualEntryCode, await app.sandbox.now());
    expect((await call(app.lr.api.twoFAVerifyOTP, { AuthenticatorCode })).ok).to.have.property(
      'access_token',
    );
  });

  it('says what comes first', async () => {
    const room = await compatRoom();
    const { errors } = await call(room.lr.api.twoFAVerifyOTP, { otp: '123456' });
    expect(errors![0]).to.have.property('ErrorCode', 'misconfigured');
    expect(await room.sandbox.requests()).to.deep.equal([]);
  });

  it('begins anew with init, with options of its own', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const { api } = room.lr;
    await call(api.twoFALogin, credentials);
    api.init({ smsTemplate2FA: 'mine' });
    const otp = await room.sandbox.lastCode();
    expect((await call(api.twoFAVerifyOTP, { otp })).errors).to.have.length(1);
    await call(api.twoFALogin, credentials);
    expect((await room.sandbox.requests()).at(-1)!.query).to.include({ smsTemplate2FA: 'mine' });
  });
});

describe('the account without a form', () => {
  async function phone(room: CompatRoom): Promise<string | null> {
    const settings = await fetch(`${room.sandbox.base}/identity/v2/auth/account/2fa?apikey=sandbox-api-key`, {
      headers: { authorization: `Bearer ${room.lr.sessionData.getToken()!}` },
    });
    return ((await settings.json()) as { OTPPhoneNo: string | null }).OTPPhoneNo;
  }

  it('changes the number, which counts when the code was right', async () => {
    const room = await accountRoom();
    const { api } = room.lr;
    expect((await call(api.twoFAResendOTP, { phoneNo2FA: NEW_PHONE })).ok).to.have.keys('AccountSid', 'Sid');
    expect(await phone(room)).to.match(/0406$/);
    const { ok } = await call(api.twoFAVerifyOTP, { otp: await room.sandbox.lastCode() });
    expect(ok).to.have.property('Uid');
    expect(ok).not.to.have.property('Password');
    expect(await phone(room)).to.match(/0199$/);
  });

  it('refuses what is no number before anything is sent', async () => {
    const room = await accountRoom();
    const before = (await room.sandbox.requests()).length;
    const { errors } = await call(room.lr.api.twoFAUpdatePhone, { phoneNo2FA: 'none' });
    expect(errors![0]).to.have.property('ErrorCode', 'invalid-destination');
    expect(await room.sandbox.requests()).to.have.length(before);
  });

  it('removes a factor', async () => {
    const room = await accountRoom({ tenant: { mfa: 'optional' } });
    const { api } = room.lr;
    const paths: [string, string, string][] = [
      ['otpauthenticator', '', '{"otpauthenticator":true}'],
      ['authenticator', '', '{"authenticator":true}'],
      ['googleauthenticator', '', '{"authenticator":true}'],
      ['emailotpauthenticator', '/otp/email', ''],
      ['sqauthenticator', '/securityquestionanswer', ''],
      ['pushnotificationauthenticator', '/push', ''],
    ];
    for (const [name, path, body] of paths) {
      expect((await call(api.resetTwoFactor, name)).ok, name).to.deep.equal({ IsDeleted: true });
      const sent = (await room.sandbox.requests()).at(-1)!;
      expect(sent.method, name).to.equal('DELETE');
      expect(sent.path, name).to.equal(`/identity/v2/auth/account/2fa/authenticator${path}`);
      expect(sent.body, name).to.equal(body);
    }
    expect(await phone(room)).to.equal(null);
    expect((await call(api.resetTwoFactor, 'everything')).errors![0]).to.include({
      ErrorCode: 'misconfigured',
    });
  });

  it('gets the backup codes once, and makes new ones, each with one request', async () => {
    const room = await accountRoom({ options: { accessToken: 'another' } });
    const token = (await signedIn(room)).access_token as string;
    const { api } = room.lr;
    expect((await call(api.getBackupCode, token)).ok!.BackUpCodes).to.have.length(10);
    expect((await call(api.getBackupCode, token)).errors![0]).to.include({ ErrorCode: 1127 });
    expect((await call(api.resetBackupCode, token)).ok!.BackUpCodes).to.have.length(10);
    const asked = (await room.sandbox.requests()).filter(({ path }) => path.includes('backupcode'));
    expect(asked).to.have.length(3);
    for (const { headers, query } of asked) {
      expect(headers.authorization).to.equal(`Bearer ${token}`);
      expect(JSON.stringify(query)).not.to.contain(token);
    }
  });

  it('hands the name on of what was removed', async () => {
    const room = await accountRoom({ tenant: { mfa: 'optional' } });
    room.lr.api.resetTwoFactor('otpauthenticator', room.heard.onSuccess);
    await until(() => room.heard.formData[0] === 'otpauthenticator');
  });

  it('sets an app up by the code alone, by its newer and its older name', async () => {
    for (const name of ['AuthenticatorCode', 'googleAuthenticatorCode']) {
      const room = await accountRoom();
      const code = await totpCode(await appKey(room), await room.sandbox.now());
      const { ok } = await call(room.lr.api.twoFAVerifyOTP, { [name]: code });
      expect(ok).to.have.property('Uid');
    }
  });

  it('changes the phone that one signs in with, and sends another code', async () => {
    const room = await accountRoom({ options: { smsTemplateUpdatePhone: 'update' } });
    const { api } = room.lr;
    const shown: string[] = [];
    const sent = await new Promise<unknown>((resolve) => {
      const showCode = (): void => void shown.push('code');
      const showResend = (): void => {
        shown.push('resend');
        resolve(room.heard.successes[0]);
      };
      const { onSuccess, onError } = room.heard;
      api.updatePhone({ phone: NEW_PHONE }, onSuccess, onError, showCode, showResend);
    });
    expect(sent).to.have.nested.property('Data.Sid');
    expect(shown).to.deep.equal(['code', 'resend']);
    await room.sandbox.advance(60_000);
    expect((await call(api.resendOTP, { phone: NEW_PHONE })).ok).to.have.nested.property('Data.Sid');
    const again = (await room.sandbox.requests()).at(-1)!;
    expect([again.method, again.path, again.query.smsTemplate]).to.deep.equal([
      'POST',
      '/identity/v2/auth/phone/otp',
      'update',
    ]);
    const otp = await room.sandbox.lastCode();
    const { ok } = await call<unknown>(
      (_, ...callbacks) => api.verifyOTP({ otp }, { phone: NEW_PHONE }, ...callbacks),
      undefined,
    );
    expect(ok).to.deep.equal({ IsPosted: true });
    expect((await call(api.updatePhone, { phone: NEW_PHONE })).errors![0]).to.include({ ErrorCode: 1106 });
  });

  it('sets the questions of the account', async () => {
    const room = await accountRoom();
    const { ok } = await call(room.lr.api.updateSecurityQuestion, { q1: 'one', q2: 'two' });
    expect(ok).to.have.property('IsPosted', true);
    expect((await room.sandbox.requests()).at(-1)).to.include({
      method: 'PUT',
      path: '/identity/v2/auth/account',
      body: '{"SecurityQuestionAnswer":{"q1":"one","q2":"two"}}',
    });
  });

  it('checks a token and ends a session, with the token in the header alone', async () => {
    const room = await accountRoom({ options: { accessToken: 'another' } });
    const token = (await signedIn(room)).access_token as string;
    const { api, sessionData } = room.lr;
    expect((await call(api.validateToken, token)).ok).to.include({ access_token: token });
    expect((await call(api.validateToken, 'none')).errors![0]).to.include({ ErrorCode: 905 });
    expect((await call(api.invalidateToken, undefined)).errors![0]).to.include({ ErrorCode: 905 });
    expect((await call(api.invalidateToken, token)).ok).to.deep.equal({ IsPosted: true });
    expect((await call(api.validateToken, token)).errors![0]).to.include({ ErrorCode: 905 });
    expect(sessionData.getToken()).to.equal('another');
    for (const { path, query } of await room.sandbox.requests())
      if (path.includes('access_token')) expect(JSON.stringify(query)).not.to.contain(token);
  });

  it('says that Duo is not there', async () => {
    const { api } = (await accountRoom()).lr;
    const absent = api as unknown as Record<string, HeadlessCall<unknown>>;
    for (const name of ['duoVerify', 'duoVerifyByAccessToken'])
      expect((await call(absent[name]!, {})).errors![0]!.Message).to.contain('Duo has no counterpart here');
  });

  it('does without callbacks', async () => {
    const room = await accountRoom();
    const before = (await room.sandbox.outbox()).length;
    room.lr.api.twoFAUpdatePhone({ phoneNo2FA: NEW_PHONE });
    await outboxOf(room, before + 1);
  });
});

/** The key of the app that waits for its first code. */
async function appKey(room: CompatRoom): Promise<string> {
  const url = `${room.sandbox.base}/identity/v2/auth/account/2fa?apikey=sandbox-api-key`;
  const headers = { authorization: `Bearer ${room.lr.sessionData.getToken()!}` };
  const settings = (await (await fetch(url, { headers })).json()) as { ManualEntryCode: string };
  return settings.ManualEntryCode;
}

async function signedIn(room: CompatRoom): Promise<Fields> {
  const { ok: login } = await call(room.lr.api.twoFALogin, credentials);
  expect(login).to.have.property('SecondFactorAuthentication');
  return (await call(room.lr.api.twoFAVerifyOTP, { otp: await room.sandbox.lastCode() })).ok!;
}
