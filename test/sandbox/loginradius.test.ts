import { expect } from 'chai';
import type { LoginRadiusSettings, LrSeed } from '../../src/sandbox/index.js';
import { LR_DEFAULTS } from '../../src/sandbox/loginradius/lr-settings.js';
import { wireCaller, type Caller, type Wire } from './wire-caller.js';

const KEY = 'apikey=sandbox-api-key';
const AUTH = '/identity/v2/auth';
const CREDENTIALS = { username: 'jdoe', password: 'correct horse' };

async function tenant(
  seed: Partial<LrSeed> = {},
  settings: Partial<LoginRadiusSettings> = {},
): Promise<Caller> {
  const users = [{ userName: 'jdoe', password: 'correct horse', emails: ['jdoe@example.com'], ...seed }];
  return wireCaller({ settings: { maxAttempts: 2, loginRadius: { users, ...settings } } });
}

function login({ call }: Caller, body: object = CREDENTIALS): Promise<Wire> {
  return call('POST', `${AUTH}/login/2fa?${KEY}`, body);
}

async function ticketOf(caller: Caller): Promise<string> {
  const { SecondFactorAuthentication } = (await login(caller)).body;
  return (SecondFactorAuthentication as Record<string, string>).SecondFactorAuthenticationToken ?? '';
}

function said({ status, body }: Wire): unknown[] {
  return [status, body.ErrorCode];
}

