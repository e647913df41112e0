import type { Clock } from '../core/clock.js';
import type { Schedule } from '../core/schedule.js';
import type { ClientOption } from './client-option.js';
import type { ProofFlow } from './proof-flow.js';

/** What a flow is made from that calls a backend on its own. */
export interface CallingOptions {
  client: ClientOption;
  clock?: Clock;
  schedule?: Schedule;
  /** Asks for proofs, where another flow around this one does: it then shows that one is wanted, and this one does not. */
  proof?: ProofFlow;
}
