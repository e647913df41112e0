import type { MfaClient, Verification } from '../core/client.js';
import { isMfaError, MfaError } from '../core/mfa-error.js';
import { verificationOf } from './answers.js';
import { ChallengeFlow } from './challenge-flow.js';
import type { ChallengeOptions } from './challenge-state.js';
import { clientSource } from './client-option.js';
import { confirmClient } from './confirm-client.js';
import type { ConfirmEvent, ConfirmState } from './confirm-state.js';
import { FlowStore, valueOf } from './flow.js';
import { ProofFlow, wasDeclined } from './proof-flow.js';

/** Those of the second step, but for leaving it out. */
export type ConfirmOptions = Omit<ChallengeOptions, 'isOptional'>;

/**
 * Has a person confirm that it is them, around one sensitive action.
 *
 * ```ts
 * const flow = new ConfirmFlow({ client });
 * const verification = await flow.ask(); // meanwhile show what flow.challenge says
 * ```
 */
export class ConfirmFlow extends FlowStore<ConfirmState, ConfirmEvent> {
  /** Leads through what the person confirms with. */
  readonly challenge: ChallengeFlow;
  /** Asks for the password of who has nothing else, where the backend takes that. */
  readonly proof = new ProofFlow();

  #asked: Promise<Verification | undefined> | undefined;
  #answer: ((verification: Verification | undefined) => void) | undefined;

  constructor(options: ConfirmOptions) {
    super({ status: 'idle' });
    const source = clientSource(options.client);
    const narrow = (client: MfaClient): MfaClient =>
      confirmClient(client, {
        destinations: valueOf(options.destinations) ?? [],
        ceremony: options.ceremony,
        onFactors: (factors) => this.#onFactors(factors.some(({ active }) => active)),
        askPassword: (asker, signal) => this.#askPassword(asker, signal),
      });
    this.proof.subscribe(() => {
      if (this.state.status === 'asking') this.enter({ ...this.state, byPassword: this.proof.isAsking });
    });
    this.challenge = new ChallengeFlow({
      ...options,
      isOptional: false,
      client: { current: undefined, resolve: async () => narrow(await source.resolve()) },
    });
    this.challenge.onEvent((event) => {
      if (event.type !== 'completed') return;
      const { state } = this.challenge;
      this.#end({
        status: 'confirmed',
        verification: (state.status === 'completed' ? state.verification : undefined) ?? {},
      });
      this.emit({ type: 'confirmed', kind: event.kind });
    });
  }

  /**
   * Asks the person; who is being asked already is not asked twice.
   *
   * @returns what the backend gave; nothing where the person did not confirm. Secret. Never rejects.
   */
  ask(): Promise<Verification | undefined> {
    if (this.#asked) return this.#asked;
    this.#asked = new Promise((resolve) => (this.#answer = resolve));
    this.enter({ status: 'asking', hasNothing: false, byPassword: false });
    this.retry();
    return this.#asked;
  }

  /** Begins anew: what there is may have changed, and the time is not over any more. */
  retry(): void {
    // Without anything a client that wants a login would wait for one.
    if (this.#asked) void this.challenge.start(null);
  }

  /** The person does not confirm, or nobody waits for it any more. What was under way is given up. */
  cancel(): void {
    if (!this.#asked) return;
    this.#end({ status: 'cancelled' });
    this.emit({ type: 'cancelled' });
  }

  dispose(): void {
    this.cancel();
    this.challenge.dispose();
    if (this.state.status === 'confirmed') this.enter({ status: 'idle' });
  }

  #onFactors(hasSome: boolean): void {
    if (this.#asked) this.enter({ status: 'asking', hasNothing: !hasSome, byPassword: false });
  }

  async #askPassword(asker: MfaClient, signal: AbortSignal | undefined): Promise<Verification> {
    try {
      return await this.proof.guard(asker, (proof) => checkPassword(asker, proof?.password, signal), signal);
    } catch (error) {
      // Who is asked for nothing else and declines does not confirm.
      if (signal?.aborted !== true && isMfaError(error) && wasDeclined(error)) this.cancel();
      throw error;
    }
  }

  #end(state: Exclude<ConfirmState, { status: 'asking' }>): void {
    const answer = this.#answer;
    this.#asked = this.#answer = undefined;
    // With it go codes, answers and what the backend gave.
    this.challenge.reset();
    this.enter(state);
    answer?.(state.status === 'confirmed' ? state.verification : undefined);
  }
}

async function checkPassword(
  asker: MfaClient,
  password: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Verification> {
  if (!password) throw new MfaError('proof-required', { proof: 'password' });
  try {
    return verificationOf(await asker.verifyPassword?.(password, signal && { signal }));
  } catch (error) {
    // A password is all that is asked for here: who needs a captcha too has tried too often.
    if (isMfaError(error) && error.code === 'proof-required') throw new MfaError('locked', { cause: error });
    throw error;
  }
}
