/** The vendor's own client drives the sandbox: nobody here has invented the contract. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { LoginRadiusSettings, LrSeed } from '../../src/sandbox/index.js';
import { createSdk, sdkCall, type Answer } from '../support/loginradius-sdk.js';
import { createTestSandbox, type TestSandbox } from '../support/sandbox.js';
import { startSandboxServer } from '../support/sandbox-server.js';
import { totpCode } from '../support/totp-code.js';

let server: Awaited<ReturnType<typeof startSandboxServer>>;
before(async () => {
  server = await startSandboxServer();
});
after(() => server.close());

const EMAIL = 'jdoe@example.com';
const PASSWORD = 'correct horse';
const PHONE = '+12025550406';
const NIL = '00000000-0000-0000-0000-000000000000';

interface Room {
  sandbox: TestSandbox;
  mfa: (name: string, ...args: unknown[]) => Promise<Answer>;
  reauth: (name: string, ...args: unknown[]) => Promise<Answer>;
  login: () => Promise<Answer>;
  /** Signs in as far as the ticket. */
  ticket: () => Promise<string>;
  /** The current code of the authenticator with this key. */
  code: (secret: unknown) => Promise<string>;
}

async function room(seed: Partial<LrSeed> = {}, tenant: Partial<LoginRadiusSettings> = {}): Promise<Room> {
  const user = { userName: 'jdoe', password: PASSWORD, emails: [EMAIL], phone: '+12025550100', ...seed };
  const settings = { maxAttempts: 3, loginRadius: { mfa: 'required' as const, users: [user], ...tenant } };
  const sandbox = await createTestSandbox(settings, server.url);
  const sdk = createSdk(sandbox.base);
  const mfa: Room['mfa'] = (name, ...args) => sdkCall(sdk.multiFactorAuthenticationApi, name, ...args);
  const login = (): Promise<Answer> => mfa('mfaLoginByEmail', EMAIL, PASSWORD);
  return {
    sandbox,
    mfa,
    login,
    reauth: (name, ...args) => sdkCall(sdk.reAuthenticationApi, name, ...args),
    ticket: async () => {
      const answer = await login();
      return String(answer.SecondFactorAuthentication?.SecondFactorAuthenticationToken);
    },
    code: async (secret) => totpCode(String(secret), await sandbox.now()),
  };
}

/** What the SDK rejects with is the body of the failure. */
async function errorCode(promise: Promise<unknown>): Promise<number | undefined> {
  try {
    await promise;
  } catch (error) {
    return (error as Answer).ErrorCode;
  }
  assert.fail('It succeeded');
}

async function signedIn(at: Room): Promise<string> {
  const token = await at.ticket();
  const otp = await at.sandbox.lastCode();
  const answer = await at.mfa('mfaValidateOTPByPhone', { otp }, token);
  return String(answer.access_token);
}

const ANSWERS = {
  securityQuestionAnswer: [
    { QuestionId: 'q1', Answer: 'Ms Green' },
    { QuestionId: 'q2', Answer: 'Elm Street' },
  ],
};

