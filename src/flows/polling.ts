import type { Clock } from '../core/clock.js';
import { Deadline, timeOf } from '../core/deadline.js';
import { Lifetime } from './lifetime.js';

const SECOND_MS = 1000;
/** Without a word of the backend: soon at first, for those who have the phone in their hand. */
const FIRST_PACE_MS = 2 * SECOND_MS;
const STEADY_PACE_MS = 5 * SECOND_MS;
const GROWTH = 1.25;
/** A backend in trouble is asked less and less often, down to this. */
const SLOWEST_PACE_MS = 30 * SECOND_MS;
/** What a backend may want: anything else is a slip, and would flood it or let the person wait for nothing. */
const BELIEVABLE_MS = { least: SECOND_MS, most: 60 * SECOND_MS };

/** What a state tells of a wait for an answer elsewhere. */
export interface PollingFacts {
  /** When it is over. */
  readonly expiresAt: Deadline | undefined;
  /** It may be over: the clock of the machine was set, or it slept. The backend decides. */
  readonly mayHaveExpired: boolean;
}

/**
 * When a backend is asked again whether the person has answered elsewhere, and until when. Makes no call and owns no
 * timer: it is asked. Whoever was away past the end is asked for once more before it counts.
 */
export class Polling {
  readonly #clock: Clock;
  readonly #lifetime: Lifetime;
  #paceMs = FIRST_PACE_MS;
  #slowdown = 1;
  #isTold = false;
  #askAt: Deadline | undefined;
  #isAsking = false;
  #isAskedAtEnd = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lifetime = new Lifetime(clock);
  }

  get facts(): PollingFacts {
    const { expiresAt, mayHaveExpired } = this.#lifetime.facts;
    return { expiresAt, mayHaveExpired };
  }

  /** What there is to wait for. */
  get next(): readonly (Deadline | undefined)[] {
    return [this.#lifetime.next, this.#askAt];
  }

  /** Now is the time to ask. */
  get isDue(): boolean {
    if (this.#isAsking || !this.#lifetime.facts.expiresAt) return false;
    return this.#lifetime.isOver ? !this.#isAskedAtEnd : this.#askAt?.isPast === true;
  }

  /** Nobody answers any more, and the backend has been asked since. */
  get isOver(): boolean {
    return !this.#isAsking && this.#isAskedAtEnd && this.#lifetime.isOver;
  }

  /**
   * The wait begins.
   *
   * @param wait.expiresAt - Its end, in epoch milliseconds, where the backend says; else it is given up after `lasts`.
   * @param wait.pollAfterMs - The backend's own pace.
   * @param lastsMs - How long it is waited where the backend does not say.
   */
  begin(wait: { expiresAt?: number; pollAfterMs?: number }, lastsMs: number): void {
    const { pollAfterMs } = wait;
    this.#lifetime.begin(timeOf(wait.expiresAt) ?? this.#clock.now() + lastsMs, true);
    this.#isTold = typeof pollAfterMs === 'number' && pollAfterMs > 0;
    this.#paceMs = this.#isTold
      ? Math.min(Math.max(pollAfterMs ?? 0, BELIEVABLE_MS.least), BELIEVABLE_MS.most)
      : FIRST_PACE_MS;
    this.#slowdown = 1;
    this.#isAsking = this.#isAskedAtEnd = false;
    this.#askLater();
  }

  /** Time has passed. */
  look(): void {
    this.#lifetime.look();
  }

  /** The backend is being asked. */
  asking(): void {
    this.#isAsking = true;
    this.#isAskedAtEnd = this.#lifetime.isOver;
    this.#askAt = undefined;
  }

  /** The backend says that there is no answer yet. */
  unanswered(): void {
    this.#slowdown = 1;
    if (!this.#isTold) this.#paceMs = Math.min(this.#paceMs * GROWTH, STEADY_PACE_MS);
    this.#askLater();
  }

  /** The backend could not be asked, or said nothing of use. */
  troubled(until?: Deadline): void {
    this.#slowdown *= 2;
    this.#askLater(until);
  }

  end(): void {
    this.#lifetime.end();
    this.#askAt = undefined;
    this.#isAsking = this.#isAskedAtEnd = false;
  }

  #askLater(until?: Deadline): void {
    const waitMs = Math.max(
      Math.min(this.#paceMs * this.#slowdown, Math.max(this.#paceMs, SLOWEST_PACE_MS)),
      until?.remainingMs ?? 0,
    );
    this.#isAsking = false;
    this.#askAt = new Deadline(this.#clock, this.#clock.now() + waitMs);
  }
}
