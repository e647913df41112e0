import { CHANNELS, type Channel } from './channels.js';

const OTHER_KINDS = ['recovery-code', 'security-questions', 'passkey', 'push'] as const;

/** Every kind of factor that a backend may have. */
export const FACTOR_KINDS = [...CHANNELS, ...OTHER_KINDS] as const;
export type FactorKind = Channel | (typeof OTHER_KINDS)[number];

/** The proofs that a `proof-required` error may name. */
export const PROOF_KINDS = ['password', 'captcha', 'security-questions', 'step-up'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];
