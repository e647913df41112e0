import type { MfaClient, PushChallenge, Verification } from '../core/client.js';
import type { MfaError } from '../core/mfa-error.js';
import { CallingFlow } from './calling-flow.js';
import { Calls, type CallOutcome } from './calls.js';
import { valueOf } from './flow.js';
import { Polling } from './polling.js';
import { wasDeclined } from './proof-flow.js';
import { askPush, isOverdue, isTrouble, sendPush, takePushBack } from './push-calls.js';
import type { PushEvent, PushFacts, PushFlowOptions, PushState, PushStatus, PushWait } from './push-state.js';
import { SendSeries } from './send-series.js';
import { waitAfter } from './wait-after.js';

/** A status that lasts. */
type Phase = Exclude<PushStatus, 'sending' | 'proving'>;

const DEFAULT_EXPIRES_IN_S = 300;
const NOTHING: Omit<PushFacts, 'deviceName'> = {
  sends: 0,
  resendAt: undefined,
  resendsLeft: true,
  rememberDevice: false,
  failure: undefined,
};

/**
 * Has a notification sent, and asks whether the person has approved it. Sends at a command and never by itself; asks
 * only while somebody looks, one call at a time.
 *
 * ```ts
 * const flow = new PushFlow({ client });
 * flow.subscribe(() => show(flow.state)); // 'waiting' with the number to match, then 'verified', 'denied', 'expired'
 * await flow.send(); // true: one is on its way
 * ```
 */
export class PushFlow extends CallingFlow<PushState, PushEvent> {
  readonly #options: PushFlowOptions;
  readonly #series: SendSeries;
  readonly #polling: Polling;
  readonly #calls = new Calls();

  #phase: Phase = 'ready';
  /** The send under way: who gives it up takes that away. */
  #sending: object | undefined;
  /** The question under way. */
  #asking: Promise<void> | undefined;
  /** What is under way, and with which client. */
  #sent: { readonly client: MfaClient; readonly challenge: PushChallenge } | undefined;
  #trouble: MfaError | undefined;
  #failure: MfaError | undefined;
  #rememberDevice = false;
  #verification: Verification | undefined;

  constructor(options: PushFlowOptions) {
    super({ ...NOTHING, status: 'ready', deviceName: valueOf(options.deviceName) }, options);
    this.#options = options;
    this.#series = new SendSeries(this.clock, options);
    this.#polling = new Polling(this.clock);
    this.refresh();
  }

  /** The client for the next call, as far as it is known without waiting. */
  override get client(): MfaClient | undefined {
    return this.#sent?.client ?? this.source.current;
  }

  /** Whether one may be sent, but for the wait. */
  get canSend(): boolean {
    const isOpen = this.#phase !== 'verified' && this.#phase !== 'ended';
    return isOpen && !this.#sending && !this.proving.isAsking && this.state.resendsLeft;
  }

