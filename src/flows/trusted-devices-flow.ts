import type { MfaClient, ProofOptions, TrustedDevice } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import { MfaError } from '../core/mfa-error.js';
import { CallingFlow } from './calling-flow.js';
import { Calls } from './calls.js';
import { unable } from './client-option.js';
import { guarded, wasDeclined } from './proof-flow.js';
import type {
  TrustedDevicesEvent,
  TrustedDevicesOptions,
  TrustedDevicesState,
  TrustedDevicesStatus,
  TrustedDevicesTask,
} from './trusted-devices-state.js';
import { waitAfter } from './wait-after.js';

/**
 * The devices on which the person is not asked for a second factor: lists them, and removes one or all. After each
 * change the backend is asked again.
 *
 * ```ts
 * const flow = new TrustedDevicesFlow({ client });
 * await flow.load(); // flow.state.devices
 * flow.ask(flow.state.devices[0]);
 * await flow.forget();
 * ```
 */
export class TrustedDevicesFlow extends CallingFlow<TrustedDevicesState, TrustedDevicesEvent> {
  readonly #loading = new Calls();
  readonly #saving = new Calls();

  #client: MfaClient | undefined;
  #devices: readonly TrustedDevice[] | undefined;
  #loadFailure: MfaError | undefined;
  #failure: MfaError | undefined;
  #waitUntil: Deadline | undefined;
  #task: TrustedDevicesTask | undefined;
  #done: TrustedDevicesTask | undefined;

  constructor(options: TrustedDevicesOptions) {
    super(
      {
        status: 'idle',
        devices: NONE,
        canForget: false,
        canForgetAll: false,
        isReloading: false,
        task: undefined,
        done: undefined,
        failure: undefined,
        waitUntil: undefined,
      },
      options,
    );
  }

  /** Asks the backend for the list. Resolves to whether it is there; does nothing while that is under way. */
  async load(): Promise<boolean> {
    const loading = this.#loading.run(async (signal) => {
      const client = await this.source.resolve();
      signal.throwIfAborted();
      this.#client = client;
      // Some clients learn from an answer what their backend can.
      if (!client.listTrustedDevices) await client.listFactors?.({ signal });
      if (!client.listTrustedDevices)
        throw new MfaError('misconfigured', { message: 'the client lists no trusted devices' });
      const devices: unknown = await client.listTrustedDevices({ signal });
      // A page's own client may say anything.
      if (!Array.isArray(devices)) throw new MfaError('bad-response', { message: 'no list of devices' });
      return devices as readonly TrustedDevice[];
    });
    this.present();
    const outcome = await loading;
    if (!outcome) return false;
    if ('error' in outcome) {
      this.#fail(outcome.error, true);
      return false;
    }
    this.#devices = outcome.value.length > 0 ? outcome.value : NONE;
    this.#loadFailure = undefined;
    this.#task = this.#stillThere(this.#task);
    this.present();
    return true;
  }

  /** After a failure: asks for the list again, not before a wait that the server wants is over. */
  async retry(): Promise<boolean> {
    if (this.#waitUntil) return false;
    this.#failure = this.#loadFailure = undefined;
    return this.load();
  }

  /** The person is asked whether to remove it, or all of them: `forget()` does so. */
  ask(task: TrustedDevicesTask): void {
    if (this.state.status !== 'ready') return;
    this.#task = task;
    this.#done = this.#failure = undefined;
    this.present();
  }

  /** Leaves everything as it is. */
  cancel(): void {
    this.proof.decline();
    this.#task = this.#failure = undefined;
    this.present();
  }

  /** Removes what the person was asked about. Resolves to whether it is gone. */
  async forget(): Promise<boolean> {
    const task = this.#task;
    if (!task || this.#saving.busy || this.#waitUntil) return false;
    this.#failure = undefined;
    const saving = this.#saving.run(async (signal) => {
      const client = await this.source.resolve();
      await guarded({ client, proof: this.proof, signal }, (options) => forget(client, task, options));
    });
    this.present();
    const outcome = await saving;
    if (!outcome) return false;
    if ('value' in outcome) {
      this.#task = undefined;
      this.#done = task;
    } else if (wasDeclined(outcome.error)) {
      this.cancel();
      return false;
    } else this.#fail(outcome.error, false);
    // After a failure nobody knows whether it was done: the list does.
    this.#loading.giveUp();
    await this.load();
    if ('value' in outcome) this.emit({ type: 'forgotten', all: task === 'all' });
    return 'value' in outcome;
  }

  /** Forgets everything. */
  reset(): void {
    this.leave();
    this.present();
  }

  protected override leave(): void {
    this.#loading.giveUp();
    this.#saving.giveUp();
    this.proof.decline();
    this.#client = this.#devices = this.#task = this.#done = undefined;
    this.#loadFailure = this.#failure = this.#waitUntil = undefined;
  }

  #fail(error: MfaError, isLoad: boolean): void {
    if (isLoad) {
      this.#loadFailure = error;
      this.#task = undefined;
    } else this.#failure = error;
    this.#waitUntil = waitAfter(error, this.clock);
    this.present();
    this.emit({ type: 'failed', error });
  }

  #stillThere(task: TrustedDevicesTask | undefined): TrustedDevicesTask | undefined {
    if (!task || (task === 'all' && this.#devices !== NONE)) return task;
    return task === 'all' ? undefined : this.#devices?.find(({ id }) => id === task.id);
  }

  protected override present(): void {
    if (this.#waitUntil?.isPast) this.#waitUntil = undefined;
    this.watch.follow([this.#waitUntil]);
    this.enter({
      status: this.#status,
      devices: this.#devices ?? NONE,
      canForget: this.#client?.forgetTrustedDevice !== undefined,
      canForgetAll: this.#client?.forgetAllTrustedDevices !== undefined,
      isReloading: this.#loading.busy && this.#devices !== undefined,
      task: this.#task,
      done: this.#done,
      failure: this.#loadFailure ?? this.#failure,
      waitUntil: this.#waitUntil,
    });
  }

  get #status(): TrustedDevicesStatus {
    if (this.proof.isAsking) return 'proving';
    if (this.#saving.busy) return 'saving';
    if (this.#task) return 'asking';
    if (this.#loadFailure) return 'failed';
    if (!this.#devices) return this.#loading.busy ? 'loading' : 'idle';
    return this.#devices.length > 0 ? 'ready' : 'empty';
  }
}

const NONE: readonly TrustedDevice[] = Object.freeze([]);

async function forget(client: MfaClient, task: TrustedDevicesTask, options: ProofOptions): Promise<void> {
  if (task === 'all') {
    if (!client.forgetAllTrustedDevices) throw unable('forget all trusted devices');
    await client.forgetAllTrustedDevices(options);
    return;
  }
  if (!client.forgetTrustedDevice) throw unable('forget a trusted device');
  await client.forgetTrustedDevice(task, options);
}
