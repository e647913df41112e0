import { createClock } from '@sinonjs/fake-timers';
import type { Clock } from '../../src/core/clock.js';

/** Time that a test moves. */
export interface FakeClock extends Clock {
  /** Lets time pass, and each timer fire when it is due. */
  advance(ms: number): void;
  /** The machine sleeps: time passes, and what was due meanwhile fires once, afterwards. */
  sleep(ms: number): void;
  /** Somebody sets the machine's clock, by this much, while timers go on as before. */
  set(now: number): void;
  /** How many timers wait. */
  readonly pending: number;
  /** How often a timer has fired. */
  readonly wakeUps: number;
}

/** The same, with a monotonic clock beside it, which stands still while the machine sleeps. */
export function steadyClock(): FakeClock {
  const clock = fakeClock();
  let monotonic = 0;
  return Object.defineProperties(Object.create(clock) as FakeClock, {
    monotonic: { value: () => monotonic },
    advance: {
      value: (ms: number) => {
        monotonic += ms;
        clock.advance(ms);
      },
    },
  });
}

export function fakeClock(now = Date.parse('2030-01-01T00:00:00Z')): FakeClock {
  const clock = createClock(now);
  let wakeUps = 0;
  return {
    now: () => clock.now,
    setTimeout: (callback, ms) =>
      clock.setTimeout(() => {
        wakeUps++;
        callback();
      }, ms),
    clearTimeout: (timer) => clock.clearTimeout(timer as number),
    advance: (ms) => void clock.tick(ms),
    sleep: (ms) => void clock.jump(ms),
    set: (time) => clock.setSystemTime(time),
    get pending() {
      return clock.countTimers();
    },
    get wakeUps() {
      return wakeUps;
    },
  };
}
