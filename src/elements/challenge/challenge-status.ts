/** Where `<mfa-challenge>` is. */
export const CHALLENGE_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** It is being found out what there is. */
  'loading',
  /** The person chooses a way. */
  'choosing',
  /** The person proves who they are. */
  'answering',
  /** The person sets a factor up. */
  'enrolling',
  /** The backend wants a proof first. */
  'proving',
  /** Recovery codes that were just made have to be saved. */
  'saving',
  /** It is done. */
  'completed',
  /** The person goes on without. */
  'skipped',
  /** There is no way that works here. */
  'unusable',
  /** The sign-in is over: the person has to sign in again. */
  'ended',
  /** It could not be found out what there is. */
  'failed',
] as const;
export type ChallengeStatus = (typeof CHALLENGE_STATUSES)[number];
