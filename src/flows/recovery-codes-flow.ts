import type { MfaClient, Proof, RecoveryCodes } from '../core/client.js';
import { systemClock, type Clock } from '../core/clock.js';
import type { Deadline } from '../core/deadline.js';
import { asMfaError } from '../core/is-mfa-error.js';
import { MfaError } from '../core/mfa-error.js';
import { plainSchedule, type Schedule } from '../core/schedule.js';
import { clientSource, type ClientOption, type ClientSource } from './client-option.js';
import { FlowStore, valueOf, type Option } from './flow.js';
import { ProofFlow, wasDeclined } from './proof-flow.js';
import { sharedCall } from './shared-call.js';
import { waitAfter } from './wait-after.js';
import { Watch } from './watch.js';

/** Where recovery codes can be. */
export const RECOVERY_CODES_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** The person is asked whether new codes may replace the old ones. */
  'asking',
  /** The backend wants a proof first: see `flow.proof`. */
  'proving',
  /** The backend shows or makes the codes. */
  'loading',
  /** The codes are there, and have to be saved. */
  'shown',
  /** The person has saved them; they are forgotten here. */
  'acknowledged',
  /** There are none that could be shown; new ones can be made. */
  'empty',
  /** The call failed. */
  'failed',
] as const;
export type RecoveryCodesStatus = (typeof RECOVERY_CODES_STATUSES)[number];

interface RecoveryCodesFacts {
  /** What went wrong last. */
  readonly failure: MfaError | undefined;
  /** Until when nothing can be asked for, where the server wants a wait. */
  readonly waitUntil: Deadline | undefined;
}

export type RecoveryCodesState =
  | (RecoveryCodesFacts & { readonly status: Exclude<RecoveryCodesStatus, 'shown'> })
  | (RecoveryCodesFacts & {
      readonly status: 'shown';
      /** Secret; here only, and gone once they are saved. */
      readonly codes: readonly string[];
      /** Those of them that are used up, where the backend tells. */
      readonly used: readonly string[];
    });

export type RecoveryCodesEvent =
  | { readonly type: 'shown'; readonly count: number; readonly isNew: boolean }
  | { readonly type: 'acknowledged' }
  | { readonly type: 'failed'; readonly error: MfaError };

export interface RecoveryCodesOptions {
  client: ClientOption;
  /** What two flows have in common that would make the same call. Default: the client. */
  sharedBy?: Option<unknown>;
  clock?: Clock;
  schedule?: Schedule;
  /** Asks for proofs, where another flow around this one does. */
  proof?: ProofFlow;
}

type CallName = 'recoveryCodes' | 'regenerateRecoveryCodes';
type Phase = Exclude<RecoveryCodesStatus, 'proving'>;

/**
 * Recovery codes: asked for only when the person does, and once, since to ask may use them up; shown once, and forgotten
 * when they are saved.
 *
 * ```ts
 * const flow = new RecoveryCodesFlow({ client });
 * await flow.show(); // flow.state.codes
 * flow.acknowledge();
 * ```
 */
export class RecoveryCodesFlow extends FlowStore<RecoveryCodesState, RecoveryCodesEvent> {
  /** Asks the person to prove who they are, where the backend wants that first. */
  readonly proof: ProofFlow;

  readonly #options: RecoveryCodesOptions;
  readonly #source: ClientSource;
  readonly #clock: Clock;
  readonly #watch: Watch;

  #phase: Phase = 'idle';
  /** Where the question whether to make new ones came from. */
  #before: Phase = 'idle';
  #codes: RecoveryCodes = { codes: [] };
  #failure: MfaError | undefined;
  #waitUntil: Deadline | undefined;
  #lastCall: CallName = 'recoveryCodes';
  #isWatched = true;
  #unfollowProof: (() => void) | undefined;

  constructor(options: RecoveryCodesOptions) {
    super({ status: 'idle', failure: undefined, waitUntil: undefined });
    this.#options = options;
    this.#source = clientSource(options.client);
    this.#clock = options.clock ?? systemClock;
    this.#watch = new Watch(options.schedule ?? plainSchedule(this.#clock), () => this.#show());
    this.proof = options.proof ?? new ProofFlow();
    this.#followProof();
  }

  /** The client, as far as it is known without waiting. */
  get client(): MfaClient | undefined {
    return this.#source.current;
  }

  /** Has the codes shown. Resolves to whether they are; does nothing while a call is under way. */
  async show(): Promise<boolean> {
    return this.#call('recoveryCodes');
  }

  /** Has new codes made: the old ones stop working. Resolves to whether they are shown. */
  async regenerate(): Promise<boolean> {
    return this.#call('regenerateRecoveryCodes');
  }

