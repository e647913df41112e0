/** Where `<mfa-otp-verify>` is. */
export const OTP_VERIFY_STATUSES = [
  /** No code has been asked for. */
  'idle',
  /** A code can be entered. */
  'ready',
  /** A code is being checked. */
  'verifying',
  /** The backend wants a proof along with the code. */
  'proving',
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
export type OtpVerifyPhase = Exclude<OtpVerifyStatus, 'verifying' | 'proving' | 'resending'>;
