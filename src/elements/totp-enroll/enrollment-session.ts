import type { ReactiveControllerHost } from 'lit';
import { CallController } from '../../controllers/call-controller.js';
import { PageTicker, type TickerTask } from '../../controllers/page-ticker.js';
import type { MfaClient, TotpEnrollment, Verification } from '../../core/client.js';
import type { Clock } from '../../core/clock.js';
import { MfaError } from '../../core/mfa-error.js';
import { parseOtpauth, rebuildOtpauth } from '../../core/otpauth.js';
import {
  RETYPE,
  UNCERTAIN,
  VOID,
  type TotpEnrollPhase,
  type TotpEnrollStatus,
} from './totp-enroll-status.js';

export interface EnrollmentSessionOptions {
  client: () => Promise<MfaClient>;
  clock: () => Clock;
  /** The key has run out of time. */
  onExpired: (error: MfaError) => void;
}

/** A device that the backend has made, and nobody has activated. */
interface HalfMade {
  readonly client: MfaClient;
  readonly enrollment: TotpEnrollment;
}

/**
 * One authenticator on its way: made at most once, activated, or taken back. Owns the secret, the calls and the
 * time limit; does not own words or focus. It outlives a move of its host in the document, and ends with `leave()`.
 */
export class EnrollmentSession implements TickerTask {
  phase: TotpEnrollPhase = 'idle';
  failure: MfaError | undefined;
  verification: Verification | undefined;
  /** Whom the last call went to. Nothing where no client could be found. */
  client: MfaClient | undefined;
  /** How many codes have been refused in a row. */
  refusals = 0;

  readonly #host: ReactiveControllerHost;
  readonly #options: EnrollmentSessionOptions;
  readonly #create: CallController<[deviceName: string | undefined], HalfMade | undefined>;
  readonly #activate: CallController<[device: HalfMade, code: string], Verification>;
  /** The call under way. Not asked of the controllers: they are done a moment before the phase has followed. */
  #call: 'creating' | 'activating' | undefined;
  #halfMade: HalfMade | undefined;
  #cancelling: Promise<void> | undefined;
  /** A check ended without a word: the device may be active. */
  #uncertain = false;
  #ticker: PageTicker | undefined;

