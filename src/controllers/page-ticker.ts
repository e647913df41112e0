import type { Clock } from '../core/clock.js';

/** Something that has to be done at a time. */
export interface TickerTask {
  /** Epoch milliseconds of the next wake-up, or nothing where none is needed. */
  nextWake(now: number): number | undefined;
  wake(now: number): void;
}

const tickers = new WeakMap<Clock, PageTicker>();

/**
 * The one scheduler of a page (for each clock): one timer for all countdowns, none while the page is hidden or
 * nothing runs. What was missed meanwhile is caught up when the page shows again.
 */
export class PageTicker {
  static for(clock: Clock): PageTicker {
    let ticker = tickers.get(clock);
    if (!ticker) tickers.set(clock, (ticker = new PageTicker(clock)));
    return ticker;
  }

  readonly #clock: Clock;
  readonly #tasks = new Set<TickerTask>();
  #timer: unknown;
  readonly #onVisibility = (): void => this.#wake();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(task: TickerTask): void {
    if (this.#tasks.size === 0) {
      document.addEventListener('visibilitychange', this.#onVisibility);
      // A page that comes back from the back/forward cache was asleep.
      addEventListener('pageshow', this.#onVisibility);
    }
    this.#tasks.add(task);
    this.reschedule();
  }

  delete(task: TickerTask): void {
    if (!this.#tasks.delete(task)) return;
    if (this.#tasks.size === 0) {
      document.removeEventListener('visibilitychange', this.#onVisibility);
      removeEventListener('pageshow', this.#onVisibility);
    }
    this.reschedule();
  }

  /** Computes the next wake-up anew; to be called when a task's answer to `nextWake` has changed. */
  reschedule(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    if (document.hidden) return;
    const now = this.#clock.now();
    let next = Infinity;
    for (const task of this.#tasks) next = Math.min(next, task.nextWake(now) ?? Infinity);
    if (next === Infinity) return;
    this.#timer = this.#clock.setTimeout(() => this.#wake(), Math.max(0, next - now));
  }

  #wake(): void {
    if (!document.hidden) {
      const now = this.#clock.now();
      for (const task of [...this.#tasks]) task.wake(now);
    }
    this.reschedule();
  }
}
