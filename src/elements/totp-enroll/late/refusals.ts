import type { MfaErrorCode } from '../../../core/mfa-error-codes.js';
import type { TextKey } from '../../../locales/texts.js';

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
