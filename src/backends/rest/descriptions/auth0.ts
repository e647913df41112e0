import type { Json, RestDescription, StepDescription } from '../description.js';

const headers = { authorization: 'Bearer {accessToken}' };

const grant = (name: string, more: Readonly<Record<string, Json>>): StepDescription => ({
  path: '/oauth/token',
  body: {
    grant_type: `http://auth0.com/oauth/grant-type/${name}`,
    client_id: '{clientId}',
    mfa_token: '{accessToken}',
    ...more,
  },
  result: { session: '' },
  errors: { codes: { invalid_grant: 'invalid-code' } },
});

const sent = grant('mfa-oob', { oob_code: '{id}', binding_code: '{code}' });
const app = grant('mfa-otp', { otp: '{code}' });

/** Pairs a number or an address; the code is checked as in a sign-in. */
const associate = (destination: Readonly<Record<string, Json>>): StepDescription => ({
  path: '/mfa/associate',
  headers,
  body: { authenticator_types: ['oob'], oob_channels: ['{channel}'], ...destination },
  result: { id: 'oob_code' },
});

/**
 * The MFA API of Auth0, straight from the page. `endpoint` is the tenant's domain; the page puts `clientId` into `more`.
 * What `/oauth/token` answered to the password, `mfa_required`, is what `challenge.login` takes. For settings,
 * `accessToken` is a token for the audience `https://<domain>/mfa/`. New tokens come as the verification's `session`.
 *
 * @see https://auth0.com/docs/secure/multi-factor-authentication/multi-factor-authentication-developer-resources/mfa-api
 */
export const auth0: RestDescription = {
  otp: [
    { channels: ['totp'], verify: app },
    {
      channels: ['sms', 'voice', 'email'],
      request: {
        path: '/mfa/challenge',
        body: {
          client_id: '{clientId}',
          mfa_token: '{accessToken}',
          challenge_type: 'oob',
          authenticator_id: '{factor}',
        },
        result: { id: 'oob_code' },
      },
      verify: sent,
    },
  ],
  destinations: [
    { channels: ['sms', 'voice'], enroll: associate({ phone_number: '{destination}' }), confirm: sent },
    { channels: ['email'], enroll: associate({ email: '{destination}' }), confirm: sent },
  ],
  totp: {
    enroll: {
      path: '/mfa/associate',
      headers,
      body: { authenticator_types: ['otp'] },
      result: { secret: 'secret', uri: 'barcode_uri', recoveryCodes: 'recovery_codes' },
    },
    // The first right code confirms it.
    activate: app,
  },
  factors: {
    list: { method: 'GET', path: '/mfa/authenticators', headers, result: { items: '' } },
    item: {
      id: 'id',
      kind: 'oob_channel|authenticator_type',
      destination: 'name',
      active: 'active',
    },
    kinds: { otp: 'totp' },
    remove: { method: 'DELETE', path: '/mfa/authenticators/{id}', headers },
  },
  recovery: { verify: grant('mfa-recovery-code', { recovery_code: '{code}' }) },
  login: {
    done: { path: 'access_token' },
    result: { accessToken: 'mfa_token', session: '' },
  },
  errors: {
    code: 'error',
    message: 'error_description',
    codes: {
      expired_token: 'unauthenticated',
      invalid_token: 'unauthenticated',
      too_many_attempts: 'rate-limited',
      unsupported_challenge_type: 'misconfigured',
    },
  },
};
