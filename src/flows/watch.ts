import type { Deadline } from '../core/deadline.js';
import type { Schedule } from '../core/schedule.js';

/** Waits for the deadlines of a flow, for as long as somebody looks at it: before and after that no timer runs. */
export class Watch {
  readonly #schedule: Schedule;
  readonly #onTime: () => void;
  #deadlines: readonly (Deadline | undefined)[] = [];
  #isAwake = false;
  #undo: (() => void)[] = [];

  constructor(schedule: Schedule, onTime: () => void) {
    this.#schedule = schedule;
    this.#onTime = onTime;
  }

  /** These are the deadlines now, in place of those before. */
  follow(deadlines: readonly (Deadline | undefined)[]): void {
    if (deadlines.every((deadline, index) => deadline === this.#deadlines[index])) return;
    this.#deadlines = deadlines;
    this.#start();
  }

  wake(): void {
    this.#isAwake = true;
    this.#start();
  }

  rest(): void {
    this.#isAwake = false;
    this.#start();
  }

  #start(): void {
    for (const undo of this.#undo) undo();
    this.#undo = [];
    if (!this.#isAwake) return;
    for (const deadline of this.#deadlines)
      if (deadline) this.#undo.push(this.#schedule.when(deadline, this.#onTime));
  }
}