describe('The sandbox as LoginRadius', () => {
  it('has somebody to sign in without any settings', async () => {
    const caller = await wireCaller();
    expect(LR_DEFAULTS.users[0]).to.include(CREDENTIALS_OF_DEFAULT);
    expect((await login(caller)).body.access_token).to.match(/^[\da-f-]{36}$/);
  });

  it('makes nothing of upper and lower case, in paths, names and keys', async () => {
    const { call, lastCode } = await tenant({ phone2fa: '+12025550406' });
    const path = `/Identity/V2/AUTH/Login/2FA`;
    const begun = await call('POST', `${path}?APIKEY=sandbox-api-key`, {
      UserName: 'JDOE',
      PassWord: 'correct horse',
    });
    const { SecondFactorAuthenticationToken } = begun.body.SecondFactorAuthentication as Record<
      string,
      string
    >;
    const query = `ApiKey=sandbox-api-key&SECONDFACTORAUTHENTICATIONTOKEN=${SecondFactorAuthenticationToken}`;
    const done = await call('PUT', `${path}/Verification/OTP?${query}`, { OTP: lastCode() });
    expect(done.status).to.equal(200);
  });

  it('checks the key', async () => {
    const { call } = await tenant();
    expect(said(await call('POST', `${AUTH}/login/2fa`, CREDENTIALS))).to.deep.equal([400, 920]);
    expect(said(await call('POST', `${AUTH}/login/2fa?apikey=x`, CREDENTIALS))).to.deep.equal([403, 901]);
    expect(said(await call('GET', '/ciam/appinfo'))).to.deep.equal([400, 920]);
  });

  it('fails in the vendor’s shape', async () => {
    const { body, status } = await login(await tenant(), { username: 'jdoe', password: 'wrong' });
    expect(status).to.equal(403);
    expect(body).to.have.all.keys(
      'Description',
      'ErrorCode',
      'Message',
      'IsProviderError',
      'ProviderErrorResponse',
    );
  });

  it('tells nobody whether it was the name or the password', async () => {
    const caller = await tenant();
    const wrong = await login(caller, { username: 'jdoe', password: 'wrong' });
    const unknown = await login(caller, { username: 'nobody', password: 'wrong' });
    expect(said(wrong)).to.deep.equal([403, 966]);
    expect(unknown.body).to.deep.equal(wrong.body);
    expect(said(await login(caller, { password: 'x' }))).to.deep.equal([400, 908]);
  });

  it('counts wrong passwords and wrong codes together', async () => {
    const caller = await tenant({ phone2fa: '+12025550406' });
    const query = `${KEY}&secondfactorauthenticationtoken=${await ticketOf(caller)}`;
    const wrong = { otp: caller.wrongCode() };
    expect(
      said(await caller.call('PUT', `${AUTH}/login/2fa/verification/otp?${query}`, wrong)),
    ).to.deep.equal([403, 1067]);
    const locked = await login(caller, { username: 'jdoe', password: 'wrong' });
    expect(said(locked)).to.deep.equal([403, 1198]);
    expect(locked.headers.get('retry-after')).to.equal('900');
    expect(said(await login(caller))).to.deep.equal([403, 1198]);
    caller.clock.advance(900_000);
    expect((await login(caller)).status).to.equal(200);
  });

  it('locks again after the one attempt that a captcha buys', async () => {
    const caller = await tenant({}, { lockout: 'captcha' });
    const attempt = async (password: string, captcha?: string): Promise<unknown> =>
      (await login(caller, { username: 'jdoe', password, 'g-recaptcha-response': captcha })).body.ErrorCode;
    expect(await attempt('wrong')).to.equal(966);
    expect(await attempt('wrong')).to.equal(1132);
    expect(await attempt('correct horse')).to.equal(1132);
    expect(await attempt('wrong', 'sandbox-captcha')).to.equal(966);
    expect(await attempt('correct horse')).to.equal(1132);
    expect(await attempt('correct horse', 'guess')).to.equal(1132);
    expect(await attempt('correct horse', 'sandbox-captcha')).to.equal(undefined);
  });

  it('takes the access token from the header or the query', async () => {
    const caller = await tenant();
    const token = String((await login(caller)).body.access_token);
    const path = `${AUTH}/account/2fa?${KEY}`;
    const bearer = { authorization: `bearer ${token}` };
    expect((await caller.call('GET', path, undefined, bearer)).status).to.equal(200);
    expect((await caller.call('GET', `${path}&Access_Token=${token}`)).status).to.equal(200);
    expect(said(await caller.call('GET', path))).to.deep.equal([403, 905]);
  });

  it('lets a ticket set up no second way in beside the one that is there', async () => {
    const caller = await tenant({ phone2fa: '+12025550406' });
    const query = `${KEY}&secondfactorauthenticationtoken=${await ticketOf(caller)}`;
    const call = async (method: string, path: string, body: object): Promise<unknown> =>
      (await caller.call(method, `${AUTH}/login/2fa${path}?${query}`, body)).body.ErrorCode;
    expect(await call('PUT', '', { phoneno2fa: '+12025550199' })).to.equal(1258);
    expect(await call('POST', '/otp/email', { emailid: 'jdoe@example.com' })).to.equal(1258);
    expect(await call('PUT', '/verification/authenticatorcode', { authenticatorcode: '123456' })).to.equal(
      1258,
    );
    expect(await call('PUT', '/securityquestionanswer', {})).to.equal(1258);
    expect(await call('POST', '/passkey/finish', {})).to.equal(1327);
    expect(caller.sandbox.outbox).to.have.length(1);
  });

  it('proves a step-up by no factor that the session could have made up', async () => {
    const caller = await tenant();
    const token = String((await login(caller)).body.access_token);
    const call = async (method: string, path: string, body?: object): Promise<unknown> =>
      (
        await caller.call(method, `${AUTH}/account/reauth/2fa${path}?${KEY}&emailid=jdoe@example.com`, body, {
          authorization: `Bearer ${token}`,
        })
      ).body.ErrorCode;
    expect(await call('GET', '/otp/email')).to.equal(1256);
    expect(await call('PUT', '/authenticatorcode', { authenticatorcode: '123456' })).to.equal(1097);
    expect(await call('PUT', '/backupcode', { backupcode: '00000-00000' })).to.equal(1128);
  });

  it('confirms a step-up for nobody else, and not without the secret', async () => {
    const users = ['jdoe', 'jane'].map((userName) => ({
      userName,
      password: 'correct horse',
      emails: [`${userName}@example.com`],
    }));
    const caller = await tenant({}, { users });
    const enter = async (username: string): Promise<{ token: string; uid: string }> => {
      const { access_token, Profile } = (await login(caller, { ...CREDENTIALS, username })).body;
      return { token: String(access_token), uid: (Profile as { Uid: string }).Uid };
    };
    const jdoe = await enter('jdoe');
    const jane = await enter('jane');
    const prove = async (): Promise<unknown> => {
      const path = `${AUTH}/account/reauth/password?${KEY}&access_token=${jdoe.token}`;
      return (await caller.call('PUT', path, { password: 'correct horse' })).body.SecondFactorValidationToken;
    };
    const confirm = async (
      uid: string,
      token: unknown,
      query = '&apisecret=sandbox-api-secret',
      by = 'password',
    ): Promise<Wire> =>
      caller.call('POST', `/identity/v2/manage/account/${uid}/reauth/${by}?${KEY}${query}`, {
        secondfactorvalidationtoken: token,
      });
    expect((await confirm(jane.uid, await prove())).body.ErrorCode).to.equal(1193);
    expect((await confirm('nobody', await prove())).body.ErrorCode).to.equal(908);
    const token = await prove();
    expect(said(await confirm(jdoe.uid, token, ''))).to.deep.equal([400, 922]);
    expect((await confirm(jdoe.uid, token)).body).to.deep.equal({ IsValid: true });
    const noFactor = await confirm(jdoe.uid, await prove(), undefined, '2fa');
    expect(noFactor.body.ErrorCode, 'a password is no second factor').to.equal(1193);
    const late = await prove();
    caller.clock.advance(300_000);
    expect((await confirm(jdoe.uid, late)).body.ErrorCode).to.equal(1193);
  });

  it('forgets everything at a reset', async () => {
    const caller = await tenant();
    const token = String((await login(caller)).body.access_token);
    const codes = `${AUTH}/account/2fa/backupcode?${KEY}&access_token=`;
    expect((await caller.call('GET', codes + token)).status).to.equal(200);
    caller.sandbox.reset();
    expect((await caller.call('GET', codes + token)).body.ErrorCode).to.equal(905);
    const next = String((await login(caller)).body.access_token);
    expect((await caller.call('GET', codes + next)).status).to.equal(200);
  });

  it('throttles where the sandbox does', async () => {
    const users = [{ ...CREDENTIALS_OF_DEFAULT, emails: ['jdoe@example.com'], phone2fa: '+12025550406' }];
    const caller = await wireCaller({ settings: { cooldownMs: 30_000, loginRadius: { users } } });
    await login(caller);
    const again = await login(caller);
    expect(said(again)).to.deep.equal([429, 1179]);
    expect(again.headers.get('retry-after')).to.equal('30');
  });
});

const CREDENTIALS_OF_DEFAULT = { userName: 'jdoe', password: 'correct horse' };
