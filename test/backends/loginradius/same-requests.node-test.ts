/**
 * The differential table: for the same action our client and the vendor's own send the same request. Casing apart, the
 * exceptions are the SDK's: the token in the query, besides the header; an empty `isVoiceOtp` or `nullSupport`.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { LoginAccountClient, LoginRadiusClient } from '../../../src/backends/loginradius/index.js';
import type { Challenge, Factor } from '../../../src/core/client.js';
import { LoginRadiusAdmin } from '../../../src/server/index.js';
import { createSdk, sdkCall } from '../../support/loginradius-sdk.js';

interface Sent {
  method: string;
  path: string;
  query: Record<string, string>;
  authorization: string;
  /** The headers that prove a server. */
  keys: unknown[];
  body: unknown;
}

/** An answer with which every call is content. */
const CONTENT = {
  access_token: '11111111-2222-4333-8444-555555555555',
  Uid: 'uid',
  Sid: 'sid',
  IsPosted: true,
  IsDeleted: true,
  IsValid: true,
  SecondFactorValidationToken: 'proof',
  BackUpCodes: ['02ea0-de2bd'],
  IsOTPAuthenticatorVerified: true,
};
const TICKET = 'the-ticket';
const TOKEN = 'the-token';
const EMAIL = 'jdoe@example.com';
const PHONE = '+12025550406';
const OTP = '123456';
const QA = { securityQuestionAnswer: [{ QuestionId: 'q1', Answer: 'Ms Green' }] };
const ANSWERS = [{ questionId: 'q1', answer: 'Ms Green' }];
const PROOF = { secondFactorValidationToken: 'proof' };
const LOGIN = {
  SecondFactorAuthentication: {
    SecondFactorAuthenticationToken: TICKET,
    IsOTPAuthenticatorVerified: true,
    OTPPhoneNo: '*******0406',
    Email: [EMAIL],
  },
};

const sent: Sent[] = [];
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk: Buffer) => (text += chunk.toString()));
  request.on('end', () => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    sent.push({
      method: request.method ?? '',
      path: pathname.toLowerCase(),
      query: lower(Object.fromEntries(searchParams)) as Record<string, string>,
      authorization: request.headers.authorization ?? '',
      keys: [request.headers['x-loginradius-apikey'], request.headers['x-loginradius-apisecret']],
      body: text ? lower(JSON.parse(text)) : null,
    });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(CONTENT));
  });
});

/** Casing is what the service ignores (B.0). */
function lower(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lower);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lower(inner)]));
}

let base: string;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => new Promise((resolve) => server.close(resolve)));

const RBA = {
  rbaBrowserEmailTemplate: 'rba-browser',
  rbaCityEmailTemplate: 'rba-city',
  rbaCountryEmailTemplate: 'rba-country',
  rbaIpEmailTemplate: 'rba-ip',
};
const RBA_ARGS = Object.values(RBA);

function challenge(purpose: string, channel: Challenge['channel']): Challenge {
  return { id: `${purpose}-1`, channel, request: { channel, destination: EMAIL } };
}

function factor(kind: Factor['kind']): Factor {
  return { id: kind, kind, active: true };
}

type Ours = (client: LoginRadiusClient) => Promise<unknown>;
type Theirs = [api: 'mfa' | 'reauth', method: string, ...args: unknown[]];