void describe('The official SDK on the sandbox: the way in', () => {
  void it('gets a session at once where nothing is required and nothing is set up', async () => {
    const { login } = await room({}, { mfa: 'optional' });
    const answer = await login();
    assert.equal(answer.SecondFactorAuthentication, null);
    assert.match(String(answer.access_token), /^[\da-f-]{36}$/);
    assert.notEqual(answer.access_token, NIL);
  });

  void it('gets a ticket and the nil token where a factor is required', async () => {
    const { login } = await room();
    const answer = await login();
    assert.equal(answer.access_token, NIL);
    assert.equal(answer.expires_in, '0001-01-01T00:00:00');
    const ticket = answer.SecondFactorAuthentication ?? {};
    assert.equal(ticket.IsOTPAuthenticatorVerified, false);
    assert.equal(ticket.OTPStatus, null);
    assert.match(String(ticket.ManualEntryCode), /^[A-Z2-7]{32}$/);
    assert.match(String(ticket.QRCode), /chl=otpauth%3A%2F%2Ftotp/);
    assert.deepEqual(ticket.Email, ['j***@example.com']);
  });

  void it('takes user name and phone as well', async () => {
    const { mfa } = await room();
    for (const [name, value] of [
      ['mfaLoginByUserName', 'JDoe'],
      ['mfaLoginByPhone', '+12025550100'],
    ] as const) {
      assert.ok((await mfa(name, PASSWORD, value)).SecondFactorAuthentication);
    }
    assert.equal(await errorCode(mfa('mfaLoginByUserName', 'wrong', 'jdoe')), 966);
    assert.equal(await errorCode(mfa('mfaLoginByUserName', PASSWORD, 'nobody')), 966);
  });

  void it('sends the text message along with the login, and again', async () => {
    const at = await room({ phone2fa: PHONE });
    const answer = await at.login();
    assert.deepEqual(Object.keys(answer.SecondFactorAuthentication?.OTPStatus ?? {}), ['AccountSid', 'Sid']);
    const first = await at.sandbox.lastCode();
    const token = String(answer.SecondFactorAuthentication?.SecondFactorAuthenticationToken);
    assert.ok((await at.mfa('mfaResendOTP', token, 'tpl')).Sid);
    const sent = await at.sandbox.outbox();
    assert.deepEqual(
      sent.map(({ channel, to }) => [channel, to]),
      [
        ['sms', PHONE],
        ['sms', PHONE],
      ],
    );
    // The first is void now. One in a million is the same.
    if (first !== (await at.sandbox.lastCode()))
      assert.equal(await errorCode(at.mfa('mfaValidateOTPByPhone', { otp: first }, token)), 1067);
    const otp = await at.sandbox.lastCode();
    const done = await at.mfa('mfaValidateOTPByPhone', { otp }, token);
    assert.match(String(done.access_token), /^[\da-f-]{36}$/);
    assert.match(String(done.Profile?.Uid), /^[\da-f]{32}$/);
    // The ticket is spent.
    assert.equal(await errorCode(at.mfa('mfaValidateOTPByPhone', { otp }, token)), 1103);
  });

  void it('calls instead, where voice is asked for', async () => {
    const at = await room({ phone2fa: PHONE });
    await at.mfa('mfaResendOTP', await at.ticket(), null, true);
    assert.equal((await at.sandbox.outbox()).at(-1)?.channel, 'voice');
  });

  void it('sets up a phone on the way in', async () => {
    const at = await room();
    const token = await at.ticket();
    assert.equal(await errorCode(at.mfa('mfaUpdatePhoneNumber', '12', token)), 1096);
    assert.ok((await at.mfa('mfaUpdatePhoneNumber', PHONE, token)).Sid);
    await at.mfa('mfaValidateOTPByPhone', { otp: await at.sandbox.lastCode() }, token);
    const next = (await at.login()).SecondFactorAuthentication ?? {};
    assert.equal(next.IsOTPAuthenticatorVerified, true);
    assert.equal(next.OTPPhoneNo, '*******0406');
    // Who only has the password may not lead the codes elsewhere.
    const other = String(next.SecondFactorAuthenticationToken);
    assert.equal(await errorCode(at.mfa('mfaUpdatePhoneNumber', '+12025550199', other)), 1258);
  });

  void it('sets up an authenticator on the way in, with the same key until then', async () => {
    const at = await room();
    const first = (await at.login()).SecondFactorAuthentication ?? {};
    const again = (await at.login()).SecondFactorAuthentication ?? {};
    assert.equal(first.ManualEntryCode, again.ManualEntryCode);
    const token = again.SecondFactorAuthenticationToken;
    const authenticatorCode = await at.code(again.ManualEntryCode);
    assert.ok((await at.mfa('mfaValidateAuthenticatorCode', { authenticatorCode }, token)).access_token);
    const next = (await at.login()).SecondFactorAuthentication ?? {};
    assert.deepEqual([next.QRCode, next.ManualEntryCode], [null, null]);
    assert.equal(next.IsAuthenticatorVerified, true);
    const ticket = next.SecondFactorAuthenticationToken;
    // The code has been spent.
    assert.equal(
      await errorCode(at.mfa('mfaValidateAuthenticatorCode', { authenticatorCode }, ticket)),
      1102,
    );
    await at.sandbox.advance(30_000);
    const fresh = { authenticatorCode: await at.code(again.ManualEntryCode) };
    assert.ok((await at.mfa('mfaValidateAuthenticatorCode', fresh, ticket)).access_token);
  });

  void it('sends e-mail codes, by itself where there is nothing to choose', async () => {
    const at = await room();
    const token = await at.ticket();
    assert.equal(await errorCode(at.mfa('mfaEmailOTP', { EmailId: 'eve@example.com' }, token)), 1117);
    assert.equal((await at.mfa('mfaEmailOTP', { EmailId: EMAIL }, token)).IsPosted, true);
    const Otp = await at.sandbox.lastCode();
    const wrong = { EmailId: EMAIL, Otp: await at.sandbox.wrongCode() };
    assert.equal(await errorCode(at.mfa('mfaValidateEmailOtp', wrong, token)), 1188);
    const done = await at.mfa('mfaValidateEmailOtp', { EmailId: EMAIL, Otp }, token);
    assert.ok((done.Data as { access_token?: string }[])[1]?.access_token);
    const next = (await at.login()).SecondFactorAuthentication ?? {};
    assert.deepEqual(next.EmailOTPStatus, { Email: 'j***@example.com' });
    assert.equal((await at.sandbox.outbox()).length, 2);
  });

  void it('sets up and asks security questions', async () => {
    const at = await room();
    const token = await at.ticket();
    const few = { securityQuestionAnswer: ANSWERS.securityQuestionAnswer.slice(1) };
    assert.equal(await errorCode(at.mfa('mfaSecurityQuestionAnswer', few, token)), 1192);
    assert.ok((await at.mfa('mfaSecurityQuestionAnswer', ANSWERS, token)).access_token);
    const next = (await at.login()).SecondFactorAuthentication ?? {};
    assert.equal((next.SecurityQuestions as unknown[]).length, 2);
    const ticket = next.SecondFactorAuthenticationToken;
    const wrong = {
      securityQuestionAnswer: ANSWERS.securityQuestionAnswer.map((a) => ({ ...a, Answer: 'x' })),
    };
    assert.equal(await errorCode(at.mfa('mfaSecurityQuestionAnswerVerification', wrong, ticket)), 1094);
    assert.ok((await at.mfa('mfaSecurityQuestionAnswerVerification', ANSWERS, ticket)).access_token);
  });

  void it('ends a ticket', async () => {
    const at = await room({ phone2fa: PHONE });
    const token = await at.ticket();
    await at.sandbox.advance(600_000);
    assert.equal(await errorCode(at.mfa('mfaResendOTP', token)), 1104);
    assert.equal(await errorCode(at.mfa('mfaResendOTP', 'made up')), 1103);
  });

  void it('says when a code is too old', async () => {
    const at = await room({ phone2fa: PHONE });
    const token = await at.ticket();
    const otp = await at.sandbox.lastCode();
    await at.sandbox.advance(300_000);
    assert.equal(await errorCode(at.mfa('mfaValidateOTPByPhone', { otp }, token)), 1070);
  });

  void it('limits the messages', async () => {
    const at = await room({ phone2fa: PHONE }, { resendLimit: 2 });
    const token = await at.ticket();
    await at.mfa('mfaResendOTP', token);
    assert.equal(await errorCode(at.mfa('mfaResendOTP', token)), 1179);
    assert.equal((await at.sandbox.outbox()).length, 2);
  });

  void it('locks an account after too many wrong codes', async () => {
    const at = await room({ phone2fa: PHONE });
    const token = await at.ticket();
    const otp = await at.sandbox.wrongCode();
    const codes = [];
    for (let i = 0; i < 4; i++) codes.push(await errorCode(at.mfa('mfaValidateOTPByPhone', { otp }, token)));
    assert.deepEqual(codes, [1067, 1067, 1198, 1198]);
    const right = { otp: await at.sandbox.lastCode() };
    assert.equal(await errorCode(at.mfa('mfaValidateOTPByPhone', right, token)), 1198);
    await at.sandbox.advance(15 * 60_000);
    assert.ok(await signedIn(at));
  });
});

