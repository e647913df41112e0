import type { MfaClient, ProofOptions, TrustedDevice } from '../core/client.js';
import { MfaError } from '../core/mfa-error.js';
import { listOf } from './answers.js';
import { unable } from './client-option.js';
import { ListFlow } from './list-flow.js';
import type {
  TrustedDevicesEvent,
  TrustedDevicesOptions,
  TrustedDevicesState,
  TrustedDevicesStatus,
  TrustedDevicesTask,
} from './trusted-devices-state.js';

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
export class TrustedDevicesFlow extends ListFlow<
  TrustedDevicesState,
  readonly TrustedDevice[],
  Extract<TrustedDevicesEvent, { type: 'forgotten' }>
> {
  #devices: readonly TrustedDevice[] | undefined;
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

  /** The person is asked whether to remove it, or all of them: `forget()` does so. */
  ask(task: TrustedDevicesTask): void {
    if (this.state.status !== 'ready') return;
    this.#task = task;
    this.#done = this.failure = undefined;
    this.present();
  }

  /** Removes what the person was asked about. Resolves to whether it is gone. */
  async forget(): Promise<boolean> {
    const task = this.#task;
    if (!task) return false;
    return this.save(
      (client, options) => forget(client, task, options),
      () => {
        this.#task = undefined;
        this.#done = task;
        return { type: 'forgotten', all: task === 'all' };
      },
    );
  }

  protected override leave(): void {
    super.leave();
    this.#devices = this.#done = undefined;
  }

  protected async list(client: MfaClient, signal: AbortSignal): Promise<readonly TrustedDevice[]> {
    // Some clients learn from an answer what their backend can.
    if (!client.listTrustedDevices) await client.listFactors?.({ signal });
    if (!client.listTrustedDevices)
      throw new MfaError('misconfigured', { message: 'the client lists no trusted devices' });
    return listOf(await client.listTrustedDevices({ signal }), 'devices');
  }

  protected take(devices: readonly TrustedDevice[]): void {
    this.#devices = devices.length > 0 ? devices : NONE;
    this.#task = this.#stillThere(this.#task);
  }

  protected endTask(): void {
    this.#task = undefined;
  }

  #stillThere(task: TrustedDevicesTask | undefined): TrustedDevicesTask | undefined {
    if (!task || (task === 'all' && this.#devices !== NONE)) return task;
    return task === 'all' ? undefined : this.#devices?.find(({ id }) => id === task.id);
  }

  protected override present(): void {
    if (this.waitUntil?.isPast) this.waitUntil = undefined;
    this.watch.follow([this.waitUntil]);
    this.enter({
      status: this.#status,
      devices: this.#devices ?? NONE,
      canForget: this.asked?.forgetTrustedDevice !== undefined,
      canForgetAll: this.asked?.forgetAllTrustedDevices !== undefined,
      isReloading: this.loading.busy && this.#devices !== undefined,
      task: this.#task,
      done: this.#done,
      failure: this.loadFailure ?? this.failure,
      waitUntil: this.waitUntil,
    });
  }

  get #status(): TrustedDevicesStatus {
    if (this.proof.isAsking) return 'proving';
    if (this.saving.busy) return 'saving';
    if (this.#task) return 'asking';
    if (this.loadFailure) return 'failed';
    if (!this.#devices) return this.loading.busy ? 'loading' : 'idle';
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
