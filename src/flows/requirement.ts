import type { Clock } from '../core/clock.js';
import { Deadline } from '../core/deadline.js';

/** Whether an account needs a second factor: always, never, or from some day on. */
export class Requirement {
  readonly #isRequired: boolean;
  readonly #from: Deadline | undefined;

  /** @param policy - `requiredFrom` in epoch milliseconds. */
  constructor(clock: Clock, policy: { readonly required: boolean; readonly requiredFrom?: number }) {
    this.#isRequired = policy.required;
    this.#from = Deadline.from(clock, policy.requiredFrom);
  }

  /** It needs one now. */
  get isRequired(): boolean {
    return this.#isRequired || this.#from?.isPast === true;
  }

  /** When that begins, where it is yet to come. */
  get begins(): Deadline | undefined {
    return this.isRequired ? undefined : this.#from;
  }
}
