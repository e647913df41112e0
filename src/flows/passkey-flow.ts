import type { MfaClient, PasskeyChallenge, Verification } from '../core/client.js';
import { Deadline } from '../core/deadline.js';
import { MfaError, UNCERTAIN } from '../core/mfa-error.js';
import { noCeremony, type PasskeyCeremony } from '../core/passkey-ceremony.js';
import { CallingFlow } from './calling-flow.js';
import { Calls } from './calls.js';
import { valueOf } from './flow.js';
import {
  authenticatorOf,
  beginPasskey,
  endPasskey,
  keepsPasskey,
  takeBack,
  type PasskeyCall,
} from './passkey-calls.js';
import type {
  MadePasskey,
  PasskeyEvent,
  PasskeyFacts,
  PasskeyFlowOptions,
  PasskeyMode,
  PasskeyState,
  PasskeyStatus,
} from './passkey-state.js';
import { wasDeclined } from './proof-flow.js';
import { waitAfter } from './wait-after.js';

/** A status that lasts. */
type Phase = Extract<PasskeyStatus, 'ready' | 'naming' | 'verified' | 'created' | 'failed' | 'ended'>;
/** What is under way. */
type Step = Extract<PasskeyStatus, 'preparing' | 'asking' | 'checking'>;

const DONE = { use: 'verified', create: 'created' } as const;

/**
 * Uses a passkey, or makes one. Everything begins with a command, which is the person's press: no browser opens its
 * dialog otherwise. A new passkey that the backend has not taken is offered again, and no second one is made.
 *
 * ```ts
 * const flow = new PasskeyFlow({ client, ceremony: pageCeremony, mode: 'create' });
 * await flow.begin(); // true: flow.state is 'created', or 'naming', then name('My laptop')
 * ```
 */
export class PasskeyFlow extends CallingFlow<PasskeyState, PasskeyEvent> {
  readonly #options: PasskeyFlowOptions;
  readonly #ceremony: PasskeyCeremony;
  readonly #calls = new Calls();

  #mode: PasskeyMode;
  #phase: Phase = 'ready';
  #step: Step | undefined;
  /** What the step belongs to: who gives it up takes that away. */
  #turn: object | undefined;
  /** What the backend has begun, and with which client. */
  #begun: { readonly client: MfaClient; readonly challenge: PasskeyChallenge } | undefined;
  /** A new passkey that the backend has not taken yet. */
  #made: MadePasskey | undefined;
  #name: string | undefined;
  /** The backend may have taken it, although it did not say so. */
  #isUncertain = false;
  #expiresAt: Deadline | undefined;
  #failure: MfaError | undefined;
  #waitUntil: Deadline | undefined;
  #verification: Verification | undefined;

  constructor(options: PasskeyFlowOptions) {
    const ceremony = options.ceremony ?? noCeremony;
    const mode = valueOf(options.mode) ?? 'use';
    super(
      {
        status: ceremony.isAvailable ? 'ready' : 'unavailable',
        mode,
        failure: undefined,
        waitUntil: undefined,
      },
      options,
    );
    this.#options = options;
    this.#ceremony = ceremony;
    this.#mode = mode;
  }

