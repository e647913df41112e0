import type { OtpDescription, RestDescription, SuccessDescription } from '../../src/backends/rest/index.js';

/** Everything is HTTP 200; only `status` tells. */
const success: SuccessDescription = { path: 'status', equals: ['OK'] };

/** Codes by message; the ids of a sent code are two. */
const sent = (contact: string): Omit<OtpDescription, 'channels'> => ({
  request: {
    path: '/signinup/code',
    body: { [contact]: '{destination}' },
    success,
    result: { deviceId: 'deviceId', preAuthSessionId: 'preAuthSessionId' },
  },
  resend: {
    path: '/signinup/code/resend',
    body: { deviceId: '{deviceId}', preAuthSessionId: '{preAuthSessionId}' },
    success,
  },
  verify: {
    path: '/signinup/code/consume',
    body: { deviceId: '{deviceId}', preAuthSessionId: '{preAuthSessionId}', userInputCode: '{code}' },
    success,
    errors: {
      attemptsLeft: { path: 'maximumCodeInputAttempts', minus: 'failedCodeInputAttemptCount' },
    },
  },
});

/** SuperTokens with its passwordless and TOTP recipes; the session is a cookie. */
export const supertokens: RestDescription = {
  otp: [
    { channels: ['totp'], verify: { path: '/totp/verify', body: { totp: '{code}' }, success } },
    { channels: ['sms'], ...sent('phoneNumber') },
    { channels: ['email'], ...sent('email') },
  ],
  totp: {
    enroll: {
      path: '/totp/device',
      body: { deviceName: '{deviceName}' },
      success,
      result: { id: 'deviceName', deviceName: 'deviceName', secret: 'secret', uri: 'qrCodeString' },
    },
    activate: {
      path: '/totp/device/verify',
      body: { deviceName: '{deviceName}', totp: '{code}' },
      success,
    },
    cancel: { path: '/totp/device/remove', body: { deviceName: '{deviceName}' }, success },
  },
  factors: {
    list: { method: 'GET', path: '/totp/device/list', success, result: { items: 'devices' } },
    item: { name: 'name', active: 'verified' },
    kinds: { '*': 'totp' },
    remove: { path: '/totp/device/remove', body: { deviceName: '{deviceName}' }, success },
  },
  errors: {
    code: 'status',
    codes: {
      INVALID_TOTP_ERROR: 'invalid-code',
      INCORRECT_USER_INPUT_CODE_ERROR: 'invalid-code',
      EXPIRED_USER_INPUT_CODE_ERROR: 'code-expired',
      RESTART_FLOW_ERROR: 'challenge-expired',
      LIMIT_REACHED_ERROR: 'rate-limited',
      DEVICE_ALREADY_EXISTS_ERROR: 'name-taken',
      UNKNOWN_DEVICE_ERROR: 'not-enrolled',
      UNKNOWN_USER_ID_ERROR: 'not-enrolled',
    },
    attemptsLeft: { path: 'maxNumberOfFailedAttempts', minus: 'currentNumberOfFailedAttempts' },
    retryAfter: { path: 'retryAfterMs', as: 'in-ms' },
  },
};