void describe('The official SDK on the sandbox: settings', () => {
  void it('reads them', async () => {
    const at = await room({ phone2fa: PHONE });
    const answer = await at.mfa('mfaConfigureByAccessToken', await signedIn(at));
    assert.deepEqual(answer.Email, [EMAIL]);
    assert.equal(answer.IsOTPAuthenticatorVerified, true);
    assert.match(String(answer.ManualEntryCode), /^[A-Z2-7]{32}$/);
  });

  void it('changes the phone once the new one is confirmed', async () => {
    const at = await room({ phone2fa: PHONE });
    const token = await signedIn(at);
    assert.equal(await errorCode(at.mfa('mfaUpdatePhoneNumberByToken', token, PHONE)), 1106);
    assert.ok((await at.mfa('mfaUpdatePhoneNumberByToken', token, '+12025550199')).Sid);
    assert.equal((await at.sandbox.outbox()).at(-1)?.to, '+12025550199');
    assert.equal((await at.mfa('mfaConfigureByAccessToken', token)).OTPPhoneNo, '*******0406');
    assert.ok((await at.mfa('mfaUpdateSetting', token, { otp: await at.sandbox.lastCode() })).Uid);
    assert.equal((await at.mfa('mfaConfigureByAccessToken', token)).OTPPhoneNo, '*******0199');
  });

  void it('adds the other factors, and removes all but the last', async () => {
    const at = await room({ phone2fa: PHONE });
    const token = await signedIn(at);
    const { ManualEntryCode } = await at.mfa('mfaConfigureByAccessToken', token);
    const authenticatorCode = await at.code(ManualEntryCode);
    await at.mfa('mfaVerifyAuthenticatorCode', token, { authenticatorCode });
    assert.equal((await at.mfa('mfaEmailOtpByAccessToken', token, EMAIL)).IsPosted, true);
    const Otp = await at.sandbox.lastCode();
    await at.mfa('mfaValidateEmailOtpByAccessToken', token, { EmailId: EMAIL, Otp });
    const answers = { ...ANSWERS, ReplaceSecurityQuestionAnswer: true };
    assert.equal((await at.mfa('mfaSecurityQuestionAnswerByAccessToken', token, answers)).IsPosted, true);
    const flags = async (): Promise<unknown[]> => {
      const state = await at.mfa('mfaConfigureByAccessToken', token);
      return Object.entries(state).filter(([name, value]) => /^Is(?!Google)/.test(name) && value === true);
    };
    assert.equal((await flags()).length, 4);
    assert.equal((await at.mfa('mfaResetAuthenticatorByToken', token, true)).IsDeleted, true);
    assert.equal((await at.mfa('mfaResetSMSAuthByToken', token, true)).IsDeleted, true);
    assert.equal((await at.mfa('mfaResetEmailOtpAuthenticatorByAccessToken', token)).IsDeleted, true);
    const last = at.mfa('mfaResetSecurityQuestionAuthenticatorByAccessToken', token);
    assert.equal(await errorCode(last), 1121);
    assert.equal((await flags()).length, 1);
  });

  void it('shows backup codes once, and takes each once', async () => {
    const at = await room({ phone2fa: PHONE });
    const token = await signedIn(at);
    const first = (await at.mfa('mfaBackupCodeByAccessToken', token)).BackUpCodes ?? [];
    assert.equal(first.length, 10);
    for (const code of first) assert.match(code, /^[\da-f]{5}-[\da-f]{5}$/);
    assert.equal(await errorCode(at.mfa('mfaBackupCodeByAccessToken', token)), 1127);
    const backupCode = first[0];
    assert.ok((await at.mfa('mfaValidateBackupCode', { backupCode }, await at.ticket())).access_token);
    assert.equal(await errorCode(at.mfa('mfaValidateBackupCode', { backupCode }, await at.ticket())), 1128);
    const next = (await at.mfa('mfaResetBackupCodeByAccessToken', token)).BackUpCodes ?? [];
    const old = { backupCode: first[1] };
    assert.equal(await errorCode(at.mfa('mfaValidateBackupCode', old, await at.ticket())), 1128);
    const fresh = { backupCode: next[1] };
    assert.ok((await at.mfa('mfaValidateBackupCode', fresh, await at.ticket())).access_token);
  });

  void it('wants a session', async () => {
    const at = await room({ phone2fa: PHONE });
    const token = await signedIn(at);
    assert.equal(await errorCode(at.mfa('mfaConfigureByAccessToken', NIL)), 905);
    await at.sandbox.advance(7_199_000);
    assert.equal(await errorCode(at.mfa('mfaConfigureByAccessToken', token)), 906);
  });

  void it('lets a server with the secret help somebody out', async () => {
    const at = await room({ phone2fa: PHONE });
    const token = await at.ticket();
    const answer = await at.mfa('mfaValidateOTPByPhone', { otp: await at.sandbox.lastCode() }, token);
    const uid = answer.Profile?.Uid;
    assert.equal((await at.mfa('mfaBackupCodeByUid', uid)).BackUpCodes?.length, 10);
    assert.equal(await errorCode(at.mfa('mfaBackupCodeByUid', uid)), 1127);
    assert.equal((await at.mfa('mfaResetBackupCodeByUid', uid)).BackUpCodes?.length, 10);
    for (const name of ['mfaResetEmailOtpAuthenticatorByUid', 'mfaResetSecurityQuestionAuthenticatorByUid'])
      assert.equal((await at.mfa(name, uid)).IsDeleted, true);
    for (const name of ['mfaResetAuthenticatorByUid', 'mfaResetSMSAuthenticatorByUid'])
      assert.equal((await at.mfa(name, true, uid)).IsDeleted, true);
    assert.equal((await at.login()).SecondFactorAuthentication?.IsOTPAuthenticatorVerified, false);
    const wrong = createSdk(at.sandbox.base, { apiKey: 'sandbox-api-key', apiSecret: 'guess' });
    const guess = sdkCall(wrong.multiFactorAuthenticationApi, 'mfaResetBackupCodeByUid', uid);
    assert.equal(await errorCode(guess), 922);
    const stranger = createSdk(at.sandbox.base, { apiKey: 'other', apiSecret: 'guess' });
    const call = sdkCall(stranger.multiFactorAuthenticationApi, 'mfaLoginByEmail', EMAIL, PASSWORD);
    assert.equal(await errorCode(call), 901);
  });

  void it('knows the configuration of the tenant', async () => {
    const at = await room({}, { factors: ['totp'] });
    const sdk = createSdk(at.sandbox.base);
    const { TwoFactorAuthentication: found } = await sdkCall(sdk.configurationApi, 'getConfigurations');
    const { IsRequired, IsAuthenticator, IsSmsOTPAuthenticator } = found as Record<string, unknown>;
    assert.deepEqual([IsRequired, IsAuthenticator, IsSmsOTPAuthenticator], [true, true, false]);
    const token = await at.ticket();
    assert.equal(await errorCode(at.mfa('mfaUpdatePhoneNumber', PHONE, token)), 1098);
  });
});

