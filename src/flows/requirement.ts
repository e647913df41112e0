import type { Clock } from '../core/clock.js';
import { Deadline } from '../core/deadline.js';

/** Whether an account needs a second factor: always, never, or from some day on. */
export class Requirement {
  /** When it begins, or has begun since; nothing where it was there from the first, or never comes. */
  readonly begins: Deadline | undefined;
  readonly #isRequired: boolean;

  /** @param policy - `requiredFrom` in epoch milliseconds. */
  constructor(clock: Clock, policy: { readonly required: boolean; readonly requiredFrom?: number }) {
    this.#isRequired = policy.required;
    this.begins = policy.required ? undefined : Deadline.from(clock, policy.requiredFrom);
  }

  /** It needs one now. */
  get isRequired(): boolean {
    return this.#isRequired || this.begins?.isPast === true;
  }

  /** The moment to wait for. */
  get next(): Deadline | undefined {
    return this.isRequired ? undefined : this.begins;
  }
}