  /** After a failure: the same call again. */
  async retry(): Promise<boolean> {
    return this.#call(this.#lastCall);
  }

  /** The person is asked whether new codes may replace the old ones. */
  ask(): void {
    if (this.#phase === 'loading' || this.#phase === 'asking') return;
    this.#before = this.#phase;
    this.#enter('asking');
  }

  /** The old ones stay. */
  keep(): void {
    if (this.#phase === 'asking') this.#enter(this.#before);
  }

  /** Codes that the backend has made along with something else. */
  take(codes: readonly string[]): void {
    this.#take({ codes }, true);
  }

  /** The person has saved them. */
  acknowledge(): void {
    if (this.#phase !== 'shown') return;
    this.#codes = { codes: [] };
    this.#enter('acknowledged');
    this.emit({ type: 'acknowledged' });
  }

  /** A call that is under way goes on: whoever looks again before its end sees what it gave. */
  dispose(): void {
    this.#isWatched = false;
    this.#watch.rest();
    if (!this.#options.proof) this.proof.decline();
    this.#unfollowProof?.();
    this.#unfollowProof = undefined;
    this.#forget();
    this.#enter(this.#phase === 'loading' ? 'loading' : 'idle');
  }

  protected override resume(): void {
    this.#isWatched = true;
    this.#followProof();
    this.#watch.wake();
    this.#show();
  }

  /**
   * One call for all who want it. It is never given up: what it did on the server cannot be taken back, and its answer
   * may be the only one.
   */
  async #call(name: CallName): Promise<boolean> {
    if (this.#phase === 'loading' || this.#waitUntil) return false;
    const before = this.#phase === 'asking' ? this.#before : this.#phase;
    this.#lastCall = name;
    this.#failure = undefined;
    this.#enter('loading');
    try {
      const client = await this.#source.resolve();
      const codes = await sharedCall(valueOf(this.#options.sharedBy) ?? client, name, () =>
        this.proof.guard(client, (proof) => calling(client, name, proof)),
      );
      if (!this.#isWatched) {
        // Everybody has gone meanwhile: nobody is to see them.
        this.#enter('idle');
        return false;
      }
      if (!isList(codes.codes)) throw new MfaError('bad-response', { message: 'no list of codes' });
      this.#take(codes, name === 'regenerateRecoveryCodes');
      return codes.codes.length > 0;
    } catch (error) {
      this.#fail(asMfaError(error), before);
      return false;
    }
  }

  #take(codes: RecoveryCodes, isNew: boolean): void {
    this.#forget();
    if (codes.codes.length === 0) {
      this.#enter('empty');
      return;
    }
    this.#codes = codes;
    this.#enter('shown');
    this.emit({ type: 'shown', count: codes.codes.length, isNew });
  }

  #fail(error: MfaError, before: Phase): void {
    if (!this.#isWatched) {
      this.#enter('idle');
      return;
    }
    // Who declines to prove who they are is where they were before.
    if (wasDeclined(error)) {
      this.#enter(before);
      return;
    }
    this.#failure = error;
    this.#waitUntil = waitAfter(error, this.#clock);
    const isNone = error.code === 'recovery-codes-shown' || error.code === 'not-enrolled';
    this.#enter(isNone ? 'empty' : 'failed');
    this.emit({ type: 'failed', error });
  }

  #forget(): void {
    this.#codes = { codes: [] };
    this.#failure = undefined;
  }

  /** A proof may be that of a flow around this one, which lives on. */
  #followProof(): void {
    this.#unfollowProof ??= this.proof.subscribe(() => this.#show());
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.#show();
  }

  #show(): void {
    if (this.#waitUntil?.isPast) this.#waitUntil = undefined;
    this.#watch.follow([this.#waitUntil]);
    const facts: RecoveryCodesFacts = { failure: this.#failure, waitUntil: this.#waitUntil };
    if (this.#phase === 'loading' && this.proof.isAsking) this.enter({ ...facts, status: 'proving' });
    else if (this.#phase === 'shown') {
      const { codes, used = NO_CODES } = this.#codes;
      this.enter({ ...facts, status: 'shown', codes, used });
    } else this.enter({ ...facts, status: this.#phase });
  }
}

const NO_CODES: readonly string[] = [];

function calling(client: MfaClient, name: CallName, proof: Proof | undefined): Promise<RecoveryCodes> {
  const call = client[name];
  if (!call)
    return Promise.reject(new MfaError('misconfigured', { message: 'the client has no recovery codes' }));
  return call.call(client, proof ? { proof } : {});
}

/** A page's own client may say anything. */
function isList(codes: unknown): boolean {
  return Array.isArray(codes) && codes.every((code) => typeof code === 'string');
}
