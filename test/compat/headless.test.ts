import { expect } from 'chai';
import type { HeadlessCall } from '../../src/compat/index.js';
import { EMAIL, PASSWORD, PHONE } from '../support/loginradius-room.js';
import { clearPage } from '../support/page.js';
import { accountRoom, compatRoom, type CompatRoom, type Fields } from './room.js';

const NEW_PHONE = '+12025550199';

afterEach(clearPage);

/** What a call gives: a success, or the errors. */
function call<Data>(
  run: HeadlessCall<Data>,
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
    expect((await call(api.twoFAResendOTP, { phoneNo2FA: NEW_PHONE })).ok).to.have.keys('AccountSid', 'Sid');
    expect(await room.sandbox.outbox()).to.have.length(2);
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
    expect((await call(api.resetTwoFactor, 'otpauthenticator')).ok).to.deep.equal({ IsDeleted: true });
    expect(await phone(room)).to.equal(null);
    expect((await call(api.resetTwoFactor, 'googleauthenticator')).ok).to.deep.equal({ IsDeleted: true });
    const bodies = (await room.sandbox.requests()).slice(-3).map(({ body }) => body);
    expect(bodies).to.include('{"otpauthenticator":true}').and.to.include('{"authenticator":true}');
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
    while ((await room.sandbox.outbox()).length === before) await new Promise(requestAnimationFrame);
  });
});

async function signedIn(room: CompatRoom): Promise<Fields> {
  const { ok: login } = await call(room.lr.api.twoFALogin, credentials);
  expect(login).to.have.property('SecondFactorAuthentication');
  return (await call(room.lr.api.twoFAVerifyOTP, { otp: await room.sandbox.lastCode() })).ok!;
}
