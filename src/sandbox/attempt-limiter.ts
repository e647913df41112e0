import type { Clock } from '../core/clock.js';
import type { SandboxSettings } from './options.js';
import { Refusal } from './refusal.js';

interface AttemptRecord {
  failures: number;
  lockedUntil: number;
}

/**
 * Counts wrong codes in a row per user, over all their challenges, and locks the account when there are too many.
 * A new code never resets the count (NIST SP 800-63B-4 3.1.3), a right one does.
 */
export class AttemptLimiter {
  readonly #records = new Map<string, AttemptRecord>();
  readonly #settings: Pick<SandboxSettings, 'maxAttempts' | 'lockMs'>;
  readonly #clock: Clock;

  constructor(settings: Pick<SandboxSettings, 'maxAttempts' | 'lockMs'>, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** @throws Refusal `locked` */
  assertOpen(userName: string): void {
    const record = this.#records.get(userName);
    if (!record?.lockedUntil) return;
    if (this.#clock.now() < record.lockedUntil) throw new Refusal('locked', { retryAt: record.lockedUntil });
    this.#records.delete(userName);
  }

  attemptsLeft(userName: string): number {
    return Math.max(0, this.#settings.maxAttempts - (this.#records.get(userName)?.failures ?? 0));
  }

  /** Notes a wrong code; gives what is to be thrown. */
  fail(userName: string): Refusal {
    const record = this.#records.get(userName) ?? { failures: 0, lockedUntil: 0 };
    record.failures++;
    this.#records.set(userName, record);
    const attemptsLeft = this.attemptsLeft(userName);
    if (attemptsLeft) return new Refusal('wrong-code', { attemptsLeft });
    record.lockedUntil = this.#clock.now() + this.#settings.lockMs;
    return new Refusal('too-many-attempts', { attemptsLeft, retryAt: record.lockedUntil });
  }

  succeed(userName: string): void {
    this.#records.delete(userName);
  }

  lock(userName: string, ms: number): void {
    this.#records.set(userName, { failures: 0, lockedUntil: this.#clock.now() + ms });
  }

  reset(): void {
    this.#records.clear();
  }
}