/** What is done, how ours does it, how theirs does it. */
const TABLE: [action: string, ours: Ours, theirs: Theirs, isVoice?: boolean][] = [
  // B.2
  [
    'check a text message',
    (c) => c.verifyOtp(challenge('login', 'sms'), OTP),
    ['mfa', 'mfaValidateOTPByPhone', { otp: OTP }, TICKET, null, 'sms-tpl', ...RBA_ARGS],
  ],
  [
    'check an authenticator',
    (c) => c.verifyOtp(challenge('login', 'totp'), OTP),
    ['mfa', 'mfaValidateAuthenticatorCode', { authenticatorCode: OTP }, TICKET],
  ],
  [
    'activate an authenticator on the way in',
    (c) => c.activateTotp({ id: 'login', secret: '' }, OTP),
    ['mfa', 'mfaValidateAuthenticatorCode', { authenticatorCode: OTP }, TICKET],
  ],
  [
    'send an e-mail',
    (c) => c.requestOtp({ channel: 'email' }),
    ['mfa', 'mfaEmailOTP', { EmailId: EMAIL }, TICKET, 'mail-tpl'],
  ],
  [
    'send an e-mail again',
    (c) => c.resendOtp(challenge('login', 'email')),
    ['mfa', 'mfaEmailOTP', { EmailId: EMAIL }, TICKET, 'mail-tpl'],
  ],
  [
    'check an e-mail',
    (c) => c.verifyOtp(challenge('login', 'email'), OTP),
    ['mfa', 'mfaValidateEmailOtp', { EmailId: EMAIL, Otp: OTP }, TICKET, ...RBA_ARGS],
  ],
  [
    'check a backup code',
    (c) => c.verifyRecoveryCode('02ea0-de2bd'),
    ['mfa', 'mfaValidateBackupCode', { backupCode: '02ea0-de2bd' }, TICKET, null, ...RBA_ARGS],
  ],
  [
    'answer the questions',
    (c) => c.answerSecurityQuestions(ANSWERS),
    ['mfa', 'mfaSecurityQuestionAnswerVerification', QA, TICKET, ...RBA_ARGS],
  ],
  [
    'set the questions on the way in',
    (c) => c.setSecurityQuestions(ANSWERS),
    ['mfa', 'mfaSecurityQuestionAnswer', QA, TICKET],
  ],
  [
    'send a text message',
    (c) => c.requestOtp({ channel: 'sms' }),
    ['mfa', 'mfaResendOTP', TICKET, 'sms-tpl'],
  ],
  [
    'send a text message again',
    (c) => c.resendOtp(challenge('login', 'sms')),
    ['mfa', 'mfaResendOTP', TICKET, 'sms-tpl'],
  ],
  ['call', (c) => c.requestOtp({ channel: 'voice' }), ['mfa', 'mfaResendOTP', TICKET, 'sms-tpl', true], true],
  [
    'set the phone on the way in',
    (c) => c.enrollDestination({ channel: 'sms', destination: PHONE }),
    ['mfa', 'mfaUpdatePhoneNumber', PHONE, TICKET, 'sms-tpl'],
  ],
  [
    'set the phone on the way in, by a call',
    (c) => c.enrollDestination({ channel: 'voice', destination: PHONE }),
    ['mfa', 'mfaUpdatePhoneNumber', PHONE, TICKET, 'sms-tpl', true],
    true,
  ],
  // B.3
  ['read the settings', (c) => c.listFactors(), ['mfa', 'mfaConfigureByAccessToken', TOKEN]],
  [
    'change the phone',
    (c) => settled(c).then(() => c.enrollDestination({ channel: 'sms', destination: PHONE })),
    ['mfa', 'mfaUpdatePhoneNumberByToken', TOKEN, PHONE, 'sms-tpl'],
  ],
  [
    'confirm the phone',
    (c) => c.confirmDestination(challenge('account', 'sms'), OTP),
    ['mfa', 'mfaUpdateSetting', TOKEN, { otp: OTP }],
  ],
  [
    'activate an authenticator',
    (c) => c.activateTotp({ id: 'account', secret: '' }, OTP),
    ['mfa', 'mfaVerifyAuthenticatorCode', TOKEN, { authenticatorCode: OTP }],
  ],
  [
    'set up an address',
    (c) => settled(c).then(() => c.enrollDestination({ channel: 'email', destination: EMAIL })),
    ['mfa', 'mfaEmailOtpByAccessToken', TOKEN, EMAIL, 'mail-tpl'],
  ],
  [
    'confirm an address',
    (c) => c.confirmDestination(challenge('account', 'email'), OTP),
    ['mfa', 'mfaValidateEmailOtpByAccessToken', TOKEN, { EmailId: EMAIL, Otp: OTP }],
  ],
  [
    'set the questions',
    (c) => settled(c).then(() => c.setSecurityQuestions(ANSWERS)),
    ['mfa', 'mfaSecurityQuestionAnswerByAccessToken', TOKEN, { ...QA, ReplaceSecurityQuestionAnswer: true }],
  ],
  [
    'remove the authenticator',
    (c) => c.removeFactor(factor('totp')),
    ['mfa', 'mfaResetAuthenticatorByToken', TOKEN, true],
  ],
  ['remove the phone', (c) => c.removeFactor(factor('sms')), ['mfa', 'mfaResetSMSAuthByToken', TOKEN, true]],
  [
    'remove the address',
    (c) => c.removeFactor(factor('email')),
    ['mfa', 'mfaResetEmailOtpAuthenticatorByAccessToken', TOKEN],
  ],
  [
    'remove the questions',
    (c) => c.removeFactor(factor('security-questions')),
    ['mfa', 'mfaResetSecurityQuestionAuthenticatorByAccessToken', TOKEN],
  ],
  ['get the backup codes', (c) => c.recoveryCodes(), ['mfa', 'mfaBackupCodeByAccessToken', TOKEN]],
  [
    'make new backup codes',
    (c) => c.regenerateRecoveryCodes(),
    ['mfa', 'mfaResetBackupCodeByAccessToken', TOKEN],
  ],
  // B.4
  [
    'start a step-up',
    (c) => c.stepUp().secondStep(undefined),
    ['reauth', 'mfaReAuthenticate', TOKEN, 'sms-tpl'],
  ],
  [
    'step up by text message',
    (c) => c.stepUp().verifyOtp(challenge('reauth', 'sms'), OTP),
    ['reauth', 'mfaReAuthenticateByOTP', TOKEN, { otp: OTP }],
  ],
  [
    'step up by authenticator',
    (c) => c.stepUp().verifyOtp(challenge('reauth', 'totp'), OTP),
    ['reauth', 'mfaReAuthenticateByAuthenticatorCode', TOKEN, { authenticatorCode: OTP }],
  ],
  [
    'step up by backup code',
    (c) => c.stepUp().verifyRecoveryCode('02ea0-de2bd'),
    ['reauth', 'mfaReAuthenticateByBackupCode', TOKEN, { backupCode: '02ea0-de2bd' }],
  ],
  [
    'step up by e-mail',
    (c) => c.stepUp().verifyOtp(challenge('reauth', 'email'), OTP),
    ['reauth', 'reAuthValidateEmailOtp', TOKEN, { EmailId: EMAIL, Otp: OTP }],
  ],
  [
    'step up by questions',
    (c) => c.stepUp().answerSecurityQuestions(ANSWERS),
    ['reauth', 'reAuthBySecurityQuestion', TOKEN, QA],
  ],
  [
    'step up by password',
    (c) => c.stepUp().verifyPassword('correct horse'),
    ['reauth', 'mfaReAuthenticateByPassword', TOKEN, { password: 'correct horse' }],
  ],
  [
    'step up by PIN',
    (c) => c.stepUp().verifyPin('1234'),
    ['reauth', 'verifyPINAuthentication', TOKEN, { pin: '1234' }],
  ],
];

