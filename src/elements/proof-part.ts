import { html, type TemplateResult } from 'lit';
import type { ProofFlow } from '../flows/proof-flow.js';
import { EXPORTED_PARTS } from './exported-parts.js';

/** The question for a proof in another element, with the page's captcha handed through. */
export function renderProof(flow: ProofFlow, headingLevel?: number): TemplateResult {
  return html`<mfa-proof
    .flow=${flow}
    .headingLevel=${headingLevel}
    exportparts=${EXPORTED_PARTS}
    @keydown=${keepEnter}
    @input=${keep}
    ><slot name="captcha" slot="captcha"></slot
  ></mfa-proof>`;
}

/** The question has fields of its own: what is typed into them is no answer to what is around it. */
function keep(event: Event): void {
  event.stopPropagation();
}

function keepEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.stopPropagation();
}
