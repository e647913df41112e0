import { expect } from 'chai';
import createLoginRadiusClient, { LoginRadiusClient } from '../../../src/backends/loginradius/index.js';
import { findBackend } from '../../../src/core/backend-registry.js';
import { systemClock, type Clock } from '../../../src/core/clock.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';
import { FAULT_KINDS, type FaultKind } from '../../../src/sandbox/index.js';
import '../../../src/define/backends.js';
import { failureOf } from '../../support/failure-of.js';
import { loginRadiusRoom, PHONE, signedInRoom } from '../../support/loginradius-room.js';

/** A client whose every call gets this answer, and the requests that it made. */
function answered(
  body: unknown,
  status = 200,
  more: Readonly<Record<string, unknown>> = {},
): { client: LoginRadiusClient; requests: Request[] } {
  const requests: Request[] = [];
  const client = new LoginRadiusClient({
    endpoint: '',
    apiKey: 'key',
    accessToken: 'token',
    more,
    fetch: (input, init) => {
      requests.push(new Request(input, init));
      return Promise.resolve(Response.json(body, { status }));
    },
  });
  return { client, requests };
}

const LOGIN = {
  SecondFactorAuthentication: {
    SecondFactorAuthenticationToken: 'ticket',
    IsOTPAuthenticatorVerified: true,
    OTPPhoneNo: '*******0406',
    OTPStatus: { Sid: 's' },
  },
};

