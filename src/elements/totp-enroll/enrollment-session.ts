import type { ReactiveControllerHost } from 'lit';
import { settle, type CallOutcome } from '../../core/settle.js';
import type { MfaClient, Proof, TotpEnrollment, Verification } from '../../core/client.js';
import { asMfaError } from '../../core/is-mfa-error.js';
import { MfaError } from '../../core/mfa-error.js';
import type { MfaErrorCode } from '../../core/mfa-error-codes.js';
import type { TotpEnrollPhase, TotpEnrollStatus } from './totp-enroll-status.js';

/** A call that the backend may want a proof for. */
export type ProvenCall<Result> = (proof?: Proof) => Promise<Result>;

export interface EnrollmentSessionOptions {
  client: () => Promise<MfaClient>;
  /** What is wrong with what the backend has made. Never rejects. */
  check: (enrollment: TotpEnrollment) => Promise<MfaErrorCode | undefined>;
  /** Asks for the proof that a call wants, and makes the call again with it. */
  prove: <Result>(call: ProvenCall<Result>, signal: AbortSignal) => Promise<Result>;
}

/** A device that the backend has made, and nobody has activated. */
export interface HalfMade {
  readonly client: MfaClient;
  readonly enrollment: TotpEnrollment;
}

type CallName = Exclude<TotpEnrollStatus, TotpEnrollPhase | 'proving'>;

/**
 * One authenticator on its way: made at most once, and taken back where it comes to nothing. Owns the secret and the
 * calls; does not own words or focus. It outlives a move of its host in the document, and ends with `leave()`. What
 * becomes of the device once somebody has a code is in a part that is loaded then, see `late/activation.ts`.
 */
export class EnrollmentSession {
  phase: TotpEnrollPhase = 'idle';
  failure: MfaError | undefined;
  verification: Verification | undefined;
  /** Whom the last call went to. Nothing where no client could be found. */
  client: MfaClient | undefined;
  /** What there is to pair with. */
  device: HalfMade | undefined;
  /** How many codes have been refused in a row. */
  refusals = 0;
  /** A check ended without a word: the device may be active. */
  uncertain = false;
  /** Ends the watch over the time limit. */
  unwatch: (() => void) | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: EnrollmentSessionOptions;
  #call: { name: CallName; abort: AbortController } | undefined;
  #cancelling: Promise<void> | undefined;

  constructor(host: ReactiveControllerHost, options: EnrollmentSessionOptions) {
    this.#host = host;
    this.#options = options;
  }

  get status(): CallName | TotpEnrollPhase {
    return this.#call?.name ?? this.phase;
  }

  get busy(): boolean {
    return this.#call !== undefined;
  }

  /**
   * Has a device made; where it needs a name and there is none, asks for the name. Resolves to whether there is a step
   * forward.
   */
  async begin(deviceName?: string): Promise<boolean> {
    if (this.busy || this.device) return false;
    this.client = undefined;
    const outcome = await this.call('creating', (signal) => this.#make(signal, deviceName));
    if (!outcome) return false;
    if ('error' in outcome) {
      this.failure = outcome.error;
      this.phase = deviceName === undefined ? 'failed' : 'naming';
    } else {
      this.device = outcome.value;
      this.phase = this.device ? 'pairing' : 'naming';
    }
    this.#host.requestUpdate();
    return !this.failure;
  }

  /** Makes a call; only while there is none. Gives nothing where it was given up. Never rejects. */
  async call<Result>(
    name: CallName,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<CallOutcome<Result>> {
    this.failure = undefined;
    const abort = new AbortController();
    this.#call = { name, abort };
    this.#host.requestUpdate();
    const outcome = await settle(work(abort.signal), abort.signal);
    if (outcome) this.#call = undefined;
    return outcome;
  }

  /** A call within {@link call}: where it wants a proof, the person is asked, and it is made again. */
  async guard<Result>(call: ProvenCall<Result>, signal: AbortSignal): Promise<Result> {
    try {
      return await call();
    } catch (error) {
      if (!asMfaError(error).proof) throw error;
      // What is known already is not asked again of the backend.
      return this.#options.prove((proof) => (proof ? call(proof) : Promise.reject(error as Error)), signal);
    }
  }

  /** Takes the half-made device back, and is where it was at first. Does nothing while a call is under way. */
  reset(): void {
    if (this.busy) return;
    // The person says that it is not paired.
    this.uncertain = false;
    this.takeBack();
    this.failure = this.verification = undefined;
    this.phase = 'idle';
  }

  /** The person has gone: calls are given up, the half-made device is taken back, and everything is forgotten. */
  leave(): void {
    this.uncertain ||= this.status === 'activating';
    this.#call?.abort.abort();
    this.#call = undefined;
    this.takeBack();
    this.failure = this.verification = undefined;
    if (this.phase !== 'activated') this.phase = 'idle';
    this.#host.requestUpdate();
  }

  takeBack(): void {
    // A device that may be active is worse to remove than to leave.
    if (this.device && !this.uncertain) this.#cancelling = cancel(this.device);
    this.forget();
  }

  forget(): void {
    this.unwatch?.();
    this.device = undefined;
    this.uncertain = false;
    this.refusals = 0;
  }

  async #make(signal: AbortSignal, deviceName: string | undefined): Promise<HalfMade | undefined> {
    const client = (this.client = await this.#options.client());
    const { beginTotpEnrollment } = client;
    if (!beginTotpEnrollment)
      throw new MfaError('misconfigured', { message: 'the client cannot pair authenticators' });
    if (client.namesDevices && deviceName === undefined) return undefined;
    // The name of a device that is being taken back is free again afterwards.
    await this.#cancelling;
    signal.throwIfAborted();
    const request = deviceName === undefined ? {} : { deviceName };
    const enrollment = await this.guard(
      async (proof) => beginTotpEnrollment.call(client, request, { signal, ...(proof && { proof }) }),
      signal,
    );
    const device = { client, enrollment };
    const fault = await this.#options.check(enrollment);
    if (signal.aborted || fault) this.#cancelling = cancel(device);
    if (fault) throw new MfaError(fault, { message: 'no usable secret' });
    return device;
  }
}

/** Whether it works is no business of the person: the backend forgets devices that nobody activates. */
async function cancel({ client, enrollment }: HalfMade): Promise<void> {
  try {
    await client.cancelTotpEnrollment?.(enrollment);
  } catch {
    // See above.
  }
}
