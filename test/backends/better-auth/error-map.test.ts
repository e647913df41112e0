import { expect } from 'chai';
import { toMfaError } from '../../../src/backends/better-auth/error-map.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';

const ROWS: [status: number, code: string | undefined, expected: MfaErrorCode][] = [
  [401, 'INVALID_CODE', 'invalid-code'],
  [401, 'INVALID_BACKUP_CODE', 'invalid-code'],
  [400, 'OTP_HAS_EXPIRED', 'code-expired'],
  [400, 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE', 'too-many-attempts'],
  [429, 'ACCOUNT_TEMPORARILY_LOCKED', 'locked'],
  [401, 'INVALID_TWO_FACTOR_COOKIE', 'unauthenticated'],
  [401, 'UNAUTHORIZED', 'unauthenticated'],
  [403, 'SESSION_NOT_FRESH', 'unauthenticated'],
  [400, 'INVALID_PASSWORD', 'invalid-proof'],
  [400, 'PASSWORD_TOO_LONG', 'invalid-proof'],
  [400, 'TOTP_ALREADY_ENABLED', 'already-enrolled'],
  [400, 'TOTP_NOT_ENABLED', 'not-enrolled'],
  [400, 'OTP_NOT_ENABLED', 'not-enrolled'],
  [400, 'TWO_FACTOR_NOT_ENABLED', 'not-enrolled'],
  [400, 'BACKUP_CODES_NOT_ENABLED', 'not-enrolled'],
  [400, 'FAILED_TO_CREATE_SESSION', 'server'],
  [400, 'CHALLENGE_NOT_FOUND', 'challenge-expired'],
  [401, 'PASSKEY_NOT_FOUND', 'invalid-code'],
  [400, 'AUTHENTICATION_FAILED', 'invalid-code'],
  [500, 'FAILED_TO_VERIFY_REGISTRATION', 'invalid-code'],
  [401, 'SESSION_REQUIRED', 'unauthenticated'],
  [401, 'YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY', 'unauthenticated'],
  [400, 'RESOLVE_USER_REQUIRED', 'misconfigured'],
  [500, 'UNABLE_TO_CREATE_SESSION', 'server'],
  [400, 'OTP_NOT_CONFIGURED', 'misconfigured'],
  [400, 'TOTP_NOT_CONFIGURED', 'misconfigured'],
  [400, 'VALIDATION_ERROR', 'misconfigured'],
  [403, 'INVALID_ORIGIN', 'misconfigured'],
  [500, 'FAILED_TO_INVALIDATE_TWO_FACTOR_CHALLENGE', 'server'],
  [401, undefined, 'unauthenticated'],
  [404, undefined, 'misconfigured'],
  [409, undefined, 'server'],
  [429, undefined, 'rate-limited'],
  [503, undefined, 'server'],
  // Names that every object has are no codes.
  [400, 'constructor', 'misconfigured'],
];

describe('failures of Better Auth', () => {
  for (const [status, code, expected] of ROWS) {
    it(`HTTP ${status} ${code ?? 'without a code'} is ${expected}`, () => {
      const error = toMfaError({ status, body: { code, message: 'Words of the server' } });
      expect(error).to.include({ code: expected, backendMessage: 'Words of the server' });
      expect(error.message).to.equal(`Better Auth ${code ? `${code}, ` : ''}HTTP ${status}`);
    });
  }

  it('passes on when to try again', () => {
    expect(toMfaError({ status: 429, body: {}, retryAt: 1234 }).retryAt).to.equal(1234);
    expect(toMfaError({ status: 429, body: {} }).retryAt).to.equal(undefined);
  });

  for (const body of [undefined, null, 'text', [], { code: 401, message: {} }]) {
    it(`takes ${JSON.stringify({ body })} as no more than its status`, () => {
      const error = toMfaError({ status: 401, body });
      expect(error).to.include({ code: 'unauthenticated', message: 'Better Auth HTTP 401' });
      expect(error.backendMessage).to.equal(undefined);
    });
  }

  it('keeps what is no code out of its message', () => {
    expect(toMfaError({ status: 400, body: { code: 'a <b>secret</b>' } }).message).to.equal(
      'Better Auth HTTP 400',
    );
  });
});
