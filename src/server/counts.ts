import { RateLimiterRes, type IRateLimiterOptions, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Limit, MfaStore, Standing } from './store.js';

/** One limiter for each limit that is asked for. */
export class LimiterPool<Limiter extends RateLimiterAbstract> {
  readonly #limiters = new Map<string, Limiter>();
  readonly #make: (options: IRateLimiterOptions) => Limiter;

  constructor(make: (options: IRateLimiterOptions) => Limiter) {
    this.#make = make;
  }

  of({ count, windowMs }: Limit): Limiter {
    const name = `${count}/${windowMs}`;
    const known = this.#limiters.get(name);
    if (known) return known;
    const made = this.#make({ points: count, duration: Math.ceil(windowMs / 1000), keyPrefix: '' });
    this.#limiters.set(name, made);
    return made;
  }
}

/** The counting half of a store, but for what differs between them. */
export function countsOf(
  pool: LimiterPool<RateLimiterAbstract>,
  giveBack: MfaStore['giveBack'],
): Pick<MfaStore, 'take' | 'look' | 'clear' | 'giveBack'> {
  return {
    giveBack,
    async take(key, limit) {
      try {
        return standing(await pool.of(limit).consume(key), limit, true);
      } catch (refusal) {
        // What it rejects with tells the two apart: this, or an error of the store.
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        // It has counted all the same: what others give back would not be there to take.
        await giveBack(key, limit);
        return standing(refusal, limit, false);
      }
    },
    async look(key, limit) {
      const found = await pool.of(limit).get(key);
      if (!found) return { allowed: limit.count > 0, left: limit.count };
      return standing(found, limit, found.remainingPoints > 0);
    },
    async clear(key, limit) {
      await pool.of(limit).delete(key);
    },
  };
}

function standing(
  { remainingPoints, msBeforeNext }: RateLimiterRes,
  limit: Limit,
  allowed: boolean,
): Standing {
  return {
    allowed,
    left: remainingPoints,
    ...(limit.windowMs > 0 && { waitMs: Math.max(0, msBeforeNext) }),
  };
}
