/** Every way in which the second factor can fail, as one closed set. Each code has exactly one text in the catalogue. */
export const MFA_ERROR_CODES = [
  /** The code is wrong. It may be tried again. */
  'invalid-code',
  /** An answer to a security question is wrong. */
  'invalid-answer',
  /** The password, or another proof that was asked for, is wrong. */
  'invalid-proof',
  /** The code was right once, and has been used. */
  'code-used',
  /** The code is too old. A new one has to be sent. */
  'code-expired',
  /** The challenge is unknown to the backend, or over. A new one has to be started. */
  'challenge-expired',
  /** No more attempts for this challenge. */
  'too-many-attempts',
  /** The account is locked for a while. */
  'locked',
  /** Too many requests; wait and try again. */
  'rate-limited',
  /** The phone number or e-mail address is not one. */
  'invalid-destination',
  /** The message could not be delivered. */
  'delivery-failed',
  /** The person has no such factor. */
  'not-enrolled',
  /** The person has this factor already. */
  'already-enrolled',
  /** The name for the new device is in use. */
  'name-taken',
  /** No more devices can be added. */
  'limit-reached',
  /** The recovery codes were shown once, and cannot be shown again: new ones can be made. */
  'recovery-codes-shown',
  /** The backend wants a proof first, which the error's `proof` names. */
  'proof-required',
  /** The session is over: the person has to sign in again. */
  'unauthenticated',
  /** The page, or the server behind it, is set up wrongly. For developers; people are told to try later. */
  'misconfigured',
  /** No connection. */
  'network',
  /** No answer in time. */
  'timeout',
  /** The answer makes no sense. */
  'bad-response',
  /** Trouble on the server. */
  'server',
] as const;

/** One of the codes of an MfaError. */
export type MfaErrorCode = (typeof MFA_ERROR_CODES)[number];
