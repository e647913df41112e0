/** Where `<mfa-recovery-codes>` is. */
export const RECOVERY_CODES_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** The person is asked whether new codes may replace the old ones. */
  'asking',
  /** The backend wants a proof first. */
  'proving',
  /** The backend shows or makes the codes. */
  'loading',
  /** The codes are there, and have to be saved. */
  'shown',
  /** The person has saved them; they are forgotten here. */
  'acknowledged',
  /** There are none that could be shown; new ones can be made. */
  'empty',
  /** The call failed. */
  'failed',
] as const;
export type RecoveryCodesStatus = (typeof RECOVERY_CODES_STATUSES)[number];
