import type { TemplateResult } from 'lit';
import type { ProofFlow } from '../flows/proof-flow.js';
import type { TextOf } from '../locales/texts.js';
import type { Placements } from './field.js';

/** What every view of a flow is given. */
export interface FlowView {
  text: TextOf;
  proof: ProofFlow;
  /** Where hint and error stand. */
  at: Placements;
  voice: TemplateResult;
  restart: () => void;
}