/** The same for what a server does, with the secret (B.5). The SDK has no reset of push messages and passkeys. */
const SERVER_TABLE: [action: string, ours: (admin: LoginRadiusAdmin) => Promise<unknown>, theirs: Theirs][] =
  [
    [
      'reset the phone',
      (a) => a.resetFactor('uid-1', 'sms'),
      ['mfa', 'mfaResetSMSAuthenticatorByUid', true, 'uid-1'],
    ],
    [
      'reset the authenticator',
      (a) => a.resetFactor('uid-1', 'totp'),
      ['mfa', 'mfaResetAuthenticatorByUid', true, 'uid-1'],
    ],
    [
      'reset the address',
      (a) => a.resetFactor('uid-1', 'email'),
      ['mfa', 'mfaResetEmailOtpAuthenticatorByUid', 'uid-1'],
    ],
    [
      'reset the questions',
      (a) => a.resetFactor('uid-1', 'security-questions'),
      ['mfa', 'mfaResetSecurityQuestionAuthenticatorByUid', 'uid-1'],
    ],
    ['get the backup codes', (a) => a.recoveryCodes('uid-1'), ['mfa', 'mfaBackupCodeByUid', 'uid-1']],
    [
      'make new backup codes',
      (a) => a.regenerateRecoveryCodes('uid-1'),
      ['mfa', 'mfaResetBackupCodeByUid', 'uid-1'],
    ],
    [
      'confirm a step-up',
      (a) => a.isSteppedUp('uid-1', 'proof'),
      ['reauth', 'verifyMultiFactorOtpReauthentication', PROOF, 'uid-1'],
    ],
    [
      'confirm a step-up by password',
      (a) => a.isSteppedUp('uid-1', 'proof', { by: 'password' }),
      ['reauth', 'verifyMultiFactorPasswordReauthentication', PROOF, 'uid-1'],
    ],
    [
      'confirm a step-up by PIN',
      (a) => a.isSteppedUp('uid-1', 'proof', { by: 'pin' }),
      ['reauth', 'verifyMultiFactorPINReauthentication', PROOF, 'uid-1'],
    ],
  ];

