import { asMfaError, type MfaError } from '../core/mfa-error.js';

/** How a call ended: with what it gave, with a failure, or with nothing where it was given up. */
export type CallOutcome<Result> = { value: Result } | { error: MfaError } | undefined;

/** How a call ends, or that it was given up, even where the client does not listen to the signal. Never rejects. */
async function settle<Result>(call: Promise<Result>, signal: AbortSignal): Promise<CallOutcome<Result>> {
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const settled = call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: asMfaError(error) }),
  );
  const outcome = await Promise.race([settled, aborted]);
  return signal.aborted ? undefined : outcome;
}

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
