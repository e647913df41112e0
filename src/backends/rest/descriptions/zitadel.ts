import type { Json, RestDescription, StepDescription } from '../description.js';

/** Switched on now, or before (409). */
const ON = { status: [200, 201, 409] };

/** Asks something of the session, or proves something to it. Its token changes each time; the last one counts. */
const session = (
  body: Readonly<Record<string, Json>>,
  result: StepDescription['result'] = {},
): StepDescription => ({
  method: 'PATCH',
  path: '/v2/sessions/{sessionId}',
  body: { sessionToken: '{sessionToken}', ...body },
  result: { sessionToken: 'sessionToken', ...result },
});

/** A right code: the session's new token is what the page gets. */
const check = (name: string): StepDescription => ({
  ...session({ checks: { [name]: { code: '{code}' } } }),
  result: { session: '' },
});

const user = (
  method: NonNullable<StepDescription['method']>,
  path: string,
  more: Omit<StepDescription, 'path'> = {},
): StepDescription => ({ method, path: `/v2/users/{userId}${path}`, ...more });

/**
 * ZITADEL's session and user APIs, version 2, behind your server: sessions are made and changed by a service account with
 * the role `IAM_LOGIN_CLIENT`, whose token no page may have. Put a proxy in front that passes `/v2/sessions/{id}` and
 * `/v2/users/{id}/…` on for the person's own session and account, with that token; `endpoint` is where it is.
 *
 * What `POST /v2/sessions` answered to the password is what `challenge.login` takes. For settings the page puts the
 * person's id into `more.userId`. The session's token comes as the verification's `session`.
 *
 * @see https://zitadel.com/docs/reference/api/session and https://zitadel.com/docs/reference/api/user
 */
export const zitadel: RestDescription = {
  otp: [
    { channels: ['totp'], verify: check('totp') },
    {
      channels: ['sms'],
      expiresIn: 300,
      request: session({ challenges: { otpSms: {} } }),
      verify: check('otpSms'),
    },
    {
      channels: ['email'],
      expiresIn: 300,
      request: session({ challenges: { otpEmail: { sendCode: {} } } }),
      verify: check('otpEmail'),
    },
  ],
  destinations: [
    {
      channels: ['sms'],
      enroll: user('POST', '/phone', { body: { phone: '{destination}', sendCode: {} } }),
      // The number counts as a factor once codes by text message are switched on.
      confirm: [
        user('POST', '/phone/verify', { body: { verificationCode: '{code}' } }),
        user('POST', '/otp_sms', { success: ON }),
      ],
    },
    {
      channels: ['email'],
      enroll: user('POST', '/email', { body: { email: '{destination}', sendCode: {} } }),
      confirm: [
        user('POST', '/email/verify', { body: { verificationCode: '{code}' } }),
        user('POST', '/otp_email', { success: ON }),
      ],
    },
  ],
  totp: {
    enroll: user('POST', '/totp', { body: {}, result: { secret: 'secret', uri: 'uri' } }),
    activate: user('POST', '/totp/verify', { body: { code: '{code}' } }),
  },
  factors: {
    list: user('GET', '/authentication_methods', {
      result: { items: { path: 'authMethodTypes', default: [] } },
    }),
    kinds: {
      AUTHENTICATION_METHOD_TYPE_TOTP: 'totp',
      AUTHENTICATION_METHOD_TYPE_OTP_SMS: 'sms',
      AUTHENTICATION_METHOD_TYPE_OTP_EMAIL: 'email',
      AUTHENTICATION_METHOD_TYPE_U2F: 'passkey',
    },
    remove: [
      user('DELETE', '/totp', { if: 'kind=AUTHENTICATION_METHOD_TYPE_TOTP' }),
      user('DELETE', '/otp_sms', { if: 'kind=AUTHENTICATION_METHOD_TYPE_OTP_SMS' }),
      user('DELETE', '/otp_email', { if: 'kind=AUTHENTICATION_METHOD_TYPE_OTP_EMAIL' }),
    ],
  },
  login: {
    result: { sessionId: 'sessionId', sessionToken: 'sessionToken' },
    // Whose session it is, so that their factors can be listed.
    request: {
      method: 'GET',
      path: '/v2/sessions/{sessionId}',
      query: { sessionToken: '{sessionToken}' },
      result: { userId: 'session.factors.user.id' },
    },
  },
  errors: {
    // Its codes are those of gRPC; the words tell more.
    code: 'message',
    message: 'message',
    codes: {
      'Code is expired*': 'code-expired',
      'User is locked*': 'locked',
      'Session*': 'unauthenticated',
      'Multifactor OTP (OneTimePassword) is*': 'already-enrolled',
      "Multifactor OTP (OneTimePassword) isn't ready*": 'not-enrolled',
    },
  },
};
