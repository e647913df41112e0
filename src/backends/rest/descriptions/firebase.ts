import type { Json, RestDescription, StepDescription } from '../description.js';

/** The acts of a second factor: of a sign-in, or of the account. */
const act = (
  path: string,
  body: Readonly<Record<string, Json>>,
  result: StepDescription['result'] = {},
): StepDescription => ({ path, query: { key: '{apiKey}' }, body, result });

/** A right code gives new tokens, the first of which counts from then on. */
const tokens = { session: '', accessToken: 'idToken' };

/**
 * Firebase Authentication with Identity Platform, straight from the page. `endpoint` is
 * `https://identitytoolkit.googleapis.com`, `apiKey` the project's key, and for settings `accessToken` the person's ID
 * token. What `accounts:signInWithPassword` answered is what `challenge.login` takes. Tokens come as the verification's
 * `session`.
 *
 * Before text messages Google wants a reCAPTCHA: its token is `more.recaptchaToken`, which may be a function and may give
 * a promise. The emulator wants none.
 *
 * @see https://cloud.google.com/identity-platform/docs/reference/rest/v2/accounts.mfaSignIn and `.mfaEnrollment`
 */
export const firebase: RestDescription = {
  otp: [
    {
      channels: ['totp'],
      verify: act(
        '/v2/accounts/mfaSignIn:finalize',
        {
          mfaPendingCredential: '{ticket}',
          mfaEnrollmentId: '{factor}',
          totpVerificationInfo: { verificationCode: '{code}' },
        },
        tokens,
      ),
    },
    {
      channels: ['sms'],
      request: act(
        '/v2/accounts/mfaSignIn:start',
        {
          mfaPendingCredential: '{ticket}',
          mfaEnrollmentId: '{factor}',
          phoneSignInInfo: { recaptchaToken: '{recaptchaToken?}' },
        },
        { id: 'phoneResponseInfo.sessionInfo' },
      ),
      verify: act(
        '/v2/accounts/mfaSignIn:finalize',
        {
          mfaPendingCredential: '{ticket}',
          phoneVerificationInfo: { sessionInfo: '{id}', code: '{code}' },
        },
        tokens,
      ),
    },
  ],
  destinations: [
    {
      channels: ['sms'],
      enroll: act(
        '/v2/accounts/mfaEnrollment:start',
        {
          idToken: '{accessToken}',
          phoneEnrollmentInfo: { phoneNumber: '{destination}', recaptchaToken: '{recaptchaToken?}' },
        },
        { id: 'phoneSessionInfo.sessionInfo' },
      ),
      confirm: act(
        '/v2/accounts/mfaEnrollment:finalize',
        { idToken: '{accessToken}', phoneVerificationInfo: { sessionInfo: '{id}', code: '{code}' } },
        tokens,
      ),
    },
  ],
  totp: {
    enroll: act(
      '/v2/accounts/mfaEnrollment:start',
      { idToken: '{accessToken}', totpEnrollmentInfo: {} },
      {
        id: 'totpSessionInfo.sessionInfo',
        secret: 'totpSessionInfo.sharedSecretKey',
        expiresAt: 'totpSessionInfo.finalizeEnrollmentTime',
      },
    ),
    activate: act(
      '/v2/accounts/mfaEnrollment:finalize',
      {
        idToken: '{accessToken}',
        displayName: '{deviceName}',
        totpVerificationInfo: { sessionInfo: '{id}', verificationCode: '{code}' },
      },
      tokens,
    ),
  },
  factors: {
    list: act(
      '/v1/accounts:lookup',
      { idToken: '{accessToken}' },
      { items: { path: 'users.mfaInfo', default: [] } },
    ),
    item: {
      id: 'mfaEnrollmentId',
      kind: { has: { phoneInfo: 'sms', totpInfo: 'totp' } },
      name: 'displayName',
      destination: 'phoneInfo',
      createdAt: 'enrolledAt',
    },
    // Who removes a factor gets new tokens as well.
    remove: act(
      '/v2/accounts/mfaEnrollment:withdraw',
      { idToken: '{accessToken}', mfaEnrollmentId: '{id}' },
      { accessToken: 'idToken' },
    ),
  },
  login: {
    done: { path: 'idToken' },
    result: { session: '', ticket: 'mfaPendingCredential', items: 'mfaInfo' },
  },
  errors: {
    code: 'error.message',
    codes: {
      'INVALID_CODE*': 'invalid-code',
      'INVALID_LOGIN_CREDENTIALS*': 'unauthenticated',
      'SESSION_EXPIRED*': 'code-expired',
      'INVALID_SESSION_INFO*': 'challenge-expired',
      'INVALID_PHONE_NUMBER*': 'invalid-destination',
      'MISSING_PHONE_NUMBER*': 'invalid-destination',
      'SECOND_FACTOR_EXISTS*': 'already-enrolled',
      'SECOND_FACTOR_LIMIT_EXCEEDED*': 'limit-reached',
      'MFA_ENROLLMENT_NOT_FOUND*': 'not-enrolled',
      'TOO_MANY_ATTEMPTS_TRY_LATER*': 'rate-limited',
      'QUOTA_EXCEEDED*': 'rate-limited',
      'INVALID_MFA_PENDING_CREDENTIAL*': 'unauthenticated',
      'CREDENTIAL_TOO_OLD_LOGIN_AGAIN*': 'unauthenticated',
      'INVALID_ID_TOKEN*': 'unauthenticated',
      'TOKEN_EXPIRED*': 'unauthenticated',
      'USER_DISABLED*': 'unauthenticated',
      'UNVERIFIED_EMAIL*': 'misconfigured',
      'OPERATION_NOT_ALLOWED*': 'misconfigured',
      'CAPTCHA_CHECK_FAILED*': 'misconfigured',
    },
  },
};
