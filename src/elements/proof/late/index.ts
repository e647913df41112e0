/** What a question for a proof needs. Loaded once a backend wants one. */
export { ProofController } from '../proof-controller.js';
