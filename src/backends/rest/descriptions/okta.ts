import type { Json, RestDescription, StepDescription } from '../description.js';

/** Everything goes along with the state of the sign-in. */
const call = (
  path: string,
  body: Readonly<Record<string, Json>> = {},
  more: Omit<StepDescription, 'path'> = {},
): StepDescription => ({ path, body: { stateToken: '{stateToken}', ...body }, ...more });

const verify = call(
  '/authn/factors/{factor}/verify',
  { passCode: '{code}' },
  { query: { rememberDevice: '{rememberDevice}' }, result: { session: 'sessionToken' } },
);

/** Three numbers are on the phone, and this is the right one, where the org wants that. */
const sent = { result: { number: '_embedded.factor._embedded.challenge.correctAnswer' } };

/** A factor is set up; where others are offered besides, the person goes on without them. */
const activate: readonly StepDescription[] = [
  call(
    '/authn/factors/{id}/lifecycle/activate',
    { passCode: '{code}' },
    { result: { left: 'status', session: 'sessionToken' } },
  ),
  call('/authn/skip', {}, { if: 'left=MFA_ENROLL', result: { session: 'sessionToken' } }),
];

/**
 * Okta's Authn API (Classic Engine), straight from the page. `endpoint` is `https://<org>.okta.com/api/v1`; the page's
 * origin has to be one of the org's trusted origins. The answer of `/authn` is what `challenge.login` takes. What comes as
 * the verification's `session` is Okta's one-time session token.
 *
 * What a person has set up can be listed and removed with an administrator's token only: that is a server's to do.
 *
 * @see https://developer.okta.com/docs/reference/api/authn/
 */
export const okta: RestDescription = {
  otp: [
    { channels: ['totp'], verify },
    {
      channels: ['sms', 'voice', 'email'],
      expiresIn: 300,
      request: call('/authn/factors/{factor}/verify'),
      resend: call('/authn/factors/{factor}/verify/resend'),
      verify,
    },
  ],
  destinations: [
    {
      channels: ['sms', 'voice'],
      names: { voice: 'call' },
      expiresIn: 300,
      enroll: call(
        '/authn/factors',
        { factorType: '{channel}', provider: 'OKTA', profile: { phoneNumber: '{destination}' } },
        { result: { id: '_embedded.factor.id', destination: '_embedded.factor.profile.phoneNumber' } },
      ),
      confirm: activate,
    },
  ],
  totp: {
    enroll: call(
      '/authn/factors',
      { factorType: 'token:software:totp', provider: 'GOOGLE' },
      {
        result: {
          id: '_embedded.factor.id',
          secret: '_embedded.factor._embedded.activation.sharedSecret',
        },
      },
    ),
    activate,
    // Back to where the person chose; the factor without its first code does not count.
    cancel: call('/authn/previous'),
  },
  push: {
    expiresIn: 300,
    pollAfter: 4,
    send: call('/authn/factors/{factor}/verify', {}, sent),
    resend: call('/authn/factors/{factor}/verify/resend', {}, sent),
    // While one waits, the same call asks for its answer.
    poll: call(
      '/authn/factors/{factor}/verify',
      {},
      {
        query: { rememberDevice: '{rememberDevice}' },
        result: { answer: 'factorResult|status', session: 'sessionToken' },
      },
    ),
    answers: {
      WAITING: 'pending',
      SUCCESS: 'approved',
      REJECTED: 'denied',
      TIMEOUT: 'expired',
      TIME_WINDOW_EXCEEDED: 'expired',
    },
  },
  login: {
    done: { path: 'sessionToken' },
    result: {
      session: 'sessionToken',
      stateToken: 'stateToken',
      expiresAt: 'expiresAt',
      items: { path: '_embedded.factors', default: [] },
      // Where nothing is set up, the same list says what may be.
      enrollable: { path: '_embedded.factors[status=NOT_SETUP]', default: [] },
      required: {
        has: { '_embedded.factors[enrollment=REQUIRED].0': true, '_embedded.factors.0.id': true },
        default: false,
      },
    },
    item: {
      id: 'id',
      kind: 'factorType',
      destination: 'profile.phoneNumber|profile.email',
      active: { path: 'status', equals: ['ACTIVE'], default: 'ACTIVE' },
    },
    kinds: {
      'token:software:totp': 'totp',
      sms: 'sms',
      call: 'voice',
      email: 'email',
      question: 'security-questions',
      push: 'push',
      webauthn: 'passkey',
    },
  },
  errors: {
    code: 'errorCode',
    message: 'errorSummary',
    codes: {
      E0000068: 'invalid-code',
      E0000069: 'locked',
      E0000011: 'unauthenticated',
      E0000007: 'unauthenticated',
      E0000098: 'invalid-destination',
      E0000047: 'rate-limited',
      E0000109: 'rate-limited',
    },
  },
};
