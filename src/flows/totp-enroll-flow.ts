import type { TotpEnrollment, Verification } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import { MfaError, UNCERTAIN } from '../core/mfa-error.js';
import { CallingFlow } from './calling-flow.js';
import { Calls } from './calls.js';
import { valueOf } from './flow.js';
import { Lifetime } from './lifetime.js';
import { Refusal } from './refusal.js';
import { activateDevice, makeDevice, pairingKey, TakingBack, type HalfMade } from './totp-calls.js';
import {
  RETYPE,
  VOID,
  type PairingFacts,
  type PairingKey,
  type TotpEnrollEvent,
  type TotpEnrollFacts,
  type TotpEnrollOptions,
  type TotpEnrollState,
  type TotpEnrollStatus,
} from './totp-enroll-state.js';
import { waitAfter } from './wait-after.js';

/** A status that lasts; the others are calls under way, and what they wait for. */
type Phase = Exclude<TotpEnrollStatus, 'creating' | 'activating' | 'proving'>;

/** A call under way. Who gives it up puts another in its place, or none. */
interface Call {
  /** What it has made by now. */
  made?: HalfMade;
}

/** What the backend gave for it, for the person. */
interface Paired {
  readonly verification: Verification | undefined;
  readonly recoveryCodes: readonly string[] | undefined;
}
const NOTHING_GIVEN: Paired = { verification: undefined, recoveryCodes: undefined };

/**
 * Pairs an authenticator app. The device is made once: neither a wrong code nor a second tap makes another key, only
 * `startOver()` does. What comes to nothing is taken back, where the backend can.
 *
 * ```ts
 * const flow = new TotpEnrollFlow({ client, issuer: 'Acme Bank' });
 * await flow.begin(); // true: flow.state is 'naming', then begin('My phone'), or 'pairing' with the URI for the app
 * await flow.activate('123456'); // true, or false with flow.state.failure
 * ```
 */
export class TotpEnrollFlow extends CallingFlow<TotpEnrollState, TotpEnrollEvent> {
  readonly #options: TotpEnrollOptions;
  readonly #lifetime: Lifetime;
  readonly #calls = new Calls();
  readonly #refusal = new Refusal();
  readonly #takingBack = new TakingBack();

  #phase: Phase = 'idle';
  #call: Call | undefined;
  #device: HalfMade | undefined;
  #pairing: PairingKey | undefined;
  #deviceName: string | undefined;
  #refusals = 0;
  /** A check ended without a word: the device may be active. */
  #isUncertain = false;
  #failure: MfaError | undefined;
  #waitUntil: Deadline | undefined;
  #paired: Paired | undefined;
  /** The last call found no client to go to. */
  #lacksClient = false;

  constructor(options: TotpEnrollOptions) {
    super({ status: 'idle', deviceName: undefined, failure: undefined, waitUntil: undefined }, options);
    this.#options = options;
    this.#lifetime = new Lifetime(this.clock);
  }

  /** The options may have changed: the key is shown by the page's new names, and a client that was missing may be there. */
  refresh(): void {
    if (this.#phase === 'failed' && this.#lacksClient && this.source.current) {
      this.#phase = 'idle';
      this.#failure = undefined;
    }
    this.present();
  }

