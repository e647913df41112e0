import type { MfaClient, ProofOptions } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import { CallingFlow } from './calling-flow.js';
import { Calls } from './calls.js';
import { guarded, wasDeclined } from './proof-flow.js';
import { waitAfter } from './wait-after.js';

/** A call came to nothing. */
interface FailedEvent {
  readonly type: 'failed';
  readonly error: MfaError;
}

/** What the flows share that show a list of the account's, change it by one task at a time, and ask for it after each. */
export abstract class ListFlow<State extends object, List, ChangeEvent extends object> extends CallingFlow<
  State,
  ChangeEvent | FailedEvent
> {
  protected readonly loading = new Calls();
  protected readonly saving = new Calls();
  /** The client that the list came from. */
  protected asked: MfaClient | undefined;
  protected loadFailure: MfaError | undefined;
  protected failure: MfaError | undefined;
  protected waitUntil: Deadline | undefined;

  /** Asks the backend for the list. Resolves to whether it is there; does nothing while that is under way. */
  async load(): Promise<boolean> {
    const loading = this.loading.run(async (signal) => {
      const client = await this.source.resolve();
      signal.throwIfAborted();
      this.asked = client;
      return this.list(client, signal);
    });
    this.present();
    const outcome = await loading;
    if (!outcome) return false;
    if ('error' in outcome) {
      this.loadFailure = outcome.error;
      this.endTask();
      this.#failed(outcome.error);
      return false;
    }
    this.loadFailure = undefined;
    this.take(outcome.value);
    this.present();
    return true;
  }

  /** After a failure: asks for the list again, not before a wait that the server wants is over. */
  async retry(): Promise<boolean> {
    if (this.waitUntil) return false;
    this.failure = this.loadFailure = undefined;
    return this.load();
  }

  /** Leaves everything as it is. */
  cancel(): void {
    this.proof.decline();
    this.endTask();
    this.failure = undefined;
    this.present();
  }

  /** Forgets everything. */
  reset(): void {
    this.leave();
    this.present();
  }

  protected leave(): void {
    this.loading.giveUp();
    this.saving.giveUp();
    this.proof.decline();
    this.endTask();
    this.asked = this.loadFailure = this.failure = this.waitUntil = undefined;
  }

  /** @param changed - Notes the change once it is made; what it returns is told when the list is there again. */
  protected async save(
    call: (client: MfaClient, options: ProofOptions) => Promise<void>,
    changed: () => ChangeEvent,
  ): Promise<boolean> {
    if (this.saving.busy || this.waitUntil) return false;
    this.failure = undefined;
    const saving = this.saving.run(async (signal) => {
      const client = await this.source.resolve();
      await guarded({ client, proof: this.proof, signal }, (options) => call(client, options));
    });
    this.present();
    const outcome = await saving;
    if (!outcome) return false;
    if ('value' in outcome) {
      await this.loadAnew(changed());
      return true;
    }
    // Who declines to prove who they are leaves everything as it is.
    if (wasDeclined(outcome.error)) {
      this.cancel();
      return false;
    }
    this.failure = outcome.error;
    this.#failed(outcome.error);
    // Nobody knows whether the change was made: the list does.
    await this.loadAnew();
    return false;
  }

  /** A list that was asked for before a change may be one from before it. */
  protected async loadAnew(event?: ChangeEvent): Promise<void> {
    this.loading.giveUp();
    await this.load();
    if (event) this.emit(event);
  }

  #failed(error: MfaError): void {
    // A list that fails after a change takes nothing from the wait that the change was answered with.
    const wait = waitAfter(error, this.clock);
    if (wait && wait.remainingMs > (this.waitUntil?.remainingMs ?? 0)) this.waitUntil = wait;
    this.present();
    this.emit({ type: 'failed', error });
  }

  protected abstract list(client: MfaClient, signal: AbortSignal): Promise<List>;

  protected abstract take(list: List): void;

  protected abstract endTask(): void;
}