describe('LoginRadiusClient: the rules of the road', () => {
  it('is what the name on a tag makes', async () => {
    const make = await findBackend('loginradius')!();
    expect(make({ endpoint: '' })).to.be.instanceOf(LoginRadiusClient);
    expect(createLoginRadiusClient({ endpoint: '' })).to.include({
      takesDestination: false,
      namesDevices: false,
    });
  });

  it('calls the vendor unless it is told otherwise', async () => {
    const { client, requests } = answered({ IsDeleted: true });
    await client.removeFactor({ id: 'totp', kind: 'totp', active: true });
    expect(requests[0]?.url).to.equal(
      'https://api.loginradius.com/identity/v2/auth/account/2fa/authenticator?apiKey=key',
    );
    expect(requests[0]?.headers.get('authorization')).to.equal('Bearer token');
    expect(await requests[0]?.text()).to.equal('{"authenticator":true}');
  });

  it('offers no authenticators and no questions where the page turns them off', async () => {
    const options = { more: { qrCodeAuthentication: false, securityQuestionEnabled: false } };
    const room = await loginRadiusRoom({}, {}, options);
    expect((await room.client.secondStep(await room.login())).enrollable).to.deep.equal(['sms', 'email']);

    const account = await signedInRoom({}, {}, options);
    expect((await account.client.factorSettings()).addable).to.deep.equal(['email']);
  });

  it('does not let an authenticator that is turned off be replaced on the way in', async () => {
    const { client } = answered({}, 200, { qrCodeAuthentication: false });
    const step = await client.secondStep({
      SecondFactorAuthentication: {
        SecondFactorAuthenticationToken: 'ticket',
        IsAuthenticatorVerified: true,
      },
    });
    expect(step).to.deep.include({ factors: [], enrollable: [] });
  });

  it('refuses what needs the secret, and a secret in the page', async () => {
    const { client, requests } = answered({});
    for (const path of ['manage/account/uid/reauth/2fa', 'Manage/account/2fa/backupcode']) {
      const error = await failureOf(client.request('GET', path));
      expect(error.code).to.equal('misconfigured');
      expect(error.message).to.contain('secret');
    }
    const careless = new LoginRadiusClient({ endpoint: '', apiKey: 'key', more: { apiSecret: 's3cret' } });
    await careless.secondStep(LOGIN);
    const error = await failureOf(careless.requestOtp({ channel: 'sms' }));
    expect(error.code).to.equal('misconfigured');
    expect(error.message).to.not.contain('s3cret');
    expect(requests).to.deep.equal([]);
  });

  it('says what is missing before it calls', async () => {
    const noKey = new LoginRadiusClient({ endpoint: '', accessToken: 'token' });
    expect((await failureOf(noKey.listFactors())).code).to.equal('misconfigured');
    const room = await loginRadiusRoom();
    expect((await failureOf(room.client.listFactors())).code).to.equal('unauthenticated');
    expect(await room.sent()).to.deep.equal([]);
  });

  it('puts the access token into no address', async () => {
    const room = await signedInRoom();
    await room.client.factorSettings();
    await room.client.stepUp().secondStep(undefined);
    const requests = await room.sent();
    const settings = requests.filter(({ path }) => path.includes('/account/'));
    expect(settings).to.have.length(2);
    for (const { headers } of settings) expect(headers.authorization).to.equal(`Bearer ${room.token}`);
    for (const { path, query } of requests) expect(path + JSON.stringify(query)).to.not.contain(room.token);
    // Nobody but the API gets it.
    const others = requests.filter(({ path }) => !path.includes('/account/'));
    for (const { headers } of others) expect(headers.authorization).to.equal(undefined);
  });

  it('keeps what the server says of the time', async () => {
    const { client, sandbox, login } = await loginRadiusRoom({ phone2fa: PHONE });
    await client.secondStep(await login());
    await sandbox.advance(60_000);
    await client.requestOtp({ channel: 'sms' });
    expect(client.clockSkewMs).to.be.closeTo(60_000, 5000);
  });

  it('reads the key of a chart, of a bare URI, or the typed one, and loads none of them', async () => {
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const uri = `otpauth://totp/jdoe?secret=${secret}&issuer=Acme`;
    const chart = `http://chart.googleapis.com/chart?cht=qr&chs=150x150&chl=${encodeURIComponent(uri)}`;
    const drawn = uri.replace('jdoe', 'Acme:jdoe');
    const rows: [QRCode: unknown, ManualEntryCode: unknown, uri: string | undefined][] = [
      [chart, secret, drawn],
      [uri, null, drawn],
      ['https://qr.example/image.png', secret, undefined],
      ['data:image/png;base64,AAAA', secret.toLowerCase(), undefined],
      [null, secret, undefined],
    ];
    for (const [QRCode, ManualEntryCode, expected] of rows) {
      const { client, requests } = answered({});
      const ticket = { SecondFactorAuthenticationToken: 'ticket', QRCode, ManualEntryCode };
      const { enrollable } = await client.secondStep(ticket);
      expect(enrollable).to.include('totp');
      const enrollment = await client.beginTotpEnrollment();
      expect([enrollment.secret, enrollment.uri]).to.deep.equal([secret, expected]);
      expect(requests.filter(({ url }) => !url.includes('/ciam/appinfo'))).to.deep.equal([]);
    }
    const { client } = answered({});
    await client.secondStep({ SecondFactorAuthenticationToken: 'ticket', ManualEntryCode: 'not base32!' });
    expect((await failureOf(client.beginTotpEnrollment())).code).to.equal('bad-response');
  });

  it('has the calls for passkeys and push messages', async () => {
    const USED = { id: 'auth/login/2fa/passkey', options: {} };
    const MADE = { id: 'auth/login/2fa/register/passkey', options: {} };
    const begun = answered({ RegisterBeginCredential: { publicKey: { challenge: 'x' } } });
    await begun.client.secondStep(LOGIN);
    expect((await begun.client.beginPasskeyEnrollment()).options).to.deep.equal({ challenge: 'x' });
    expect((await begun.client.beginPasskey()).options).to.deep.equal({ challenge: 'x' });
    expect(await begun.client.pollPush()).to.equal(undefined);
    expect((await failureOf(begun.client.verifyPasskey(USED, { id: 'x' }))).code).to.equal('bad-response');
    expect(begun.requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).to.deep.equal([
      'GET /identity/v2/auth/login/2fa/register/passkey/begin',
      'GET /identity/v2/auth/login/2fa/passkey/begin',
      'GET /identity/v2/auth/login/2fa/push/ping',
      'POST /identity/v2/auth/login/2fa/passkey/finish',
    ]);
    const done = answered({ access_token: 'abc' });
    for (const finish of [
      () => done.client.verifyPasskey(USED, { id: 'x' }),
      () => done.client.activatePasskey(MADE, { id: 'x' }),
      () => done.client.pollPush(),
    ]) {
      await done.client.secondStep(LOGIN);
      expect((await finish())?.session).to.deep.equal({ access_token: 'abc' });
    }
    const empty = answered({});
    await empty.client.secondStep(LOGIN);
    expect((await failureOf(empty.client.beginPasskey())).code).to.equal('bad-response');
  });
});

