import type { Clock } from '../core/clock.js';
import { isMfaError, UNCERTAIN } from '../core/mfa-error.js';
import type { KeyMaker } from './keys.js';
import type { DeskLimits } from './limits.js';
import { assertAllowed } from './standing.js';
import type { MfaStore } from './store.js';

export interface DeskParts {
  readonly store: MfaStore;
  readonly keys: KeyMaker;
  readonly limits: DeskLimits;
  readonly clock: Clock;
}

/** Counts what agents do and what people have done to them, before the service hears of it. */
export class DeskGuard {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /**
   * What fails for sure does not count for the person, whom an outage shall not keep out; for the agent it does, or
   * nothing would stop who tries one person after another.
   *
   * @param agent - Without one the whole desk counts as one.
   * @throws MfaError `rate-limited`; whatever `act` fails with
   */
  async pass<Result>(agent: string | undefined, uid: string, act: () => Promise<Result>): Promise<Result> {
    const { store, keys, limits, clock } = this.#parts;
    // First, so that an agent who is over their limit uses up nobody else's.
    const byAgent = await store.take(await keys('desk-agent', agent ?? ''), limits.agent);
    assertAllowed(byAgent, clock, 'Too much from this agent');
    const key = await keys('desk-user', uid);
    assertAllowed(await store.take(key, limits.user), clock, 'Too much for this person');
    try {
      return await act();
    } catch (error) {
      if (isMfaError(error) && !UNCERTAIN.includes(error.code)) await store.giveBack(key, limits.user);
      throw error;
    }
  }
}
