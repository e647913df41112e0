import type { MfaClient, Proof, RecoveryCodes } from '../core/client.js';
import { systemClock, type Clock } from '../core/clock.js';
import type { Deadline } from '../core/deadline.js';
import { asMfaError, MfaError } from '../core/mfa-error.js';
import { plainSchedule } from '../core/schedule.js';
import type { CallOutcome } from './calls.js';
import { clientSource, type ClientSource } from './client-option.js';
import { FlowStore, valueOf } from './flow.js';
import { ProofFlow, wasDeclined } from './proof-flow.js';
import type {
  RecoveryCodesEvent,
  RecoveryCodesFacts,
  RecoveryCodesOptions,
  RecoveryCodesState,
} from './recovery-codes-state.js';
import { sharedCall } from './shared-call.js';
import { waitAfter } from './wait-after.js';
import { Watch } from './watch.js';

type CallName = 'recoveryCodes' | 'regenerateRecoveryCodes';

/** Where it stands while no call is under way, with the way back. The one place where codes are. */
type Place =
  | { readonly status: 'idle' | 'acknowledged' }
  | Shown
  | { readonly status: 'empty'; readonly failure: MfaError | undefined }
  | { readonly status: 'failed'; readonly failure: MfaError; readonly before: Shown | undefined }
  | Asking;

interface Shown {
  readonly status: 'shown';
  readonly codes: readonly string[];
  readonly used: readonly string[];
}

interface Asking {
  readonly status: 'asking';
  readonly before: Exclude<Place, Asking>;
}

const NOWHERE: Place = { status: 'idle' };

/**
 * Recovery codes: shown once, saved, made anew. Asks the backend only when it is told to, and once for all who want the
 * same: to ask may use the codes up. A call that was sent is never given up, for its answer may be the only one.
 *
 * ```ts
 * const flow = new RecoveryCodesFlow({ client });
 * await flow.show(); // true: flow.state.codes; or false, with flow.state.failure
 * flow.acknowledge(); // saved, and forgotten here
 * ```
 */
export class RecoveryCodesFlow extends FlowStore<RecoveryCodesState, RecoveryCodesEvent> {
  /** Asks the person to prove who they are, where the backend wants that first. */
  readonly proof: ProofFlow;

  readonly #options: RecoveryCodesOptions;
  readonly #client: ClientSource;
  readonly #clock: Clock;
  readonly #watch: Watch;
  #place: Place = NOWHERE;
  #isCalling = false;
  /** Nobody looks any more. A call that is under way goes on: whoever comes back before its end sees what it gave. */
  #isLeft = false;
  #lastCall: CallName = 'recoveryCodes';
  #waitUntil: Deadline | undefined;

