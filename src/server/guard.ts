import type { Channel } from '../core/client.js';
import { MfaError } from '../core/mfa-error.js';
import type { Call, GatewayParts } from './call.js';
import type { RateLimits } from './limits.js';
import { assertAllowed, retryAtOf } from './standing.js';
import type { Limit, Standing } from './store.js';

/** A guess that has been counted before the backend sees it, so that any number of them at once cannot be too many. */
export interface Attempt {
  /** How many are left after this one. */
  readonly left: number;
  /** When there are some again, in epoch milliseconds; nothing where somebody has to unlock the account. */
  readonly retryAt: number | undefined;
  /** The code was not wrong: it does not count towards the lock. */
  notWrong(): Promise<void>;
  /** The backend has not looked at it: it does not count at all. */
  notTaken(): Promise<void>;
}

/** A message that has been counted before it is sent. */
export interface Sending {
  /** From when on there may be another, in epoch milliseconds. */
  readonly resendAt: number | undefined;
  /** The backend has refused it: another one may follow at once. */
  refused(): Promise<void>;
}

/** Counts sends, checks and failures, and says no. All failures are MfaErrors: `rate-limited`, `locked`. */
export class Guard {
  readonly #parts: GatewayParts;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
  }

  /** One call that neither sends nor checks a code. */
  async passOther(call: Call): Promise<void> {
    await this.#pass('others', this.#parts.limits.others, call, undefined);
  }

  /** @param destination - The hash of where the code went, if it was sent. */
  async passCheck(call: Call, destination: string | undefined): Promise<void> {
    await this.#pass('checks', this.#parts.limits.checks, call, destination);
  }

  /** @param destination - The hash of where the message goes. */
  async passSend(call: Call, channel: Channel, destination: string): Promise<Sending> {
    const { keys, store, limits, clock } = this.#parts;
    const { resendDelayMs } = limits;
    // First, so that who asks too early uses up nothing else.
    const pause: Limit | undefined = resendDelayMs ? { count: 1, windowMs: resendDelayMs } : undefined;
    const key = await keys('pause', call.identity.userName, channel);
    if (pause) assertAllowed(await store.take(key, pause), clock);
    await this.#pass('sends', limits.sends, call, destination);
    return {
      resendAt: pause && clock.now() + pause.windowMs,
      refused: async () => {
        if (pause) await store.clear(key, pause);
      },
    };
  }

  /** How many guesses this person has left. @throws MfaError `locked` where there is none */
  async attemptsLeft({ identity }: Call): Promise<number> {
    const { attempts, failures } = await this.#counts(identity.userName);
    const { store } = this.#parts;
    const standings = await Promise.all([
      store.look(attempts.key, attempts.limit),
      store.look(failures.key, failures.limit),
    ]);
    return this.#left(standings);
  }

  /** @throws MfaError `locked` */
  async takeAttempt({ identity }: Call): Promise<Attempt> {
    const { store, clock } = this.#parts;
    const { attempts, failures } = await this.#counts(identity.userName);
    const attempt = await store.take(attempts.key, attempts.limit);
    if (!attempt.allowed) this.#left([attempt]);
    const failure = await store.take(failures.key, failures.limit);
    const left = Math.min(attempt.left, failure.left);
    if (!failure.allowed) this.#left([failure]);
    // Once each, whoever finds out.
    const charged = new Set([failures, attempts]);
    const giveBack = async (count: typeof failures): Promise<void> => {
      if (charged.delete(count)) await store.giveBack(count.key, count.limit);
    };
    return {
      left,
      retryAt: failure.left > 0 ? clock.now() + (attempt.waitMs ?? 0) : undefined,
      notWrong: () => giveBack(failures),
      notTaken: async () => {
        await giveBack(failures);
        await giveBack(attempts);
      },
    };
  }

  /** A right code, or an administrator: everything is forgiven. */
  async forgive(userName: string): Promise<void> {
    const { store } = this.#parts;
    const { attempts, failures } = await this.#counts(userName);
    await store.clear(attempts.key, attempts.limit);
    await store.clear(failures.key, failures.limit);
  }

  async #counts(userName: string): Promise<Record<'attempts' | 'failures', { key: string; limit: Limit }>> {
    const { keys, limits } = this.#parts;
    return {
      attempts: { key: await keys('attempts', userName), limit: limits.attempts },
      failures: { key: await keys('failures', userName), limit: { count: limits.maxFailures, windowMs: 0 } },
    };
  }

  #left(standings: readonly Standing[]): number {
    const none = standings.find(({ allowed }) => !allowed);
    if (none) throw new MfaError('locked', { attemptsLeft: 0, ...retryAtOf(none, this.#parts.clock) });
    return Math.min(...standings.map(({ left }) => left));
  }

  async #pass(
    kind: string,
    limits: Partial<RateLimits>,
    { identity, address }: Call,
    destination: string | undefined,
  ): Promise<void> {
    const { keys, store, clock } = this.#parts;
    const counted: [limit: Limit | undefined, by: string, of: string | undefined][] = [
      [limits.user, 'user', identity.userName],
      [limits.destination, 'destination', destination],
      [limits.address, 'address', address],
    ];
    for (const [limit, by, of] of counted) {
      if (limit && of) assertAllowed(await store.take(await keys(kind, by, of), limit), clock);
    }
  }
}