  /**
   * Has a device made; where it needs a name and there is none, asks for the name. Resolves to whether it went a step
   * forward; does nothing while there is a device, or a call under way.
   */
  async begin(deviceName?: string): Promise<boolean> {
    const trimmed = deviceName?.trim();
    const name = trimmed === '' ? undefined : trimmed;
    this.onTime();
    const isOpen =
      this.#phase === 'idle' || this.#phase === 'failed' || (this.#phase === 'naming' && name !== undefined);
    if (!isOpen || this.#call || this.#waitUntil) return false;
    this.#failure = undefined;
    this.#deviceName = name ?? this.#deviceName;
    const call: Call = (this.#call = {});
    const making = this.#calls.run((signal) => this.#make(name, call, signal));
    this.present();
    const outcome = await making;
    if (this.#call !== call) {
      // Given up at the last moment: nobody waits for what has been made.
      if (call.made) this.#takingBack.add(call.made);
      return false;
    }
    this.#call = undefined;
    if (!outcome) return false;
    if ('error' in outcome) {
      const isNamed = name !== undefined && (this.#phase === 'naming' || this.source.current?.namesDevices);
      this.#phase = isNamed ? 'naming' : 'failed';
      this.#fail(outcome.error);
      return false;
    }
    this.#device = call.made;
    this.#lifetime.begin(call.made?.enrollment.expiresAt, true);
    this.#phase = this.#device ? 'pairing' : 'naming';
    this.onTime();
    return this.state.status !== 'failed';
  }

  /** Checks the first code, which is kept nowhere. Resolves to whether it was right; does nothing without a key. */
  async activate(code: string): Promise<boolean> {
    this.onTime();
    const { state } = this;
    const device = this.#device;
    if (state.status !== 'pairing' || state.isRefused || state.waitUntil || !device) return false;
    this.#failure = undefined;
    this.#refusal.begin();
    const call: Call = (this.#call = {});
    const checking = this.#calls.run((signal) => activateDevice(device, code, this.proof, signal));
    this.present();
    const outcome = await checking;
    if (this.#call !== call) return false;
    this.#call = undefined;
    if (!outcome) return false;
    if ('error' in outcome) {
      this.#refuse(outcome.error);
      return false;
    }
    this.#forget();
    this.#paired = { verification: outcome.value, recoveryCodes: device.enrollment.recoveryCodes };
    this.#phase = 'activated';
    // Whoever sees the state may be done with this flow.
    const deviceName = this.#deviceName;
    this.present();
    this.emit({ type: 'enrolled', deviceName });
    return true;
  }

  /** What is in a field is not what was refused any more: what was said of that ends. */
  typed(): void {
    this.#refusal.typed();
    this.#excuse();
  }

  /** The person goes another way: what went wrong before is over, unless it makes them wait. */
  forgive(): void {
    this.#refusal.begin();
    this.#excuse();
  }

  /** Gives the half-made device up and begins anew: only this makes another key. Does nothing while a call is under way. */
  async startOver(): Promise<boolean> {
    this.onTime();
    if (this.#call || this.#waitUntil) return false;
    // The person says that it is not paired.
    this.#isUncertain = false;
    this.#leaveDevice();
    this.#failure = this.#paired = undefined;
    this.#phase = 'idle';
    return this.begin();
  }

  /** The person leaves: a call is given up, the half-made device is taken back, and everything is forgotten. */
  cancel(): void {
    this.leave();
    this.present();
  }

  /** Makes a device, unless it needs a name that is not there. */
  async #make(deviceName: string | undefined, call: Call, signal: AbortSignal): Promise<void> {
    this.#lacksClient = true;
    const client = await this.source.resolve();
    this.#lacksClient = false;
    if (client.namesDevices && deviceName === undefined) return;
    // The name of a device that is being taken back is free again afterwards.
    await this.#takingBack.end();
    const device = await makeDevice(client, deviceName, this.proof, signal);
    const isUsable = this.#keyOf(device.enrollment) !== undefined;
    if (isUsable && !signal.aborted) call.made = device;
    else this.#takingBack.add(device);
    if (!isUsable) throw new MfaError('bad-response', { message: 'no usable secret' });
  }

  /** The first code was not taken. */
  #refuse(error: MfaError): void {
    const isRetype = RETYPE.includes(error.code);
    if (isRetype) this.#refusals++;
    else this.#isUncertain ||= UNCERTAIN.includes(error.code);
    this.#lifetime.look();
    // The check came too late: whatever was wrong, another code of this key is no way on.
    const failure = this.#lifetime.isOver ? expired() : error;
    if (VOID.includes(failure.code)) this.#void();
    this.#refusal.answered(isRetype && this.#phase === 'pairing');
    this.#fail(failure);
  }

  #fail(error: MfaError): void {
    this.#failure = error;
    this.#waitUntil = waitAfter(error, this.clock);
    this.present();
    this.emit({ type: 'failed', error });
  }

  #void(): void {
    this.#leaveDevice();
    this.#phase = 'failed';
  }

  /** A deadline may have passed. */
  protected override onTime(): void {
    if (this.#waitUntil?.isPast) {
      this.#waitUntil = undefined;
      this.#excuse();
    }
    // A check that is under way decides for itself whether it came in time.
    const isOpen = this.#phase === 'pairing' && !this.#call;
    if (isOpen && this.#lifetime.isOver) {
      this.#void();
      this.#fail(expired());
      return;
    }
    if (isOpen) this.#lifetime.look();
    this.present();
  }

  /** Where there is something else to do, what went wrong is over; a wait is over when its time has come. */
  #excuse(): void {
    if (this.#waitUntil || (this.#phase !== 'pairing' && this.#phase !== 'naming')) return;
    this.#failure = undefined;
    this.present();
  }

  protected leave(): void {
    this.#isUncertain ||= this.state.status === 'activating';
    this.#calls.giveUp();
    this.#call = undefined;
    this.#leaveDevice();
    this.#deviceName = this.#failure = this.#paired = undefined;
    if (this.#phase !== 'activated') this.#phase = 'idle';
  }

  #leaveDevice(): void {
    // A device that may be active is worse to remove than to leave.
    if (this.#device && !this.#isUncertain) this.#takingBack.add(this.#device);
    this.#forget();
  }

  /** Forgets the key, and what is about it. */
  #forget(): void {
    this.#device = this.#pairing = undefined;
    this.#lifetime.end();
    this.#isUncertain = false;
    this.#refusals = 0;
    this.#refusal.begin();
  }

  #keyOf(enrollment: TotpEnrollment): PairingKey | undefined {
    const { issuer, accountLabel, host } = this.#options;
    const names = { issuer: valueOf(issuer), accountLabel: valueOf(accountLabel), host };
    const key = pairingKey(enrollment, names);
    return key?.uri === this.#pairing?.uri ? this.#pairing : key;
  }

  /** Shows where it stands, and waits for what ends next. */
  protected present(): void {
    this.watch.follow([this.#lifetime.next, this.#waitUntil]);
    this.#pairing = this.#device && (this.#keyOf(this.#device.enrollment) ?? this.#pairing);
    this.enter(this.#stateNow);
  }

  get #stateNow(): TotpEnrollState {
    const facts: TotpEnrollFacts = {
      deviceName: this.#deviceName,
      failure: this.#failure,
      waitUntil: this.#waitUntil,
    };
    const { expiresAt, mayHaveExpired } = this.#lifetime.facts;
    const known: PairingFacts | undefined = this.#pairing && {
      ...facts,
      pairing: this.#pairing,
      expiresAt,
      mayHaveExpired,
      refusals: this.#refusals,
    };
    if (this.#call && this.proving.isAsking) return { ...(known ?? facts), status: 'proving' };
    if (this.#call) return known ? { ...known, status: 'activating' } : { ...facts, status: 'creating' };
    const isRefused = this.#failure !== undefined && this.#refusal.unchanged;
    if (known) return { ...known, status: 'pairing', isRefused };
    if (this.#phase === 'activated')
      return { ...facts, status: 'activated', ...(this.#paired ?? NOTHING_GIVEN) };
    if (this.#phase === 'failed' && this.#failure)
      return { ...facts, status: 'failed', failure: this.#failure };
    return { ...facts, status: this.#phase === 'naming' ? 'naming' : 'idle' };
  }
}

function expired(): MfaError {
  return new MfaError('challenge-expired', { message: 'the enrolment has expired' });
}
