import { Task, TaskStatus } from '@lit/task';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isMfaError, MfaError } from '../core/mfa-error.js';

/** How a call ended: with what it gave, with a failure, or with nothing where it was given up. */
export type CallOutcome<Result> = { value: Result } | { error: MfaError } | undefined;

/**
 * One kind of call to the backend, never more than one of it at a time. Removal of the host gives it up, even where
 * the client does not listen to the signal. Owns the call; keeps neither arguments nor result, which may be secret.
 */
export class CallController<Args extends readonly unknown[], Result> implements ReactiveController {
  readonly #task: Task<readonly [(signal: AbortSignal) => Promise<void>], undefined>;
  readonly #call: (signal: AbortSignal, ...args: Args) => Promise<Result>;

  constructor(host: ReactiveControllerHost, call: (signal: AbortSignal, ...args: Args) => Promise<Result>) {
    this.#call = call;
    this.#task = new Task(host, {
      autoRun: false,
      task: async ([work], { signal }) => {
        await work(signal);
        return undefined;
      },
    });
    host.addController(this);
  }

  get pending(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  hostDisconnected(): void {
    this.abort();
  }

  abort(): void {
    this.#task.abort();
  }

  /** Makes the call. Nothing happens, and nothing comes back, while one is under way. Never rejects. */
  async run(...args: Args): Promise<CallOutcome<Result>> {
    if (this.pending) return undefined;
    let outcome: CallOutcome<Result>;
    await this.#task.run([
      async (signal) => {
        outcome = await settle(this.#call(signal, ...args), signal);
      },
    ]);
    return outcome;
  }
}

async function settle<Result>(call: Promise<Result>, signal: AbortSignal): Promise<CallOutcome<Result>> {
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const settled = call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: toMfaError(error) }),
  );
  const outcome = await Promise.race([settled, aborted]);
  return signal.aborted ? undefined : outcome;
}

/** A failure of any kind as one of ours: what a page's own client throws is, to a person, trouble on the server. */
function toMfaError(error: unknown): MfaError {
  return isMfaError(error) ? error : new MfaError('server', { message: 'the client failed', cause: error });
}
