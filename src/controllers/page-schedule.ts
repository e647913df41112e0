import type { Clock } from '../core/clock.js';
import type { Schedule } from '../core/schedule.js';
import { PageTicker, type TickerTask } from './page-ticker.js';

/** The schedule of a page: nothing is called while it is hidden, and what was due by then is called when it shows. */
export function pageSchedule(clock: Clock): Schedule {
  return {
    when(deadline, callback) {
      const ticker = PageTicker.for(clock);
      const task: TickerTask = {
        nextWake: () => deadline.at,
        wake() {
          if (!deadline.isPast) return;
          ticker.delete(task);
          callback();
        },
      };
      ticker.add(task);
      return () => ticker.delete(task);
    },
  };
}
