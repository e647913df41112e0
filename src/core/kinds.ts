/** How a code reaches the person: `totp` means that their authenticator app makes it, the others are messages. */
export const CHANNELS = ['sms', 'email', 'voice', 'totp'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The channels over which a backend sends something. */
export const MESSAGE_CHANNELS = ['sms', 'email', 'voice'] as const satisfies readonly Channel[];
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

const OTHER_KINDS = ['recovery-code', 'security-questions', 'passkey', 'push'] as const;

/** Every kind of factor that a backend may have. */
export const FACTOR_KINDS = [...CHANNELS, ...OTHER_KINDS] as const;
export type FactorKind = Channel | (typeof OTHER_KINDS)[number];

/** The proofs that a `proof-required` error may name. */
export const PROOF_KINDS = ['password', 'captcha', 'security-questions', 'step-up'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];
