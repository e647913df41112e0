import { OffsetClock } from '../../test/support/offset-clock.js';

/** Real time that a story can move forward. Like the browser's own, it forgives to clear a timer that is none. */
export class StoryClock extends OffsetClock {
  override clearTimeout(timer: unknown): void {
    if (timer !== undefined) super.clearTimeout(timer);
  }
}

/** One that somebody sets forward: only the machine's other clock tells that no time has passed. */
export class SetClock extends StoryClock {
  monotonic(): number {
    return performance.now();
  }
}
