import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Clock } from '../core/clock.js';
import type { Deadline } from '../core/deadline.js';
import { PageTicker, type TickerTask } from './page-ticker.js';

const SECOND_MS = 1000;

export interface CountdownOptions {
  clock: () => Clock;
  /** Remaining milliseconds at which `onThreshold` is called, each once. */
  thresholds?: () => readonly number[];
  /** The time left has sunk to this threshold; the lowest one where several were slept through. */
  onThreshold?: (thresholdMs: number) => void;
  /** The deadline has passed. Called once for each deadline. */
  onEnd?: () => void;
}

/**
 * Counts down to a deadline, for a host that shows the time left: sleep, throttling and reload change nothing. Owns the
 * wake-ups; does not own words or announcements. While the host is out of sight it wakes only for thresholds and the end.
 */
export class CountdownController implements ReactiveController, TickerTask {
  readonly #host: ReactiveControllerHost & Element;
  readonly #options: CountdownOptions;
  #deadline: Deadline | undefined;
  #shownSeconds: number | undefined;
  #lastRemaining = Infinity;
  #ticker: PageTicker | undefined;
  #observer: IntersectionObserver | undefined;
  #inSight = true;
  #connected = false;

  constructor(host: ReactiveControllerHost & Element, options: CountdownOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Nothing where no countdown runs. */
  get deadline(): Deadline | undefined {
    return this.#deadline;
  }

  /** Starts a countdown, or ends it with nothing. The same deadline again changes nothing. */
  set deadline(deadline: Deadline | undefined) {
    if (deadline === this.#deadline) return;
    this.#deadline = deadline;
    this.#lastRemaining = deadline === undefined ? Infinity : this.remainingMs;
    this.#shownSeconds = this.remainingSeconds;
    this.#restart();
    this.#host.requestUpdate();
  }

  /** Milliseconds left, never below zero; `Infinity` where no countdown runs. */
  get remainingMs(): number {
    return this.#deadline?.remainingMs ?? Infinity;
  }

  /** Whole seconds left, rounded up, so that 0 is shown only at the end. */
  get remainingSeconds(): number {
    return Math.ceil(this.remainingMs / SECOND_MS);
  }

  get running(): boolean {
    return this.#deadline !== undefined && this.remainingMs > 0;
  }

  hostConnected(): void {
    this.#connected = true;
    this.#restart();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#stop();
  }

  nextWake(now: number): number | undefined {
    if (this.#deadline === undefined || this.#lastRemaining <= 0) return undefined;
    const remaining = this.remainingMs;
    const thresholds = this.#options.thresholds?.() ?? [];
    const pending = thresholds.filter((threshold) => threshold < remaining);
    const nextEvent = now + remaining - Math.max(0, ...pending);
    if (!this.#inSight) return nextEvent;
    // All countdowns of a page change at the same whole second of the clock, so that they share one wake-up.
    return Math.min(nextEvent, (Math.floor(now / SECOND_MS) + 1) * SECOND_MS);
  }

  wake(): void {
    const before = this.#lastRemaining;
    const remaining = this.remainingMs;
    this.#lastRemaining = remaining;
    if (this.remainingSeconds !== this.#shownSeconds) {
      this.#shownSeconds = this.remainingSeconds;
      this.#host.requestUpdate();
    }
    if (remaining <= 0) {
      if (before > 0) {
        this.#stop();
        this.#options.onEnd?.();
      }
      return;
    }
    const crossed = (this.#options.thresholds?.() ?? []).filter(
      (threshold) => threshold < before && threshold >= remaining,
    );
    if (crossed.length > 0) this.#options.onThreshold?.(Math.min(...crossed));
  }

  #restart(): void {
    this.#stop();
    if (!this.#connected || this.#deadline === undefined) return;
    if (this.#lastRemaining <= 0 && this.remainingMs <= 0) return;
    this.#inSight = true;
    this.#observer = new IntersectionObserver((entries) => this.#onSight(entries));
    this.#observer.observe(this.#host);
    this.#ticker = PageTicker.for(this.#options.clock());
    this.#ticker.add(this);
  }

  #stop(): void {
    this.#ticker?.delete(this);
    this.#ticker = undefined;
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #onSight(entries: readonly IntersectionObserverEntry[]): void {
    const inSight = entries.at(-1)?.isIntersecting ?? true;
    if (inSight === this.#inSight) return;
    this.#inSight = inSight;
    if (inSight) this.wake();
    this.#ticker?.reschedule();
  }
}
