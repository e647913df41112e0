/** What a question for a proof needs. Loaded once a backend wants one. */
export { proof as texts } from '../../../locales/en/proof.js';
export { ProofController } from '../proof-controller.js';
