import type { MfaClient, PushEnrollment, Verification } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import { MfaError } from '../core/mfa-error.js';
import { CallingFlow } from './calling-flow.js';
import { Calls } from './calls.js';
import { Polling } from './polling.js';
import { wasDeclined } from './proof-flow.js';
import { askPushEnrollment, beginPushEnrollment, isOverdue, isTrouble } from './push-calls.js';
import type {
  PushEnrollEvent,
  PushEnrollFacts,
  PushEnrollOptions,
  PushEnrollState,
  PushEnrollStatus,
  PushScan,
} from './push-enroll-state.js';
import { waitAfter } from './wait-after.js';

/** A status that lasts. */
type Phase = Exclude<PushEnrollStatus, 'creating' | 'proving'>;

/** How long a device is waited for where the backend does not say. */
const LASTS_MS = 10 * 60 * 1000;

/**
 * Adds a device that shows notifications: has the backend prepare it, and asks whether the person's app has scanned it.
 * Prepared once: only `startOver()` asks for another.
 *
 * ```ts
 * const flow = new PushEnrollFlow({ client });
 * flow.subscribe(() => show(flow.state)); // 'scanning' with the URI for the QR code, then 'enrolled'
 * await flow.begin();
 * ```
 */
export class PushEnrollFlow extends CallingFlow<PushEnrollState, PushEnrollEvent> {
  readonly #polling: Polling;
  readonly #calls = new Calls();

  #phase: Phase = 'idle';
  /** The call that prepares a device: who gives it up takes that away. */
  #creating: object | undefined;
  #begun: { readonly client: MfaClient; readonly enrollment: PushEnrollment } | undefined;
  #trouble: MfaError | undefined;
  #failure: MfaError | undefined;
  #waitUntil: Deadline | undefined;
  #verification: Verification | undefined;

  constructor(options: PushEnrollOptions) {
    super({ status: 'idle', failure: undefined, waitUntil: undefined }, options);
    this.#polling = new Polling(this.clock);
  }

  /** The client for the next call, as far as it is known without waiting. */
  override get client(): MfaClient | undefined {
    return this.#begun?.client ?? this.source.current;
  }

  /** Has a device prepared. Resolves to whether there is something to scan; does nothing where there is already. */
  async begin(): Promise<boolean> {
    this.onTime();
    const isOpen = this.#phase === 'idle' || this.#phase === 'failed';
    if (!isOpen || this.#creating || this.#waitUntil) return false;
    const creating = (this.#creating = {});
    this.#failure = undefined;
    this.proving.wake();
    const making = this.#calls.run(async (signal) => {
      const client = await this.source.resolve();
      return { client, enrollment: await beginPushEnrollment({ client, proof: this.proof, signal }) };
    });
    this.present();
    const outcome = await making;
    if (this.#creating !== creating || !outcome) return false;
    this.#creating = undefined;
    if ('error' in outcome) {
      this.#fail(outcome.error);
      return false;
    }
    this.#begun = outcome.value;
    this.#polling.begin(outcome.value.enrollment, LASTS_MS);
    this.#phase = 'scanning';
    this.onTime();
    return true;
  }

  /** Gives up what there is to scan, and asks for another: only this does. */
  async startOver(): Promise<boolean> {
    this.onTime();
    if (this.#creating || this.#waitUntil || this.#phase === 'ended') return false;
    this.leave();
    this.#phase = 'idle';
    return this.begin();
  }

  /** The person leaves: what is under way is given up, and what is secret forgotten. */
  cancel(): void {
    this.leave();
    this.present();
  }

  async #ask(): Promise<void> {
    const begun = this.#begun;
    if (!begun) return;
    this.#polling.asking();
    const outcome = await this.#calls.run((signal) =>
      askPushEnrollment({ client: begun.client, proof: this.proof, signal }, begun.enrollment),
    );
    if (this.#begun !== begun || !outcome) return;
    if ('error' in outcome) this.#onError(outcome.error);
    else if (outcome.value) {
      this.#end('enrolled');
      this.#verification = outcome.value;
      this.present();
      this.emit({ type: 'enrolled' });
    } else {
      this.#trouble = undefined;
      this.#polling.unanswered();
      this.onTime();
    }
  }

  #onError(error: MfaError): void {
    if (isTrouble(error)) {
      this.#trouble = error;
      this.#polling.troubled(waitAfter(error, this.clock));
      this.onTime();
    } else this.#fail(isOverdue(error) ? expired() : error);
  }

  #fail(error: MfaError): void {
    // Who declines to prove who they are is where they were before.
    if (wasDeclined(error)) {
      this.cancel();
      return;
    }
    this.#end(error.code === 'unauthenticated' ? 'ended' : 'failed');
    this.#failure = error;
    this.#waitUntil = waitAfter(error, this.clock);
    this.present();
    this.emit({ type: 'failed', error });
  }

  /** A deadline may have passed: of the wait, or of the pause before the next question. */
  protected override onTime(): void {
    if (this.#waitUntil?.isPast) this.#waitUntil = undefined;
    if (this.#phase === 'scanning') {
      this.#polling.look();
      if (this.#polling.isOver) {
        this.#fail(expired());
        return;
      }
      if (this.#polling.isDue) void this.#ask();
    }
    this.present();
  }

  /** What was under way is over, and with it the secret. */
  #end(phase: Phase): void {
    this.#phase = phase;
    this.#creating = this.#begun = this.#trouble = this.#failure = undefined;
    this.#polling.end();
  }

  protected leave(): void {
    this.#calls.giveUp();
    this.#verification = undefined;
    // A wait goes on, and with it what was said of it.
    const { failure, phase } = { failure: this.#failure, phase: this.#phase };
    const isWaiting = failure !== undefined && this.#waitUntil?.isPast === false;
    this.#end(phase === 'enrolled' ? 'enrolled' : isWaiting ? 'failed' : 'idle');
    if (isWaiting) this.#failure = failure;
  }

  /** Shows where it stands, and waits for what ends next. */
  protected present(): void {
    this.watch.follow([this.#waitUntil, ...this.#polling.next]);
    this.enter(this.#stateOf({ failure: this.#failure, waitUntil: this.#waitUntil }));
  }

  #stateOf(facts: PushEnrollFacts): PushEnrollState {
    const scan: PushScan | undefined = this.#begun && {
      uri: this.#begun.enrollment.uri,
      ...this.#polling.facts,
      trouble: this.#trouble,
    };
    if (this.proving.isAsking) return { ...facts, ...scan, status: 'proving' };
    if (this.#creating) return { ...facts, status: 'creating' };
    const { failure } = facts;
    switch (this.#phase) {
      case 'enrolled':
        return { ...facts, status: 'enrolled', verification: this.#verification };
      case 'scanning':
        if (scan) return { ...facts, ...scan, status: 'scanning' };
        break;
      case 'failed':
      case 'ended':
        if (failure) return { ...facts, status: this.#phase, failure };
        break;
      case 'idle':
    }
    return { ...facts, status: 'idle' };
  }
}

function expired(): MfaError {
  return new MfaError('challenge-expired', { message: 'nothing has scanned it in time' });
}
