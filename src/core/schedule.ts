import type { Clock } from './clock.js';
import type { Deadline } from './deadline.js';

/** What a platform's timer can hold: a longer wait is made of several. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls back at a time. A page has one that knows when it is hidden; {@link plainSchedule} is for everywhere else. */
export interface Schedule {
  /** Calls back once, when the deadline has passed. Returns what takes that back. */
  when(deadline: Deadline, callback: () => void): () => void;
}

/** A timer for each deadline. */
export function plainSchedule(clock: Clock): Schedule {
  return {
    when(deadline, callback) {
      let timer: unknown;
      const wait = (): void => {
        const { remainingMs } = deadline;
        timer = clock.setTimeout(
          () => {
            if (deadline.isPast) callback();
            else wait();
          },
          Math.min(remainingMs, LONGEST_TIMER_MS),
        );
      };
      wait();
      return () => clock.clearTimeout(timer);
    },
  };
}
