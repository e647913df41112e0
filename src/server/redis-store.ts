import { RateLimiterRedis } from 'rate-limiter-flexible';
import { systemClock, type Clock } from '../core/clock.js';
import { countsOf, LimiterPool } from './counts.js';
import type { MfaStore } from './store.js';

/** What is used of a client of the npm package `redis`, version 4 or later. The limiter uses its `multi` as well. */
export interface RedisClient {
  readonly isReady: boolean;
  get(key: string): Promise<unknown>;
  set(key: string, value: string, options: { PX: number }): Promise<unknown>;
  del(key: string): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  multi(): unknown;
}

export interface RedisStoreOptions {
  /** What all keys begin with. Default `mfa:`. */
  prefix?: string;
  /** Milliseconds until an answer is given up. Default 2,000. */
  timeoutMs?: number;
  clock?: Clock;
}

const TIMEOUT_MS = 2000;

/** A count that has been cleared meanwhile does not go below zero. */
const GIVE_BACK = `
  local count = tonumber(redis.call('get', KEYS[1]) or '0')
  if count > 0 then redis.call('decr', KEYS[1]) end
  return count`;

/** No record is empty: nothing stands for none. */
const SWAP = `
  if (redis.call('get', KEYS[1]) or '') ~= ARGV[1] then return 0 end
  redis.call('set', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return 1`;

/**
 * Keeps everything in Redis, for any number of processes. The caller connects the client, listens to its `error` event
 * and closes it.
 */
export function createRedisStore(client: RedisClient, options: RedisStoreOptions = {}): MfaStore {
  const { prefix = 'mfa:', timeoutMs = TIMEOUT_MS, clock = systemClock } = options;
  const pool = new LimiterPool(
    (more) =>
      new RateLimiterRedis({
        ...more,
        storeClient: client,
        useRedisPackage: true,
        rejectIfRedisNotReady: true,
      }),
  );
  /** A client without a connection would keep the command for later; one that hangs would never answer. */
  async function ask<T>(command: () => Promise<T>): Promise<T> {
    if (!client.isReady) throw new Error('Redis is not connected');
    let timer: unknown;
    const late = new Promise<never>((_, reject) => {
      timer = clock.setTimeout(() => reject(new Error('Redis does not answer')), timeoutMs);
    });
    try {
      return await Promise.race([command(), late]);
    } finally {
      clock.clearTimeout(timer);
    }
  }

  const counts = countsOf(pool, async (key, limit) => {
    await client.eval(GIVE_BACK, { keys: [pool.of(limit).getKey(key)], arguments: [] });
  });

  return {
    take: (key, limit) => ask(() => counts.take(prefix + key, limit)),
    look: (key, limit) => ask(() => counts.look(prefix + key, limit)),
    clear: (key, limit) => ask(() => counts.clear(prefix + key, limit)),
    giveBack: (key, limit) => ask(() => counts.giveBack(prefix + key, limit)),
    async read(key) {
      const value = await ask(() => client.get(prefix + key));
      return typeof value === 'string' ? value : undefined;
    },
    async write(key, value, lifetimeMs) {
      await ask(() => client.set(prefix + key, value, { PX: Math.ceil(lifetimeMs) }));
    },
    async swap(key, before = '', value, lifetimeMs) {
      const given = [before, value, `${Math.ceil(lifetimeMs)}`];
      return (await ask(() => client.eval(SWAP, { keys: [prefix + key], arguments: given }))) === 1;
    },
    async remove(key) {
      return (await ask(() => client.del(prefix + key))) === 1;
    },
  };
}