/** The account itself, apart from its second factor (contract C.9.3). */
const ACCOUNT: [
  action: string,
  ours: (client: LoginAccountClient) => Promise<unknown>,
  theirs: AccountCall,
][] = [
  [
    'change the phone to sign in with',
    (c) => c.enrollDestination({ channel: 'sms', destination: PHONE }),
    ['phoneAuthenticationApi', 'updatePhoneNumber', TOKEN, PHONE, 'sms-tpl'],
  ],
  [
    'confirm it',
    (c) => c.confirmDestination(challenge('account', 'sms'), OTP),
    ['phoneAuthenticationApi', 'phoneVerificationOTPByAccessToken', TOKEN, OTP, 'welcome-tpl'],
  ],
  [
    'answer the questions of the account',
    (c) => c.setSecurityQuestions(ANSWERS),
    [
      'authenticationApi',
      'updateProfileByAccessToken',
      TOKEN,
      { SecurityQuestionAnswer: { q1: 'Ms Green' } },
    ],
  ],
];
type AccountCall = [api: 'phoneAuthenticationApi' | 'authenticationApi', method: string, ...args: unknown[]];

/** Over with the ticket: what comes now is about the settings. */
function settled(client: LoginRadiusClient): Promise<unknown> {
  return client.secondStep({ access_token: TOKEN });
}

async function only(run: () => Promise<unknown>): Promise<Sent> {
  sent.length = 0;
  await run();
  assert.equal(sent.length, 1, 'one request for one action');
  return sent[0]!;
}

void describe('LoginRadius: the same requests as the official SDK', () => {
  for (const [action, ours, [api, method, ...args], isVoiceOtp = false] of TABLE) {
    void it(action, async () => {
      const client = new LoginRadiusClient({
        endpoint: base,
        apiKey: 'key',
        accessToken: TOKEN,
        smsTemplate: 'sms-tpl',
        emailTemplate: 'mail-tpl',
        isVoiceOtp,
        more: RBA,
      });
      await client.secondStep(LOGIN);
      const mine = await only(() => ours(client));
      const sdk = createSdk(base, { apiKey: 'key', apiSecret: 'secret' });
      const apis = { mfa: sdk.multiFactorAuthenticationApi, reauth: sdk.reAuthenticationApi };
      assertSame(mine, await only(() => sdkCall(apis[api], method, ...args)));
    });
  }
  for (const [action, ours, [api, method, ...args]] of ACCOUNT) {
    void it(action, async () => {
      const client = new LoginAccountClient({
        endpoint: base,
        apiKey: 'key',
        accessToken: TOKEN,
        smsTemplate: 'sms-tpl',
        smsTemplateWelcome: 'welcome-tpl',
      });
      const mine = await only(() => ours(client));
      const sdk = createSdk(base, { apiKey: 'key', apiSecret: 'secret' });
      assertSame(mine, await only(() => sdkCall(sdk[api], method, ...args)));
    });
  }

  for (const [action, ours, [api, method, ...args]] of SERVER_TABLE) {
    void it(`${action}, on the server`, async () => {
      const keys = { apiKey: 'key', apiSecret: 'secret' };
      const mine = await only(() => ours(new LoginRadiusAdmin({ ...keys, endpoint: base })));
      const sdk = createSdk(base, keys);
      const apis = { mfa: sdk.multiFactorAuthenticationApi, reauth: sdk.reAuthenticationApi };
      const theirs = await only(() => sdkCall(apis[api], method, ...args));
      assert.deepEqual(mine.keys, ['key', 'secret']);
      assert.deepEqual(mine, theirs);
    });
  }
});

/** Exceptions by name: theirs has the token in the address as well, and parameters that say nothing. */
function assertSame(mine: Sent, theirs: Sent): void {
  const { access_token: inQuery, ...query } = theirs.query;
  assert.equal(inQuery, theirs.authorization ? TOKEN : undefined);
  const isSaid = ([name, value]: [string, string]): boolean =>
    value !== '' || !['isvoiceotp', 'nullsupport'].includes(name);
  const said = Object.fromEntries(Object.entries(query).filter(isSaid));
  assert.deepEqual(mine, { ...theirs, query: said });
}
