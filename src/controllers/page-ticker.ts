import type { Clock } from '../core/clock.js';
import { LONGEST_TIMER_MS } from '../core/schedule.js';

/** Something that has to be done at a time. */
export interface TickerTask {
  /** Epoch milliseconds of the next wake-up, or nothing where none is needed. */
  nextWake(now: number): number | undefined;
  wake(now: number): void;
}

const tickers = new WeakMap<Clock, PageTicker>();

/**
 * The one timer of a page (for each clock), for all that waits: none while the page is hidden or nothing waits. What was
 * missed meanwhile is caught up when the page shows again.
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
  /** When the timer is due; nothing where none runs. */
  #due: number | undefined;
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
    if (document.hidden) return;
    // Only the new one is asked: a page may have a hundred.
    const now = this.#clock.now();
    const next = task.nextWake(now);
    if (next !== undefined && next < (this.#due ?? Infinity)) this.#start(next, now);
  }

  delete(task: TickerTask): void {
    if (!this.#tasks.delete(task) || this.#tasks.size > 0) return;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    removeEventListener('pageshow', this.#onVisibility);
    this.#stop();
  }

  /** Computes the next wake-up anew; to be called when a task's answer to `nextWake` has changed. */
  reschedule(): void {
    this.#stop();
    if (document.hidden) return;
    const now = this.#clock.now();
    let next = Infinity;
    for (const task of this.#tasks) next = Math.min(next, task.nextWake(now) ?? Infinity);
    if (next !== Infinity) this.#start(next, now);
  }

  #wake(): void {
    this.#stop();
    if (document.hidden) return;
    const woken = this.#clock.now();
    for (const task of [...this.#tasks]) task.wake(woken);
    this.reschedule();
  }

  #start(due: number, now: number): void {
    this.#stop();
    this.#due = due;
    const wait = Math.min(Math.max(0, due - now), LONGEST_TIMER_MS);
    this.#timer = this.#clock.setTimeout(() => this.#wake(), wait);
  }

  #stop(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#due = undefined;
  }
}
