import type { Clock } from './clock.js';

/**
 * What two clocks differ by though nobody has set one: they are read in steps, of 100 ms in some browsers, and the wall
 * clock is put right over the network.
 */
const DISAGREEMENT_MS = 1000;

/** What somebody says of a time, where it is one. */
export function timeOf(at: number | undefined): number | undefined {
  return Number.isFinite(at) ? at : undefined;
}

/**
 * A time to come, which goes by both clocks of the machine. A number would be wrong as soon as somebody sets the clock:
 * set back, the wall clock says that less has passed than really has; set forward, or after sleep, it says more than
 * the monotonic one, and no platform tells which of the two it was. So what is left is counted by the clock that is
 * further, and only the monotonic one, which never runs ahead of the truth, can say that it is surely over.
 */
export class Deadline {
  readonly #clock: Clock;
  readonly #wallAtStart: number;
  readonly #monotonicAtStart: number | undefined;
  readonly #lengthMs: number;

  /** @param at - Epoch milliseconds, by the clock as it is now. */
  constructor(clock: Clock, at: number) {
    this.#clock = clock;
    this.#wallAtStart = clock.now();
    this.#monotonicAtStart = clock.monotonic?.();
    this.#lengthMs = at - this.#wallAtStart;
  }

  /** The same for a time that may be absent, or none: a page's own client may say anything. */
  static from(clock: Clock, at: number | undefined): Deadline | undefined {
    const time = timeOf(at);
    return time === undefined ? undefined : new Deadline(clock, time);
  }

  /** Milliseconds left, never below zero. */
  get remainingMs(): number {
    return Math.max(0, this.#lengthMs - Math.max(this.#wallElapsed, this.#surelyElapsed));
  }

  /** Whole seconds left, rounded up, so that 0 is shown only at the end. */
  get remainingSeconds(): number {
    return Math.ceil(this.remainingMs / 1000);
  }

  /** No time is left by one of the clocks: it may be over, or somebody has set the clock. */
  get isPast(): boolean {
    return this.remainingMs === 0;
  }

  /** No time is left by both clocks, or by one where the other is no more behind than clocks are. */
  get isSurelyPast(): boolean {
    const behind = this.#wallElapsed - this.#surelyElapsed;
    return this.isPast && (this.#surelyElapsed >= this.#lengthMs || behind < DISAGREEMENT_MS);
  }

  /** Epoch milliseconds, by the clock as it is when this is asked: it moves with a clock that is set back. */
  get at(): number {
    return this.#clock.now() + this.#lengthMs - Math.max(this.#wallElapsed, Math.floor(this.#surelyElapsed));
  }

  get #wallElapsed(): number {
    return this.#clock.now() - this.#wallAtStart;
  }

  get #surelyElapsed(): number {
    const now = this.#clock.monotonic?.();
    return now === undefined || this.#monotonicAtStart === undefined
      ? this.#wallElapsed
      : now - this.#monotonicAtStart;
  }
}
