import { CHANNELS } from './channels.js';

/** Every kind of factor that a backend may have. */
export const FACTOR_KINDS = [...CHANNELS, 'recovery-code', 'security-questions', 'passkey', 'push'] as const;
export type FactorKind = (typeof FACTOR_KINDS)[number];

/** The proofs that a `proof-required` error may name. */
export const PROOF_KINDS = ['password', 'captcha', 'security-questions', 'step-up'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];
