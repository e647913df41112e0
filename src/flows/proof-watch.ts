import { ProofFlow } from './proof-flow.js';

/**
 * Looks at the proof of a flow for as long as somebody looks at the flow. The proof may be that of a flow around it,
 * which lives on, and which then shows that one is wanted.
 */
export class ProofWatch {
  readonly proof: ProofFlow;
  readonly #isOwn: boolean;
  readonly #onChange: () => void;
  #undo: (() => void) | undefined;

  /** @param given - The proof of the flow around, where there is one. */
  constructor(given: ProofFlow | undefined, onChange: () => void) {
    this.proof = given ?? new ProofFlow();
    this.#isOwn = given === undefined;
    this.#onChange = onChange;
    this.wake();
  }

  /** Whether the flow itself shows that a proof is wanted. */
  get isAsking(): boolean {
    return this.#isOwn && this.proof.isAsking;
  }

  wake(): void {
    this.#undo ??= this.proof.subscribe(this.#onChange);
  }

  rest(): void {
    this.#undo?.();
    this.#undo = undefined;
  }
}