describe('LoginRadiusClient: a lying backend', () => {
  const EXPECTED: Record<FaultKind, MfaErrorCode> = {
    html: 'bad-response',
    empty: 'bad-response',
    'wrong-types': 'bad-response',
    'failure-200': 'bad-response',
    huge: 'bad-response',
    never: 'timeout',
    server: 'server',
    'problem-429': 'rate-limited',
  };
  for (const fail of FAULT_KINDS) {
    it(`is seen through: ${fail}`, async () => {
      // The time that a call may take is over at once, as long as there is no answer to wait for.
      let isImpatient = fail === 'never';
      const clock: Clock = {
        ...systemClock,
        setTimeout: (callback, ms) => systemClock.setTimeout(callback, isImpatient ? 0 : ms),
      };
      const options = { accessToken: 'token', clock };
      const { client, sandbox, login } = await loginRadiusRoom({ phone2fa: PHONE }, {}, options);
      const { challenge } = await client.secondStep(await login());
      await sandbox.faults({ fail });
      const withTicket: (() => Promise<unknown>)[] = [
        () => client.verifyOtp(challenge!, '123456'),
        () => client.resendOtp(challenge!),
        () => client.verifyRecoveryCode('02ea0-de2bd'),
      ];
      const calls = [
        ...withTicket,
        () => client.listFactors(),
        () => client.recoveryCodes(),
        () => client.removeFactor({ id: 'totp', kind: 'totp', active: true }),
      ];
      // One of 10 MB is slow enough.
      for (const call of fail === 'huge' ? calls.slice(0, 1) : calls) {
        // A page in place of an answer to the ticket: the sign-in is over.
        const expected = fail === 'html' && withTicket.includes(call) ? 'unauthenticated' : EXPECTED[fail];
        expect((await failureOf(call())).code).to.equal(expected);
      }
      await sandbox.faults({});
      isImpatient = false;
      // Nothing is lost: the ticket is still there.
      expect((await client.verifyOtp(challenge!, await sandbox.lastCode())).session).to.be.an('object');
    });
  }

  for (const [body, expected] of [
    [{ ErrorCode: 1067, access_token: 'abc' }, 'invalid-code'],
    [{ ErrorCode: '1104', Message: 7 }, 'unauthenticated'],
    [{ access_token: '00000000-0000-0000-0000-000000000000' }, 'bad-response'],
    [{ access_token: 7 }, 'bad-response'],
    [{ Data: 'x', Profile: [] }, 'bad-response'],
    [[], 'bad-response'],
    ['text', 'bad-response'],
    [null, 'bad-response'],
  ] as const) {
    it(`gets no session out of ${JSON.stringify(body)} with status 200`, async () => {
      const { client } = answered(body);
      const { challenge } = await client.secondStep(LOGIN);
      expect((await failureOf(client.verifyOtp(challenge!, '123456'))).code).to.equal(expected);
    });
  }

  it('waits for the answer of a login that has not come', async () => {
    const { client } = answered({});
    expect((await failureOf(client.secondStep(undefined))).code).to.equal('misconfigured');
  });

  it('takes nothing for done that does not say so', async () => {
    const { client } = answered({});
    await client.secondStep({ access_token: 'abc' });
    for (const call of [
      () => client.listFactors(),
      () => client.recoveryCodes(),
      () => client.regenerateRecoveryCodes(),
      () => client.setSecurityQuestions([]),
      () => client.enrollDestination({ channel: 'sms', destination: PHONE }),
      () => client.confirmDestination({ id: 'account-1', channel: 'sms' }, '123456'),
      () => client.removeFactor({ id: 'email', kind: 'email', active: true }),
      () => client.stepUp().verifyPin('1234'),
    ]) {
      expect((await failureOf(call())).code).to.equal('bad-response');
    }
  });
});
