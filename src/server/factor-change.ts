import type { FactorKind } from '../core/client.js';

/** Something was done to what protects an account. Never holds a code, secret, number or address. */
export interface FactorChange {
  readonly change:
    | 'factor-added'
    /** By the person. */
    | 'factor-removed'
    /** By the support desk. */
    | 'factor-reset'
    | 'recovery-codes-made'
    | 'device-trusted'
    /** One of the trusted devices, or all of them. */
    | 'device-forgotten';
  /** Of a factor. */
  readonly kind?: FactorKind;
  /** What the person calls it. */
  readonly name?: string | undefined;
}
