import type { nothing, TemplateResult } from 'lit';
import type { Proof, ProofKind } from '../../core/client.js';
import { asMfaError } from '../../core/is-mfa-error.js';
import { MfaError } from '../../core/mfa-error.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import type { ProofController, ProofControllerOptions } from './proof-controller.js';
import { proofLate } from './proof-late.js';

/** What asks for a proof, where the question itself cannot. */
const ASKERS: Partial<Record<ProofKind, string>> = {
  'security-questions': 'mfa-security-questions',
  'step-up': 'mfa-challenge',
};

/** A question for a proof whose code comes when one is wanted, for an element that can be alone on its page. */
export class LateProof {
  readonly #host: MfaFlowElement;
  readonly #options: ProofControllerOptions;
  #controller: ProofController | undefined;

  constructor(host: MfaFlowElement, options: ProofControllerOptions) {
    this.#host = host;
    this.#options = options;
  }

  get asking(): boolean {
    return this.#controller?.kind !== undefined;
  }

  /**
   * Makes a call as often as proofs are wanted and given. Nothing is loaded before one is; where the question cannot be
   * had, the person is offline.
   */
  async guard<Result>(
    call: (proof: Proof | undefined) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    try {
      return await call(undefined);
    } catch (error) {
      if (!asMfaError(error).proof) throw error;
      const late = await proofLate.get();
      if (!late) throw notLoaded();
      this.#controller ??= new late.ProofController(this.#host, this.#options);
      // What is known already is not asked again of the backend.
      return this.#controller.guard(
        (proof) =>
          (proof ? call(proof) : Promise.reject(error as Error)).catch((failure: unknown) =>
            mustBeAskable(asMfaError(failure)),
          ),
        signal,
      );
    }
  }

  /** The person's answer, or the page's. */
  give: ProofController['give'] = (proof) => this.#controller?.give(proof);

  render(): TemplateResult | typeof nothing | undefined {
    return this.#controller?.render();
  }
}

/** A page with one element may not have registered those that ask for more than a password. */
async function mustBeAskable(error: MfaError): Promise<never> {
  const tag = error.proof && ASKERS[error.proof];
  if (!tag || customElements.get(tag)) throw error;
  try {
    await MfaFlowElement.defineOther?.(tag);
  } catch {
    throw notLoaded();
  }
  if (customElements.get(tag)) throw error;
  throw new MfaError('misconfigured', { message: `<${tag}> is not registered, which asks for the proof` });
}

function notLoaded(): MfaError {
  return new MfaError('network', { message: 'the question for a proof is not loaded' });
}
