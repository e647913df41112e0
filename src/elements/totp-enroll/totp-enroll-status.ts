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
  /** The backend wants a proof first. */
  'proving',
  /** The first code is being checked. */
  'activating',
  /** The authenticator is active. */
  'activated',
  /** There is no key, or no longer one that counts. */
  'failed',
] as const;
export type TotpEnrollStatus = (typeof TOTP_ENROLL_STATUSES)[number];

/** A status that lasts; the others are calls under way, and what they wait for. */
export type TotpEnrollPhase = Exclude<TotpEnrollStatus, 'creating' | 'activating' | 'proving'>;
