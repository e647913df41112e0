import type { RestDescription, StepDescription } from '../../src/backends/rest/index.js';

/** The project's public key, and the session's token: `apiKey` and `accessToken` of the options. */
const headers = { apikey: '{apiKey}', authorization: 'Bearer {accessToken}' };

/** The factors are part of the account; the first verified one of a kind is asked. */
const findFactor = (type: string): StepDescription => ({
  method: 'GET',
  path: '/user',
  headers,
  result: { factor: `factors[factor_type=${type}][status=verified].id` },
});

const challenge: StepDescription = {
  path: '/factors/{factor}/challenge',
  headers,
  body: { channel: '{channel}' },
  result: { id: 'id', expiresAt: { path: 'expires_at', as: 'epoch-s' } },
};

const verify: StepDescription = {
  path: '/factors/{factor}/verify',
  headers,
  body: { challenge_id: '{id}', code: '{code}' },
  result: { session: '' },
};

/** Supabase Auth. A right code gives new tokens, which the page takes from the verification's `session`. */
export const supabase: RestDescription = {
  otp: [
    { channels: ['totp'], request: [findFactor('totp'), { ...challenge, body: {} }], verify },
    { channels: ['sms'], request: [findFactor('phone'), challenge], verify },
  ],
  totp: {
    enroll: {
      path: '/factors',
      headers,
      body: { factor_type: 'totp', friendly_name: '{deviceName}' },
      result: { id: 'id', secret: 'totp.secret', uri: 'totp.uri' },
    },
    // A challenge first, whose id the second step takes.
    activate: [
      { path: '/factors/{id}/challenge', headers, body: {}, result: { challenge: 'id' } },
      {
        path: '/factors/{id}/verify',
        headers,
        body: { challenge_id: '{challenge}', code: '{code}' },
        result: { session: '' },
      },
    ],
    cancel: { method: 'DELETE', path: '/factors/{id}', headers },
  },
  factors: {
    list: {
      method: 'GET',
      path: '/user',
      headers,
      result: {
        items: 'factors',
        id: 'id',
        kind: 'factor_type',
        name: 'friendly_name',
        createdAt: 'created_at',
        active: { path: 'status', equals: ['verified'] },
      },
    },
    kinds: { totp: 'totp', phone: 'sms', webauthn: 'passkey' },
    remove: { method: 'DELETE', path: '/factors/{id}', headers },
  },
  errors: {
    code: 'error_code',
    message: 'msg',
    codes: {
      mfa_verification_failed: 'invalid-code',
      mfa_challenge_expired: 'challenge-expired',
      mfa_factor_not_found: 'not-enrolled',
      mfa_factor_name_conflict: 'name-taken',
      too_many_enrolled_mfa_factors: 'limit-reached',
      insufficient_aal: 'proof-required',
      bad_jwt: 'unauthenticated',
      session_expired: 'unauthenticated',
      over_request_rate_limit: 'rate-limited',
      over_sms_send_rate_limit: 'rate-limited',
    },
    proof: 'step-up',
  },
};
