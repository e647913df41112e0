import type { Json, RestDescription, StepDescription } from '../../src/backends/rest/index.js';

/**
 * The page puts `clientId` into `more`, and a function that gives the `mfa_token` of the `mfa_required` answer as
 * `accessToken`.
 */
const headers = { authorization: 'Bearer {accessToken}' };

const grant = (name: string, more: Record<string, Json>): StepDescription => ({
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

/** The challenge of the first active authenticator that sends over this channel. */
const challenge = (channel: string): StepDescription[] => [
  {
    method: 'GET',
    path: '/mfa/authenticators',
    headers,
    result: {
      authenticator: `[oob_channel=${channel}][active=true].id`,
      destination: `[oob_channel=${channel}][active=true].name`,
    },
  },
  {
    path: '/mfa/challenge',
    body: {
      client_id: '{clientId}',
      mfa_token: '{accessToken}',
      challenge_type: 'oob',
      authenticator_id: '{authenticator}',
    },
    result: { id: 'oob_code' },
  },
];

const sent = grant('mfa-oob', { oob_code: '{id}', binding_code: '{code}' });
const app = grant('mfa-otp', { otp: '{code}' });

/** The MFA API of Auth0, after a sign-in that answered `mfa_required`. */
export const auth0: RestDescription = {
  otp: [
    { channels: ['totp'], verify: app },
    { channels: ['sms'], request: challenge('sms'), verify: sent },
    { channels: ['email'], request: challenge('email'), verify: sent },
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
    list: {
      method: 'GET',
      path: '/mfa/authenticators',
      headers,
      result: {
        items: '',
        id: 'id',
        kind: 'oob_channel|authenticator_type',
        destination: 'name',
        active: 'active',
      },
    },
    kinds: { otp: 'totp' },
    remove: { method: 'DELETE', path: '/mfa/authenticators/{id}', headers },
  },
  recovery: { verify: grant('mfa-recovery-code', { recovery_code: '{code}' }) },
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
