import type { MfaClient, Proof, ProofKind, ProofOptions } from '../core/client.js';
import { isMfaError, MfaError } from '../core/mfa-error.js';
import { FlowStore } from './flow.js';

/** Whether a person is being asked to prove who they are. */
export type ProofState =
  /** Nobody is asked for anything. */
  | { readonly status: 'idle' }
  /** A call waits for this proof: give it with `give()`, or say with `decline()` that there will be none. */
  | {
      readonly status: 'asking';
      readonly kind: ProofKind;
      /** Whom the proof is for. For security questions and a step-up, what asks them, and hands on what it is given. */
      readonly client: MfaClient;
      /** What was wrong with the proof before. */
      readonly failure: MfaError | undefined;
    };

/**
 * Asks for a proof when a call wants one, and has the call made again with it. Part of the flows that make such calls:
 * their `proof`. Keeps no proof.
 */
export class ProofFlow extends FlowStore<ProofState, never> {
  #answer: ((proof: Proof | undefined) => void) | undefined;

  constructor() {
    super({ status: 'idle' });
  }

  get isAsking(): boolean {
    return this.state.status === 'asking';
  }

  /**
   * Makes a call, as often as proofs are wanted and given.
   *
   * @throws what the call throws; where the person declined, an error that {@link wasDeclined} knows.
   */
  async guard<Result>(
    client: MfaClient,
    call: (proof: Proof | undefined) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    let proof: Proof | undefined;
    let asked: ProofKind | undefined;
    for (;;) {
      try {
        return await call(proof);
      } catch (error) {
        if (!isMfaError(error)) throw error;
        const kind = error.code === 'invalid-proof' ? asked : wantedKind(error);
        if (!kind) throw error;
        const given = await this.#ask(client, kind, kind === asked ? wrong(error) : undefined, signal);
        if (!given) throw refusal();
        proof = { ...proof, ...given };
        asked = kind;
      }
    }
  }

  /** The person's answer. Secret, and not kept. Nothing happens while nobody is asked. */
  give(proof: Proof): void {
    this.#end(proof);
  }

  /** There will be no proof: the call that waits for it ends, and everything is as before. */
  decline(): void {
    this.#end(undefined);
  }

  dispose(): void {
    this.decline();
  }

  #ask(
    client: MfaClient,
    kind: ProofKind,
    failure: MfaError | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Proof | undefined> {
    if (signal?.aborted) return Promise.resolve(undefined);
    // One question at a time: who is asked anew has not answered the one before.
    this.decline();
    const asker = askerOf(client, kind);
    if (!asker)
      return Promise.reject(
        new MfaError('misconfigured', { message: `the client has no way to prove by ${kind}` }),
      );
    return new Promise((resolve) => {
      const answer = (this.#answer = resolve);
      signal?.addEventListener(
        'abort',
        () => {
          if (this.#answer === answer) this.decline();
        },
        { once: true },
      );
      this.enter({ status: 'asking', kind, client: asker, failure });
    });
  }

  #end(proof: Proof | undefined): void {
    const answer = this.#answer;
    if (!answer) return;
    this.#answer = undefined;
    this.enter({ status: 'idle' });
    answer(proof);
  }
}

/** A call that may want a proof: to whom it goes, and who asks for the proof. */
export interface GuardedCall {
  readonly client: MfaClient;
  readonly proof: ProofFlow;
  readonly signal: AbortSignal;
}

/**
 * Makes a call as {@link ProofFlow.guard} does, with the options that it takes: the signal, and the proof once it is given.
 * What was given up while its client was loaded is not made.
 */
export async function guarded<Result>(
  { client, proof: proving, signal }: GuardedCall,
  make: (options: ProofOptions) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  return proving.guard(client, (proof) => make({ signal, ...(proof && { proof }) }), signal);
}

const refusals = new WeakSet<MfaError>();

/** Whether a call failed only because the person did not prove who they are. */
export function wasDeclined(error: MfaError): boolean {
  return refusals.has(error);
}

function refusal(): MfaError {
  const error = new MfaError('proof-required', { message: 'no proof was given' });
  refusals.add(error);
  return error;
}

/** Who is asked for the same proof again has given a wrong one. */
function wrong(error: MfaError): MfaError {
  return error.code === 'proof-required' ? new MfaError('invalid-proof', { cause: error }) : error;
}

function wantedKind(error: MfaError): ProofKind | undefined {
  return error.code === 'proof-required' ? error.proof : undefined;
}

function askerOf(client: MfaClient, kind: ProofKind): MfaClient | undefined {
  if (kind === 'step-up') return client.stepUp?.();
  return kind === 'security-questions' ? questionsOf(client) : client;
}

/** Hands the answers on in place of having them checked: the call that wants them does that. */
function questionsOf(client: MfaClient): MfaClient | undefined {
  const list = client.securityQuestions;
  return (
    list && {
      securityQuestions: (options) => list.call(client, options),
      answerSecurityQuestions: (answers) => Promise.resolve({ proof: { answers } }),
    }
  );
}
