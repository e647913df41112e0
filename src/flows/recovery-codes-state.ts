import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import type { CallingOptions } from './calling-options.js';
import type { Option } from './flow.js';

/** Where recovery codes can be. */
export const RECOVERY_CODES_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** The person is asked whether new codes may replace the old ones. */
  'asking',
  /** The backend wants a proof first: see `flow.proof`. */
  'proving',
  /** The backend shows or makes the codes. */
  'loading',
  /** The codes are there, and have to be saved. */
  'shown',
  /** The person has saved them; they are forgotten here. */
  'acknowledged',
  /** There are none that could be shown; new ones can be made. */
  'empty',
  /** The call failed. */
  'failed',
] as const;
export type RecoveryCodesStatus = (typeof RECOVERY_CODES_STATUSES)[number];

/** What is known in every status. */
export interface RecoveryCodesFacts {
  /** Until when the backend wants to be left alone; nothing where it may be asked. */
  readonly waitUntil: Deadline | undefined;
}

export type RecoveryCodesState =
  | (RecoveryCodesFacts & { readonly status: 'idle' | 'asking' | 'proving' | 'loading' | 'acknowledged' })
  | (RecoveryCodesFacts & {
      readonly status: 'shown';
      /** Secret; gone once the person has saved them. */
      readonly codes: readonly string[];
      /** Those of them that are used up. */
      readonly used: readonly string[];
    })
  | (RecoveryCodesFacts & {
      readonly status: 'empty';
      /** Why there are none, where the backend says so: they were shown once, or were never made. */
      readonly failure: MfaError | undefined;
    })
  | (RecoveryCodesFacts & {
      readonly status: 'failed';
      readonly failure: MfaError;
      /** The codes that were shown before are still there: `keep()` shows them again. */
      readonly canKeep: boolean;
    });

export type RecoveryCodesEvent =
  /** Codes are there; how many, and whether they are new. Never which. */
  | { readonly type: 'shown'; readonly count: number; readonly regenerated: boolean }
  | { readonly type: 'acknowledged' }
  | { readonly type: 'failed'; readonly error: MfaError };

export interface RecoveryCodesOptions extends CallingOptions {
  /**
   * What tells whom the calls are made to: flows with the same share a call that is under way. Default: the client, so
   * that two clients of one backend make a call each.
   */
  sharedBy?: Option<unknown>;
}
