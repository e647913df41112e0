/** The parts of a question for a proof, handed on by the element around it. */
export const PROOF_PARTS = 'proof, proof-title, proof-input, proof-error, proof-submit, proof-cancel';
