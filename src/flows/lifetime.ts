import type { Clock } from '../core/clock.js';
import { Deadline } from '../core/deadline.js';
import { valueOf, type Option } from './flow.js';

const SECOND_MS = 1000;
const DEFAULT_EXPIRES_IN_S = 300;

/** When a code is over, for states of flows. */
export interface LifetimeFacts {
  readonly expiresAt: Deadline | undefined;
  /** Whether the backend or the page has said so; else it is only likely. */
  readonly expiryIsCertain: boolean;
  /** The code may be over: by its likely end, or because the clock of the machine was set, or it slept. */
  readonly mayHaveExpired: boolean;
}

/** How long a code is good, as far as anybody knows. Owns no timer: it is asked. */
export class Lifetime {
  readonly #clock: Clock;
  readonly #expiresIn: Option<number | undefined> | undefined;
  #expiresAt: Deadline | undefined;
  #isCertain = false;
  #mayBeOver = false;

  /** @param expiresIn - Seconds, where the page says for how long codes are good. */
  constructor(clock: Clock, expiresIn?: Option<number | undefined>) {
    this.#clock = clock;
    this.#expiresIn = expiresIn;
  }

  /** When a code that is sent now is over, where the backend does not say: epoch milliseconds. */
  get likelyEnd(): number {
    return this.#clock.now() + (valueOf(this.#expiresIn) ?? DEFAULT_EXPIRES_IN_S) * SECOND_MS;
  }

  /** What a state tells of it. */
  get facts(): LifetimeFacts {
    return {
      expiresAt: this.#expiresAt,
      expiryIsCertain: this.#isCertain,
      mayHaveExpired: this.#mayBeOver,
    };
  }

  /** The code is over, by both clocks and by whoever made it. */
  get isOver(): boolean {
    return this.#isCertain && this.#expiresAt?.isSurelyPast === true;
  }

  /** What there is to wait for. */
  get next(): Deadline | undefined {
    return this.#mayBeOver ? undefined : this.#expiresAt;
  }

  /** A code that is good until then, in epoch milliseconds; `told` says whether the backend has told. */
  begin(expiresAt: number | undefined, told: boolean): void {
    this.#isCertain = told || valueOf(this.#expiresIn) !== undefined;
    this.#expiresAt = Deadline.from(this.#clock, expiresAt);
    this.#mayBeOver = false;
  }

  /** Time has passed: the code may be over. */
  look(): void {
    if (this.#expiresAt?.isPast && !this.isOver) this.#mayBeOver = true;
  }

  /** There is no code any more. */
  end(): void {
    this.#expiresAt = undefined;
    this.#mayBeOver = false;
  }
}
