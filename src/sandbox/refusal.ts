/** Why the engine says no, before a wire contract puts it into its own words. */
export type RefusalReason =
  | 'unknown-challenge'
  | 'superseded'
  | 'used'
  | 'expired'
  | 'wrong-code'
  | 'too-many-attempts'
  | 'locked'
  | 'cooldown'
  | 'no-device'
  | 'unknown-device'
  | 'inactive-device'
  | 'already-active'
  | 'name-taken'
  | 'too-many-devices'
  | 'wrong-origin'
  | 'wrong-passkey';

export class Refusal extends Error {
  readonly reason: RefusalReason;
  /** Epoch milliseconds. */
  readonly retryAt: number | undefined;
  readonly attemptsLeft: number | undefined;

  constructor(reason: RefusalReason, more: { retryAt?: number; attemptsLeft?: number } = {}) {
    super(reason);
    this.reason = reason;
    this.retryAt = more.retryAt;
    this.attemptsLeft = more.attemptsLeft;
  }
}
