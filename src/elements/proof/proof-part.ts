import { html, type TemplateResult } from 'lit';
import type { ProofFlow } from '../../flows/proof-flow.js';
import { PROOF_PARTS } from './proof-parts.js';

/** The question for a proof in another element, with the page's captcha handed through. */
export function renderProof(proof: ProofFlow): TemplateResult {
  // The question has fields of its own: what is typed into them is no answer to what is around it.
  const keep = (event: Event): void => event.stopPropagation();
  return html`<mfa-proof .flow=${proof} exportparts=${PROOF_PARTS} @input=${keep}
    ><slot name="captcha" slot="captcha"></slot
  ></mfa-proof>`;
}
