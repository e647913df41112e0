import type { Clock } from '../../src/core/clock.js';

interface Timer {
  due: number;
  callback: () => void;
  handle: ReturnType<typeof globalThis.setTimeout>;
}

/** Real time that can be moved forward. Timers that become due by that fire at once. */
export class OffsetClock implements Clock {
  readonly #timers = new Set<Timer>();
  #offset: number;

  constructor(offsetMs = 0) {
    this.#offset = offsetMs;
  }

  now(): number {
    return Date.now() + this.#offset;
  }

  setTimeout(callback: () => void, ms: number): unknown {
    const handle = globalThis.setTimeout(() => this.#fire(timer), ms);
    const timer: Timer = { due: this.now() + ms, callback, handle };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(timer: unknown): void {
    if (!timer) return;
    globalThis.clearTimeout((timer as Timer).handle);
    this.#timers.delete(timer as Timer);
  }

  advance(ms: number): void {
    this.#offset += ms;
    for (const timer of [...this.#timers]) if (timer.due <= this.now()) this.#fire(timer);
  }

  #fire(timer: Timer): void {
    this.clearTimeout(timer);
    timer.callback();
  }
}
