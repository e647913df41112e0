import { settle, type CallOutcome } from '../core/settle.js';

/** The calls of one flow, never more than one at a time. Keeps neither arguments nor results, which may be secret. */
export class Calls {
  #abort: AbortController | undefined;

  get busy(): boolean {
    return this.#abort !== undefined;
  }

  /** Makes a call. Nothing happens, and nothing comes back, while one is under way. Never rejects. */
  async run<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<CallOutcome<Result>> {
    if (this.#abort) return undefined;
    const abort = (this.#abort = new AbortController());
    const outcome = await settle(work(abort.signal), abort.signal);
    // It may have been given up in the very moment of its end.
    if (this.#abort !== abort) return undefined;
    this.#abort = undefined;
    return outcome;
  }

  /** Gives up what is under way: its `run` resolves to nothing. */
  giveUp(): void {
    const abort = this.#abort;
    this.#abort = undefined;
    abort?.abort();
  }
}
