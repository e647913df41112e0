import type { MfaError, MfaErrorCode } from '../../core/mfa-error.js';
import { RETYPE, type TotpEnrollState } from '../../flows/totp-enroll-state.js';
import type { TextKey, TextOf } from '../../locales/texts.js';

/** What is said otherwise here than of a code that was sent. */
export const FAILURE_TEXTS: Partial<Record<MfaErrorCode, TextKey>> = {
  'code-used': 'totpCodeUsed',
  'code-expired': 'totpCodeOld',
  'challenge-expired': 'totpExpired',
  'not-enrolled': 'totpExpired',
  'too-many-attempts': 'totpTooManyAttempts',
};

/** What is wrong, in words, each at its place; empty where nothing is. */
export interface Troubles {
  /** What went wrong last, wherever that is shown. */
  failure: string;
  /** What is wrong with the name. */
  nameError: string;
  /** What is wrong with the code. */
  codeError: string;
  /** What went wrong, where it is not about what is in a field. */
  error: string;
}

export interface TroubleWords {
  text: TextOf;
  errorText: (error: MfaError) => string;
  codeLength: number;
}

/** @param missing - What was sent without being whole. */
export function troublesOf(
  state: TotpEnrollState,
  missing: 'name' | 'code' | undefined,
  { text, errorText, codeLength }: TroubleWords,
): Troubles {
  const { status } = state;
  const failure = state.failure ? errorText(state.failure) : '';
  const isField = isAboutField(state);
  const nameFailure = isField && status === 'naming' ? failure : '';
  const codeFailure = isField && status === 'pairing' ? failure : '';
  return {
    failure,
    nameError: missing === 'name' ? text('totpNameMissing') : nameFailure,
    codeError: missing === 'code' ? text('codeIncomplete', { length: codeLength }) : codeFailure,
    error: isField ? '' : failure,
  };
}

/** What went wrong is about what is in a field, which says so itself. */
export function isAboutField({ status, failure }: TotpEnrollState): boolean {
  if (!failure) return false;
  return status === 'naming'
    ? failure.code === 'name-taken'
    : status === 'pairing' && RETYPE.includes(failure.code);
}