  /**
   * Has a notification sent, the first one or another. Resolves to whether it is on its way; does nothing while that is
   * not allowed.
   */
  async send(): Promise<boolean> {
    this.onTime();
    if (!this.canSend || this.#series.resendAt) return false;
    const sending = (this.#sending = {});
    this.#failure = undefined;
    this.proving.wake();
    this.present();
    // The person may have answered the one before just now.
    await this.#asking;
    if (this.#sending !== sending) return false;
    const outcome = await this.#calls.run((signal) => this.#send(signal));
    if (this.#sending !== sending || !outcome) return false;
    this.#sending = undefined;
    if ('error' in outcome) {
      this.#failToSend(outcome.error);
      return false;
    }
    const before = this.#sent;
    this.#sent = outcome.value;
    const { challenge } = outcome.value;
    if (before && before.challenge.id !== challenge.id) takePushBack(before.client, before.challenge);
    this.#wait(challenge);
    this.emit({ type: 'sent' });
    return true;
  }

  /** The person wants no second factor on this device for a while, or does. Goes along with the next question. */
  remember(isWanted: boolean): void {
    this.#rememberDevice = isWanted;
    this.present();
  }

  /** The options may have changed: the wait that an earlier page left is taken up. */
  refresh(): void {
    this.#series.restore();
    this.present();
  }

  /** The person goes another way: what is under way is taken back, where the backend can. */
  cancel(): void {
    this.leave();
    this.present();
  }

  async #send(signal: AbortSignal): Promise<{ client: MfaClient; challenge: PushChallenge }> {
    const client = await this.source.resolve();
    const challenge = await sendPush(
      { client, proof: this.proof, signal },
      valueOf(this.#options.deviceName),
    );
    // Given up at the last moment: nobody waits for what was sent.
    if (signal.aborted) takePushBack(client, challenge);
    return { client, challenge };
  }

  #wait(challenge: PushChallenge): void {
    const expiresIn = valueOf(this.#options.expiresIn) ?? DEFAULT_EXPIRES_IN_S;
    this.#polling.begin(challenge, expiresIn * 1000);
    this.#series.sent(
      { id: challenge.id, ...(challenge.resendAt !== undefined && { resendAt: challenge.resendAt }) },
      challenge.expiresAt,
    );
    this.#trouble = undefined;
    this.#phase = 'waiting';
    this.onTime();
  }

  #failToSend(error: MfaError): void {
    const wait = waitAfter(error, this.clock);
    if (wait) this.#series.waitUntil(wait);
    if (wasDeclined(error)) {
      this.onTime();
      return;
    }
    // The one before still counts, where there is one.
    const isOver = error.code === 'unauthenticated' || error.code === 'push-denied';
    if (this.#phase !== 'waiting' || isOver) this.#end(phaseAfter(error));
    this.#failure = error;
    this.onTime();
    this.emit({ type: 'failed', error });
  }

  async #ask(): Promise<void> {
    const sent = this.#sent;
    if (!sent) return;
    this.#polling.asking();
    const outcome = await this.#calls.run((signal) =>
      askPush({ client: sent.client, proof: this.proof, signal }, sent.challenge, this.#rememberDevice),
    );
    if (this.#sent !== sent || !outcome) return;
    this.#asking = undefined;
    this.#answer(outcome);
  }

  #answer(outcome: NonNullable<CallOutcome<Verification | undefined>>): void {
    if ('value' in outcome) {
      const verification = outcome.value;
      this.#trouble = undefined;
      if (!verification) {
        this.#polling.unanswered();
        this.onTime();
        return;
      }
      this.#end('verified');
      this.#series.end();
      this.#verification = verification;
      this.present();
      this.emit({ type: 'verified' });
      return;
    }
    const { error } = outcome;
    if (isTrouble(error)) {
      this.#trouble = error;
      this.#polling.troubled(waitAfter(error, this.clock));
      this.onTime();
    } else if (isOverdue(error)) this.#expire();
    else if (wasDeclined(error)) this.cancel();
    else {
      this.#end(phaseAfter(error));
      this.#failure = error;
      const wait = waitAfter(error, this.clock);
      if (wait) this.#series.waitUntil(wait);
      this.present();
      this.emit(error.code === 'push-denied' ? { type: 'denied' } : { type: 'failed', error });
    }
  }

  #expire(): void {
    this.#end('expired');
    this.present();
    this.emit({ type: 'expired' });
  }

  /** A deadline may have passed: of the wait, or of the pause before the next question. */
  protected override onTime(): void {
    if (this.#phase === 'waiting' && !this.#sending) {
      this.#polling.look();
      if (this.#polling.isOver) {
        this.#expire();
        return;
      }
      if (this.#polling.isDue) this.#asking = this.#ask();
    }
    this.present();
  }

  /** What was under way is over, a send of another one included. */
  #end(phase: Phase): void {
    this.#phase = phase;
    this.#sending = this.#sent = this.#trouble = this.#failure = undefined;
    this.#polling.end();
  }

  protected leave(): void {
    this.#calls.giveUp();
    const sent = this.#sent;
    const isDone = this.#phase === 'verified';
    this.#asking = this.#verification = undefined;
    this.#rememberDevice = false;
    this.#end(isDone ? 'verified' : 'ready');
    if (sent) takePushBack(sent.client, sent.challenge);
  }

  /** Shows where it stands, and waits for what ends next. */
  protected present(): void {
    const resendAt = this.#series.resendAt;
    this.watch.follow([resendAt, ...this.#polling.next]);
    const count = this.#series.count;
    const facts: PushFacts = {
      deviceName: this.#sent?.challenge.deviceName ?? valueOf(this.#options.deviceName),
      sends: count,
      resendAt,
      resendsLeft: count <= (valueOf(this.#options.maxResends) ?? Infinity),
      rememberDevice: this.#rememberDevice,
      failure: this.#failure,
    };
    this.enter(this.#stateOf(facts));
  }

  #stateOf(facts: PushFacts): PushState {
    const wait: PushWait | undefined = this.#sent && {
      number: this.#sent.challenge.number,
      ...this.#polling.facts,
      trouble: this.#trouble,
    };
    if (this.proving.isAsking) return { ...facts, ...wait, status: 'proving' };
    if (this.#sending) return { ...facts, status: 'sending' };
    const { failure } = facts;
    switch (this.#phase) {
      case 'verified':
        return { ...facts, status: 'verified', verification: this.#verification };
      case 'waiting':
        if (wait) return { ...facts, ...wait, status: 'waiting' };
        break;
      case 'denied':
      case 'failed':
      case 'ended':
        if (failure) return { ...facts, status: this.#phase, failure };
        break;
      case 'expired':
        return { ...facts, status: 'expired' };
      case 'ready':
    }
    return { ...facts, status: 'ready' };
  }
}

function phaseAfter({ code }: MfaError): Phase {
  if (code === 'unauthenticated') return 'ended';
  return code === 'push-denied' ? 'denied' : 'failed';
}
