/** Time, injected everywhere, so that tests own it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Milliseconds since some moment, never set by anybody: what tells a clock that was corrected from time that has
   * passed. It may stand still while the machine sleeps. Without it, `now` is believed.
   */
  monotonic?(): number;
  /** Calls back after `ms` milliseconds; returns what {@link Clock.clearTimeout} takes. */
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The real time. Looks the functions up at each call, so that a page's own patches of them are seen. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (callback, ms) => globalThis.setTimeout(callback, ms),
  clearTimeout: (timer) => globalThis.clearTimeout(timer as number),
};
