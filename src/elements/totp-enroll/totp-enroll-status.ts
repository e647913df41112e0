import type { MfaErrorCode } from '../../core/mfa-error.js';
import type { TextKey } from '../../locales/texts.js';

/** Where `<mfa-totp-enroll>` is. */
export const TOTP_ENROLL_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** The person gives the device a name. */
  'naming',
  /** The backend makes a key. */
  'creating',
  /** The key is shown; a code can be entered. */
  'pairing',
  /** The first code is being checked. */
  'activating',
  /** The authenticator is active. */
  'activated',
  /** There is no key, or no longer one that counts. */
  'failed',
] as const;
export type TotpEnrollStatus = (typeof TOTP_ENROLL_STATUSES)[number];

/** A status that lasts; the others are calls under way. */
export type TotpEnrollPhase = Exclude<TotpEnrollStatus, 'creating' | 'activating'>;

/** Another code of the same key may be right. */
export const RETYPE: readonly MfaErrorCode[] = ['invalid-code', 'code-used', 'code-expired'];

/** The key is void. */
export const VOID: readonly MfaErrorCode[] = ['challenge-expired', 'too-many-attempts', 'not-enrolled'];

/** Nobody knows whether the code was taken. */
export const UNCERTAIN: readonly MfaErrorCode[] = ['network', 'timeout', 'bad-response', 'server'];

/** What is said otherwise here than of a code that was sent. */
export const ERROR_TEXTS: Partial<Record<MfaErrorCode, TextKey>> = {
  'code-used': 'totpCodeUsed',
  'code-expired': 'totpCodeOld',
  'challenge-expired': 'totpExpired',
  'not-enrolled': 'totpExpired',
  'too-many-attempts': 'totpTooManyAttempts',
};
