import { Task, TaskStatus } from '@lit/task';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { settle, type CallOutcome } from '../core/settle.js';

export type { CallOutcome } from '../core/settle.js';

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
