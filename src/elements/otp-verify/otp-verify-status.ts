import type { MfaErrorCode } from '../../core/mfa-error.js';

/** Where `<mfa-otp-verify>` is. */
export const OTP_VERIFY_STATUSES = [
  /** No code has been asked for. */
  'idle',
  /** A code can be entered. */
  'ready',
  /** A code is being checked. */
  'verifying',
  /** Another code is being sent. */
  'resending',
  /** The code is void, by time or by attempts: another one is needed. */
  'expired',
  /** Locked, or too many requests: nothing goes until a known time. */
  'blocked',
  /** The session is over: the person has to sign in again. */
  'ended',
  /** The code was right. */
  'verified',
] as const;
export type OtpVerifyStatus = (typeof OTP_VERIFY_STATUSES)[number];

/** A status that lasts; the others are calls under way. */
export type OtpVerifyPhase = Exclude<OtpVerifyStatus, 'verifying' | 'resending'>;

/** What a failure does to the field. */
export type FailureEffect = 'retype' | 'void' | 'wait' | 'end' | 'keep';

const EFFECTS: Partial<Record<MfaErrorCode, FailureEffect>> = {
  'invalid-code': 'retype',
  'code-used': 'void',
  'code-expired': 'void',
  'challenge-expired': 'void',
  'too-many-attempts': 'void',
  locked: 'wait',
  'rate-limited': 'wait',
  unauthenticated: 'end',
};

/**
 * What a failure means for what was typed: everything that is not named keeps it, for another try. A code of an app is
 * never void for good: the app shows the next one by itself.
 */
export function effectOf(code: MfaErrorCode, isTotp: boolean): FailureEffect {
  const effect = EFFECTS[code] ?? 'keep';
  if (!isTotp || effect !== 'void') return effect;
  return code === 'code-used' || code === 'code-expired' ? 'retype' : 'keep';
}
