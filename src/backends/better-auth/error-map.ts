import { MfaError, type MfaErrorCode } from '../../core/mfa-error.js';
import { asFields, text } from '../values.js';

/** What is read of an answer. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Epoch milliseconds of the local clock. The limiter says it in `X-Retry-After`. */
  readonly retryAt?: number;
}

/** Contract D.1, the codes of the passkey plugin, and those of the server's core that these routes can answer with. */
const CODES: Readonly<Record<string, MfaErrorCode>> = {
  INVALID_CODE: 'invalid-code',
  INVALID_BACKUP_CODE: 'invalid-code',
  // A code that was used is answered in the same way.
  OTP_HAS_EXPIRED: 'code-expired',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'too-many-attempts',
  ACCOUNT_TEMPORARILY_LOCKED: 'locked',
  // The sign-in that was waiting for its second factor is over.
  INVALID_TWO_FACTOR_COOKIE: 'unauthenticated',
  UNAUTHORIZED: 'unauthenticated',
  SESSION_NOT_FRESH: 'unauthenticated',
  INVALID_PASSWORD: 'invalid-proof',
  PASSWORD_TOO_LONG: 'invalid-proof',
  TOTP_ALREADY_ENABLED: 'already-enrolled',
  TOTP_NOT_ENABLED: 'not-enrolled',
  OTP_NOT_ENABLED: 'not-enrolled',
  TWO_FACTOR_NOT_ENABLED: 'not-enrolled',
  BACKUP_CODES_NOT_ENABLED: 'not-enrolled',
  FAILED_TO_CREATE_SESSION: 'server',
  // Each passkey that is begun takes the place of the one before, and is for one answer.
  CHALLENGE_NOT_FOUND: 'challenge-expired',
  // The server knows it no longer: the password manager does not hear of that.
  PASSKEY_NOT_FOUND: 'invalid-code',
  AUTHENTICATION_FAILED: 'invalid-code',
  // By HTTP 500, whatever was wrong with the answer. It is of no use another time.
  FAILED_TO_VERIFY_REGISTRATION: 'invalid-code',
  SESSION_REQUIRED: 'unauthenticated',
};

/**
 * The one place that says what a failure of Better Auth means. Pure.
 *
 * Codes that are not listed (`OTP_NOT_CONFIGURED`, `VALIDATION_ERROR`, `INVALID_ORIGIN`, …) mean what their status says.
 * The server's own message becomes `backendMessage`, and never the message of the error.
 */
export function toMfaError({ status, body, retryAt }: Answer): MfaError {
  const answer = asFields(body);
  const wireCode = text(answer?.code) ?? '';
  const backendMessage = text(answer?.message);
  const known = Object.hasOwn(CODES, wireCode) ? CODES[wireCode] : undefined;
  return new MfaError(known ?? fromStatus(status), {
    message: `Better Auth ${/^\w{1,64}$/.test(wireCode) ? `${wireCode}, ` : ''}HTTP ${status}`,
    ...(retryAt !== undefined && { retryAt }),
    ...(backendMessage !== undefined && { backendMessage }),
  });
}

function fromStatus(status: number): MfaErrorCode {
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 409: // two calls spent codes at the same time: the same call works a moment later
      return 'server';
    case 429: // the limiter, which sends no code
      return 'rate-limited';
    default:
      return status < 500 ? 'misconfigured' : 'server';
  }
}