  constructor(host: ReactiveControllerHost, options: EnrollmentSessionOptions) {
    this.#host = host;
    this.#options = options;
    // A controller that follows the host's connection would give calls up when the host is merely moved.
    const steadyHost: ReactiveControllerHost = {
      addController: () => undefined,
      removeController: () => undefined,
      requestUpdate: () => host.requestUpdate(),
      updateComplete: Promise.resolve(true),
    };
    this.#create = new CallController(steadyHost, (signal, deviceName) => this.#make(signal, deviceName));
    this.#activate = new CallController(steadyHost, async (signal, { client, enrollment }, code) => {
      if (!client.activateTotp) throw unable();
      return client.activateTotp(enrollment, code, { signal });
    });
  }

  get status(): TotpEnrollStatus {
    return this.#call ?? this.phase;
  }

  get busy(): boolean {
    return this.#call !== undefined;
  }

  /** What there is to pair with: a secret. */
  get enrollment(): TotpEnrollment | undefined {
    return this.#halfMade?.enrollment;
  }

  /**
   * Has a device made; where it needs a name and there is none, asks for the name. Resolves to whether there is a step
   * forward.
   */
  async begin(deviceName?: string): Promise<boolean> {
    if (this.busy || this.#halfMade) return false;
    this.failure = this.client = undefined;
    this.#call = 'creating';
    const outcome = await this.#create.run(deviceName);
    this.#call = undefined;
    if (!outcome) return false;
    if ('error' in outcome) {
      this.failure = outcome.error;
      this.phase = deviceName === undefined ? 'failed' : 'naming';
    } else if (outcome.value) {
      this.#halfMade = outcome.value;
      this.phase = 'pairing';
      this.#watch();
    } else {
      this.phase = 'naming';
    }
    this.#host.requestUpdate();
    return !this.failure;
  }

  /** Checks the first code. Resolves to whether it was right. */
  async activate(code: string): Promise<boolean> {
    const device = this.#halfMade;
    if (this.busy || !device) return false;
    this.failure = undefined;
    this.#call = 'activating';
    const outcome = await this.#activate.run(device, code);
    this.#call = undefined;
    if (!outcome) return false;
    if ('error' in outcome) {
      this.#refuse(outcome.error);
      return false;
    }
    this.#forget();
    this.verification = outcome.value;
    this.phase = 'activated';
    this.#host.requestUpdate();
    return true;
  }

  /** Takes the half-made device back, and is where it was at first. Does nothing while a call is under way. */
  reset(): void {
    if (this.busy) return;
    // The person says that it is not paired.
    this.#uncertain = false;
    this.#takeBack();
    this.failure = this.verification = undefined;
    this.phase = 'idle';
  }

  /** The person has gone: calls are given up, the half-made device is taken back, and everything is forgotten. */
  leave(): void {
    this.#uncertain ||= this.#call === 'activating';
    this.#create.abort();
    this.#activate.abort();
    this.#takeBack();
    this.failure = this.verification = undefined;
    if (this.phase !== 'activated') this.phase = 'idle';
    this.#host.requestUpdate();
  }

  nextWake(): number | undefined {
    return this.enrollment?.expiresAt;
  }

  wake(now: number): void {
    if (now < (this.enrollment?.expiresAt ?? Infinity)) return;
    this.#ticker?.delete(this);
    // A check that is under way decides for itself whether it came in time.
    if (this.busy) return;
    this.failure = expired();
    this.#void();
    this.#options.onExpired(this.failure);
  }

  async #make(signal: AbortSignal, deviceName: string | undefined): Promise<HalfMade | undefined> {
    const client = (this.client = await this.#options.client());
    if (!client.beginTotpEnrollment) throw unable();
    if (client.namesDevices && deviceName === undefined) return undefined;
    // The name of a device that is being taken back is free again afterwards.
    await this.#cancelling;
    signal.throwIfAborted();
    const enrollment = await client.beginTotpEnrollment(deviceName === undefined ? {} : { deviceName }, {
      signal,
    });
    const device = { client, enrollment };
    const isUsable = parseOtpauth(rebuildOtpauth(enrollment)) !== undefined;
    if (signal.aborted || !isUsable) this.#cancelling = cancel(device);
    if (!isUsable) throw new MfaError('bad-response', { message: 'no usable secret' });
    return device;
  }

  #refuse(error: MfaError): void {
    if (RETYPE.includes(error.code)) this.refusals++;
    else this.#uncertain ||= UNCERTAIN.includes(error.code);
    const isLate = this.#options.clock().now() >= (this.enrollment?.expiresAt ?? Infinity);
    this.failure = isLate ? expired() : error;
    if (VOID.includes(this.failure.code)) this.#void();
    this.#host.requestUpdate();
  }

  #void(): void {
    this.#takeBack();
    this.phase = 'failed';
    this.#host.requestUpdate();
  }

  #watch(): void {
    if (this.enrollment?.expiresAt === undefined) return;
    this.#ticker = PageTicker.for(this.#options.clock());
    this.#ticker.add(this);
  }

  #takeBack(): void {
    // A device that may be active is worse to remove than to leave.
    if (this.#halfMade && !this.#uncertain) this.#cancelling = cancel(this.#halfMade);
    this.#forget();
  }

  #forget(): void {
    this.#ticker?.delete(this);
    this.#halfMade = undefined;
    this.#uncertain = false;
    this.refusals = 0;
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

function expired(): MfaError {
  return new MfaError('challenge-expired', { message: 'the enrolment has expired' });
}

function unable(): MfaError {
  return new MfaError('misconfigured', { message: 'the client cannot pair authenticators' });
}
