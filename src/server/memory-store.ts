import { RateLimiterMemory } from 'rate-limiter-flexible';
import { systemClock, type Clock } from '../core/clock.js';
import { countsOf, LimiterPool } from './counts.js';
import type { MfaStore } from './store.js';

/** How many records there may be before those that are over are looked for. */
const SWEEP_AT = 1000;

/**
 * Keeps everything in this process: for one process, and for tests. What it keeps is lost when the process ends, counts
 * of failures among it.
 *
 * @param clock - For the lifetime of records. Counts go by the real time.
 */
export function createMemoryStore(clock: Pick<Clock, 'now'> = systemClock): MfaStore {
  const pool = new LimiterPool((options) => new RateLimiterMemory(options));
  const records = new Map<string, { value: string; until: number }>();
  let sweepAt = SWEEP_AT;

  function sweep(): void {
    const now = clock.now();
    for (const [key, { until }] of records) if (until <= now) records.delete(key);
    sweepAt = Math.max(SWEEP_AT, records.size * 2);
  }

  function valueOf(key: string): string | undefined {
    const record = records.get(key);
    return record && record.until > clock.now() ? record.value : undefined;
  }

  function keep(key: string, value: string, lifetimeMs: number): void {
    records.set(key, { value, until: clock.now() + lifetimeMs });
    if (records.size > sweepAt) sweep();
  }

  return {
    ...countsOf(pool, async (key, limit) => {
      const limiter = pool.of(limit);
      // Nothing between the two waits: a count that has been cleared meanwhile does not go below zero.
      const { consumedPoints } = await limiter.reward(key);
      if (consumedPoints <= 0) await limiter.delete(key);
    }),
    read: (key) => Promise.resolve(valueOf(key)),
    write(key, value, lifetimeMs) {
      keep(key, value, lifetimeMs);
      return Promise.resolve();
    },
    swap(key, before, value, lifetimeMs) {
      const isSame = valueOf(key) === before;
      if (isSame) keep(key, value, lifetimeMs);
      return Promise.resolve(isSame);
    },
    remove(key) {
      const record = records.get(key);
      records.delete(key);
      return Promise.resolve(record !== undefined && record.until > clock.now());
    },
  };
}
