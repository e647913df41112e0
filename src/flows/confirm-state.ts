import type { FactorKind, Verification } from '../core/client.js';

/** Where a confirmation can be. */
export const CONFIRM_STATUSES = [
  /** Nobody is asked. */
  'idle',
  /** The person is asked: `flow.challenge` says by what, and how far that is. */
  'asking',
  /** They have confirmed that it is them. */
  'confirmed',
  /** They have not, and what they were asked for is not to be done. */
  'cancelled',
] as const;
export type ConfirmStatus = (typeof CONFIRM_STATUSES)[number];

export type ConfirmState =
  | { readonly status: 'idle' | 'cancelled' }
  | {
      readonly status: 'asking';
      /** Whether it is known that nothing at all is set up to confirm with. */
      readonly hasNothing: boolean;
      /** Whether they are asked for their password, since there is nothing else: give it to `flow.proof`. */
      readonly byPassword: boolean;
    }
  | {
      readonly status: 'confirmed';
      /** What the backend gave. Secret. */
      readonly verification: Verification;
    };

export type ConfirmEvent =
  { readonly type: 'confirmed'; readonly kind: FactorKind | undefined } | { readonly type: 'cancelled' };