  constructor(options: RecoveryCodesOptions) {
    super({ status: 'idle', waitUntil: undefined });
    this.#options = options;
    this.#client = clientSource(options.client);
    this.#clock = options.clock ?? systemClock;
    this.#watch = new Watch(options.schedule ?? plainSchedule(this.#clock), () => this.#show());
    this.proof = options.proof ?? new ProofFlow();
    this.proof.subscribe(() => this.#onProof());
  }

  /** The client for the next call, as far as it is known without waiting: it says what can be shown and made. */
  get client(): MfaClient | undefined {
    return this.#client.current;
  }

  /** Has the codes shown. Resolves to whether they are; does nothing while a call is under way, or before its time. */
  async show(): Promise<boolean> {
    return this.#call('recoveryCodes');
  }

  /** Asks the person whether new codes may replace the old ones: `regenerate()` says yes, `keep()` no. */
  ask(): void {
    if (!this.#isCalling && this.#place.status !== 'asking')
      this.#go({ status: 'asking', before: this.#place });
  }

  /** Goes back to what was before the question; after a failure, to the codes that were shown before. */
  keep(): void {
    const place = this.#place;
    if (this.#isCalling || !('before' in place) || !place.before) return;
    this.#go(place.before);
  }

  /** Has new codes made: the old ones stop working. Resolves to whether they are shown; as {@link show} otherwise. */
  async regenerate(): Promise<boolean> {
    return this.#call('regenerateRecoveryCodes');
  }

  /** Shows codes that the backend has made along with something else. */
  take(codes: readonly string[]): void {
    this.#isLeft = false;
    this.#land({ codes }, true);
  }

  /** The person has saved the codes: they are forgotten here. */
  acknowledge(): void {
    if (this.state.status !== 'shown') return;
    this.#go({ status: 'acknowledged' });
    this.emit({ type: 'acknowledged' });
  }

  /** Makes the call that gave nothing once more. */
  async retry(): Promise<boolean> {
    const { status } = this.#place;
    return status === 'failed' || status === 'empty' ? this.#call(this.#lastCall) : false;
  }

  /** Looks at the time anew: a wait may be over. */
  refresh(): void {
    this.#show();
  }

  dispose(): void {
    this.#isLeft = true;
    if (this.state.status === 'proving') this.proof.decline();
    this.#watch.rest();
    this.#go(NOWHERE);
  }

  protected override resume(): void {
    this.#isLeft = false;
    this.#watch.wake();
    this.#show();
  }

  async #call(name: CallName): Promise<boolean> {
    if (this.#isCalling || this.#wait) return false;
    // The question, where it was asked, is answered.
    if (this.#place.status === 'asking') this.#place = this.#place.before;
    this.#isLeft = false;
    const isLeft = (): boolean => this.#isLeft;
    this.#isCalling = true;
    this.#lastCall = name;
    this.#show();
    let outcome: CallOutcome<RecoveryCodes>;
    try {
      const client = await this.#client.resolve();
      // What has not been sent yet is for nobody, once nobody looks.
      if (!isLeft()) outcome = { value: await this.#once(client, name) };
    } catch (error) {
      outcome = { error: asMfaError(error) };
    }
    this.#isCalling = false;
    if (outcome && 'error' in outcome) this.#fail(outcome.error);
    else if (outcome && !isLeft()) return this.#land(outcome.value, name === 'regenerateRecoveryCodes');
    else this.#show();
    return false;
  }

  async #once(client: MfaClient, name: CallName): Promise<RecoveryCodes> {
    return sharedCall(valueOf(this.#options.sharedBy) ?? client, name, () =>
      this.proof.guard(client, (proof) => calling(client, name, proof)),
    );
  }

  /** What came of a call, or came along with another one. A page's own client may say anything. */
  #land(answer: Partial<RecoveryCodes> | null | undefined, regenerated: boolean): boolean {
    const { codes, used } = answer ?? {};
    if (!isList(codes)) {
      this.#fail(new MfaError('bad-response', { message: 'no list of codes' }));
      return false;
    }
    const count = codes.length;
    if (count === 0) this.#go({ status: 'empty', failure: undefined });
    else {
      this.#go({ status: 'shown', codes: [...codes], used: isList(used) ? [...used] : [] });
      this.emit({ type: 'shown', count, regenerated });
    }
    return count > 0;
  }

  #fail(error: MfaError): void {
    this.#waitUntil = waitAfter(error, this.#clock);
    // Who declines to prove who they are is where they were before.
    if (this.#isLeft || wasDeclined(error)) {
      this.#show();
      return;
    }
    const isNone = error.code === 'recovery-codes-shown' || error.code === 'not-enrolled';
    this.#go(
      isNone
        ? { status: 'empty', failure: error }
        : { status: 'failed', failure: error, before: shownIn(this.#place) },
    );
    this.emit({ type: 'failed', error });
  }

  #onProof(): void {
    // Nobody is there who could give one.
    if (this.#isLeft && this.#isCalling && this.proof.isAsking) this.proof.decline();
    else this.#show();
  }

  #go(place: Place): void {
    this.#place = place;
    this.#show();
  }

  get #wait(): Deadline | undefined {
    return this.#waitUntil?.isPast ? undefined : this.#waitUntil;
  }

  #show(): void {
    this.#waitUntil = this.#wait;
    const facts: RecoveryCodesFacts = { waitUntil: this.#waitUntil };
    this.#watch.follow([facts.waitUntil]);
    this.enter(this.#stateOf(facts));
  }

  #stateOf(facts: RecoveryCodesFacts): RecoveryCodesState {
    if (this.#isCalling) return { ...facts, status: this.proof.isAsking ? 'proving' : 'loading' };
    const place = this.#place;
    if (place.status === 'asking') return { ...facts, status: 'asking' };
    if (place.status !== 'failed') return { ...facts, ...place };
    const { status, failure, before } = place;
    return { ...facts, status, failure, canKeep: before !== undefined };
  }
}

function calling(client: MfaClient, name: CallName, proof: Proof | undefined): Promise<RecoveryCodes> {
  const call = client[name];
  if (!call)
    return Promise.reject(new MfaError('misconfigured', { message: 'the client has no recovery codes' }));
  return call.call(client, proof ? { proof } : {});
}

/** The codes that were on the screen before it came to this. */
function shownIn(place: Place): Shown | undefined {
  if (place.status === 'shown') return place;
  return 'before' in place && place.before ? shownIn(place.before) : undefined;
}

function isList(codes: unknown): codes is readonly string[] {
  return Array.isArray(codes) && codes.every((code) => typeof code === 'string');
}