  /**
   * Asks for a passkey: the backend, the browser, and the backend again. After trouble with a passkey that was made, only
   * the last of these. Resolves to whether it went a step forward; does nothing while one is under way.
   *
   * @param options.name - For a new passkey, where the backend takes the name at once.
   * @param options.rememberDevice - The person wants no second factor on this device for a while.
   */
  async begin(options: { name?: string; rememberDevice?: boolean } = {}): Promise<boolean> {
    this.onTime();
    const { status } = this.state;
    if ((status !== 'ready' && status !== 'failed') || this.#waitUntil) return false;
    if (options.name?.trim()) this.#name = options.name.trim();
    return this.#run(this.#made ? 'checking' : 'preparing', options.rememberDevice ?? false);
  }

  /** Names the passkey that was made, and has the backend take it. Resolves to whether it did. */
  async name(name: string): Promise<boolean> {
    this.onTime();
    if (this.state.status !== 'naming' || this.#waitUntil) return false;
    this.#name = name.trim() === '' ? undefined : name.trim();
    return this.#run('checking', false);
  }

  /** The options may have changed: another mode begins anew. */
  refresh(): void {
    const mode = valueOf(this.#options.mode) ?? 'use';
    if (mode !== this.#mode) {
      this.leave();
      if (this.#phase === DONE[this.#mode]) this.#phase = 'ready';
      this.#mode = mode;
    }
    this.present();
  }

  /** The person leaves: the dialog closes, and what was begun is taken back where the backend can. */
  cancel(): void {
    this.leave();
    this.present();
  }

  async #run(step: Step, rememberDevice: boolean): Promise<boolean> {
    this.#failure = undefined;
    this.#step = step;
    const turn = (this.#turn = {});
    this.proving.wake();
    const mode = this.#mode;
    const running = this.#calls.run((signal) =>
      this.#goOn({ mode, name: this.#name, rememberDevice, proof: this.proof, signal }),
    );
    this.present();
    const outcome = await running;
    // It may have been given up at the last moment.
    if (this.#turn !== turn || !outcome) return false;
    this.#step = undefined;
    if ('error' in outcome) {
      this.#fail(outcome.error);
      return false;
    }
    const verification = outcome.value;
    if (!verification) {
      this.#phase = 'naming';
      this.present();
      return true;
    }
    this.#forget();
    this.#verification = verification;
    this.#phase = DONE[mode];
    this.present();
    this.emit({ type: DONE[mode] });
    return true;
  }

  /** From where it stands to the end, or to the question for a name: then there is no verification. */
  async #goOn(call: PasskeyCall): Promise<Verification | undefined> {
    const { signal, mode } = call;
    const client = this.#begun?.client ?? (await this.source.resolve());
    signal.throwIfAborted();
    let made = this.#made;
    if (!made) {
      const challenge = await beginPasskey(client, call);
      if (signal.aborted) {
        if (mode === 'create') takeBack(client, challenge);
        signal.throwIfAborted();
      }
      this.#begun = { client, challenge };
      this.#expiresAt = Deadline.from(this.clock, challenge.expiresAt);
      this.#go('asking');
      signal.throwIfAborted();
      const ask = mode === 'create' ? this.#ceremony.create : this.#ceremony.get;
      const answer = await ask.call(this.#ceremony, challenge.options, signal);
      signal.throwIfAborted();
      made = { challenge, answer };
      if (mode === 'create') {
        this.#made = made;
        if (client.namesPasskeys === 'activate') return undefined;
      }
    }
    this.#go('checking');
    return endPasskey(client, made, call);
  }

  #go(step: Step): void {
    this.#step = step;
    this.onTime();
  }

  #fail(error: MfaError): void {
    const isMade = this.#made !== undefined;
    // Who declines to prove who they are is where they were before.
    const isDeclined = wasDeclined(error);
    if (isMade && UNCERTAIN.includes(error.code)) this.#isUncertain = true;
    if (!isMade || !keepsPasskey(error)) this.#leavePasskey();
    const isNaming = this.#made !== undefined && this.#begun?.client.namesPasskeys === 'activate';
    this.#phase =
      error.code === 'unauthenticated' ? 'ended' : isNaming ? 'naming' : isDeclined ? 'ready' : 'failed';
    if (isDeclined) {
      this.present();
      return;
    }
    this.#failure = error;
    this.#waitUntil = waitAfter(error, this.clock);
    this.present();
    this.emit({ type: 'failed', error });
  }

  /** A deadline may have passed. */
  protected override onTime(): void {
    if (this.#waitUntil?.isPast) {
      this.#waitUntil = undefined;
      // Where there is something else to do, what went wrong is over with the wait.
      if (this.#phase === 'naming') this.#failure = undefined;
    }
    const isOver = this.#expiresAt?.isSurelyPast === true;
    if (isOver && (this.#step === 'asking' || (this.#phase === 'naming' && !this.#step))) {
      this.#giveUp();
      this.#leavePasskey();
      this.#fail(new MfaError('challenge-expired', { message: 'the backend waits no longer' }));
      return;
    }
    this.present();
  }

  protected leave(): void {
    if (this.#step === 'checking') this.#isUncertain = true;
    this.#giveUp();
    this.#leavePasskey();
    this.#verification = this.#name = undefined;
    if (this.#phase === DONE[this.#mode]) return;
    // A wait goes on, and with it what was said of it.
    const isWaiting = this.#failure !== undefined && this.#waitUntil?.isPast === false;
    this.#phase = isWaiting ? 'failed' : 'ready';
    if (!isWaiting) this.#failure = undefined;
  }

  #giveUp(): void {
    this.#calls.giveUp();
    this.#step = this.#turn = undefined;
  }

  /** What was begun comes to nothing. One that may be active is worse to take back than to leave. */
  #leavePasskey(): void {
    if (this.#mode === 'create' && !this.#isUncertain) takeBack(this.#begun?.client, this.#begun?.challenge);
    this.#forget();
  }

  #forget(): void {
    this.#begun = this.#made = this.#expiresAt = undefined;
    this.#isUncertain = false;
  }

  /** Shows where it stands, and waits for what ends next. */
  protected present(): void {
    const isWaited = this.#step === 'asking' || (this.#phase === 'naming' && !this.#step);
    this.watch.follow([isWaited ? this.#expiresAt : undefined, this.#waitUntil]);
    this.enter(this.#stateOf({ mode: this.#mode, failure: this.#failure, waitUntil: this.#waitUntil }));
  }

  #stateOf(facts: PasskeyFacts): PasskeyState {
    if (this.#step && this.proving.isAsking) return { ...facts, status: 'proving' };
    if (this.#step) return { ...facts, status: this.#step };
    const { failure } = facts;
    switch (this.#phase) {
      case 'verified':
      case 'created':
        return { ...facts, status: this.#phase, verification: this.#verification };
      case 'naming':
        return {
          ...facts,
          status: 'naming',
          authenticator: this.#made && authenticatorOf(this.#made.answer),
        };
      case 'failed':
      case 'ended':
        if (failure) return { ...facts, status: this.#phase, failure };
        break;
      case 'ready':
    }
    return { ...facts, status: this.#ceremony.isAvailable ? 'ready' : 'unavailable' };
  }
}