void describe('The official SDK on the sandbox: step-up', () => {
  void it('proves a factor again, and the server confirms it once', async () => {
    const at = await room({ phone2fa: PHONE, emailOtp: true, answers: { q1: 'Ms Green', q2: 'Elm Street' } });
    const ticket = await at.ticket();
    const session = await at.mfa('mfaValidateOTPByPhone', { otp: await at.sandbox.lastCode() }, ticket);
    const token = session.access_token;
    const uid = session.Profile?.Uid;
    const { BackUpCodes = [] } = await at.mfa('mfaBackupCodeByAccessToken', token);
    const { ManualEntryCode } = await at.mfa('mfaConfigureByAccessToken', token);
    await at.mfa('mfaVerifyAuthenticatorCode', token, { authenticatorCode: await at.code(ManualEntryCode) });
    await at.sandbox.advance(30_000);

    const started = await at.reauth('mfaReAuthenticate', token);
    assert.ok(started.OTPStatus);
    const wrong = { otp: await at.sandbox.wrongCode() };
    assert.equal(await errorCode(at.reauth('mfaReAuthenticateByOTP', token, wrong)), 1067);
    const proofs = [await at.reauth('mfaReAuthenticateByOTP', token, { otp: await at.sandbox.lastCode() })];
    const authenticatorCode = await at.code(ManualEntryCode);
    proofs.push(await at.reauth('mfaReAuthenticateByAuthenticatorCode', token, { authenticatorCode }));
    proofs.push(await at.reauth('mfaReAuthenticateByBackupCode', token, { backupCode: BackUpCodes[3] }));
    await at.reauth('reAuthSendEmailOtp', token, EMAIL);
    const Otp = await at.sandbox.lastCode();
    proofs.push(await at.reauth('reAuthValidateEmailOtp', token, { EmailId: EMAIL, Otp }));
    proofs.push(await at.reauth('reAuthBySecurityQuestion', token, ANSWERS));
    const byPassword = await at.reauth('mfaReAuthenticateByPassword', token, { password: PASSWORD });
    const { SecondFactorValidationToken: passwordToken } = byPassword;
    const word = { secondFactorValidationToken: passwordToken };
    assert.equal((await at.reauth('verifyMultiFactorPasswordReauthentication', word, uid)).IsValid, true);

    for (const { SecondFactorValidationToken: secondFactorValidationToken } of proofs) {
      const model = { secondFactorValidationToken };
      const confirm = (): Promise<Answer> => at.reauth('verifyMultiFactorOtpReauthentication', model, uid);
      assert.equal((await confirm()).IsValid, true);
      assert.equal(await errorCode(confirm()), 1193);
    }
    // The session goes on.
    assert.ok(await at.mfa('mfaConfigureByAccessToken', token));
  });
});
