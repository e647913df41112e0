import type { CallDescription, FactorDescription, RestDescription, StepDescription } from '../description.js';

/** The project's public key, and the session's token. */
const headers = { apikey: '{apiKey}', authorization: 'Bearer {accessToken}' };

const challenge: StepDescription = {
  path: '/factors/{factor}/challenge',
  headers,
  body: { channel: '{channel}' },
  result: { id: 'id', expiresAt: { path: 'expires_at', as: 'epoch-s' } },
};

/** A right code gives new tokens, the first of which counts from then on. */
const tokens = { session: '', accessToken: 'access_token' };

const verify: StepDescription = {
  path: '/factors/{factor}/verify',
  headers,
  body: { challenge_id: '{id}', code: '{code}' },
  result: tokens,
};

const otp = [
  { channels: ['totp'], request: { ...challenge, body: {} }, verify },
  { channels: ['sms'], request: challenge, verify },
] as const;

/** Whatever is set up: a challenge first, whose id the second step takes along with the code. */
const activate: CallDescription = [
  { path: '/factors/{id}/challenge', headers, body: {}, result: { challenge: 'id' } },
  { ...verify, path: '/factors/{id}/verify', body: { challenge_id: '{challenge}', code: '{code}' } },
];

const item: FactorDescription = {
  id: 'id',
  kind: 'factor_type',
  name: 'friendly_name',
  destination: 'phone',
  createdAt: 'created_at',
  active: { path: 'status', equals: ['verified'] },
};

/**
 * Supabase Auth, straight from the page. `endpoint` is `https://<project>.supabase.co/auth/v1`, `apiKey` the project's
 * public key, `accessToken` the session's. The answer of the password sign-in is what `challenge.login` takes; new
 * tokens come as the verification's `session`.
 *
 * @see https://supabase.com/docs/reference/api/auth and `openapi.yaml` of supabase/auth
 */
export const supabase: RestDescription = {
  otp,
  destinations: [
    {
      channels: ['sms'],
      enroll: [
        {
          path: '/factors',
          headers,
          body: { factor_type: 'phone', phone: '{destination}' },
          result: { factorId: 'id' },
        },
        { ...challenge, path: '/factors/{factorId}/challenge' },
      ],
      confirm: { ...verify, path: '/factors/{factorId}/verify' },
    },
  ],
  totp: {
    enroll: {
      path: '/factors',
      headers,
      body: { factor_type: 'totp', friendly_name: '{deviceName}' },
      result: { id: 'id', secret: 'totp.secret', uri: 'totp.uri' },
    },
    activate,
    cancel: { method: 'DELETE', path: '/factors/{id}', headers },
  },
  factors: {
    list: { method: 'GET', path: '/user', headers, result: { items: { path: 'factors', default: [] } } },
    item,
    kinds: { totp: 'totp', phone: 'sms', webauthn: 'passkey' },
    remove: { method: 'DELETE', path: '/factors/{id}', headers },
  },
  // The answer of the password sign-in holds the tokens and the account, with its factors in it.
  login: {
    result: {
      accessToken: 'access_token',
      items: { path: 'user.factors', default: [] },
      // Who has none is not asked to set one up each time.
      enrollable: { path: 'enrollable', default: [] },
      required: { has: { 'user.factors[status=verified].id': true }, default: false },
    },
  },
  // Who has a factor has to use it before changing anything.
  stepUp: { otp },
  errors: {
    code: 'error_code',
    message: 'msg',
    codes: {
      mfa_verification_failed: 'invalid-code',
      mfa_verification_rejected: 'invalid-code',
      mfa_challenge_expired: 'challenge-expired',
      mfa_factor_not_found: 'not-enrolled',
      mfa_factor_name_conflict: 'name-taken',
      mfa_verified_factor_exists: 'already-enrolled',
      too_many_enrolled_mfa_factors: 'limit-reached',
      insufficient_aal: 'proof-required',
      'sms_send_failed*': 'delivery-failed',
      bad_jwt: 'unauthenticated',
      'session_*': 'unauthenticated',
      'over_*': 'rate-limited',
    },
    proof: 'step-up',
  },
};
