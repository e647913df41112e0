import type { TrustedDevice } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import type { CallingOptions } from './calling-options.js';

/** Where the list of trusted devices can be. */
export const TRUSTED_DEVICES_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** The list is on its way. */
  'loading',
  /** The list is there. */
  'ready',
  /** The list is there, and nothing is on it. */
  'empty',
  /** The list could not be had. */
  'failed',
  /** The person is asked whether to remove one, or all. */
  'asking',
  /** The backend wants a proof first: see `flow.proof`. */
  'proving',
  /** They are being removed. */
  'saving',
] as const;
export type TrustedDevicesStatus = (typeof TRUSTED_DEVICES_STATUSES)[number];

/** What is to be removed: one device, or all. */
export type TrustedDevicesTask = TrustedDevice | 'all';

/** Nothing in it is ahead of what the backend says. */
export interface TrustedDevicesState {
  readonly status: TrustedDevicesStatus;
  readonly devices: readonly TrustedDevice[];
  /** Whether one can be removed alone. */
  readonly canForget: boolean;
  readonly canForgetAll: boolean;
  /** The list is being fetched anew. */
  readonly isReloading: boolean;
  readonly task: TrustedDevicesTask | undefined;
  /** What was removed last. */
  readonly done: TrustedDevicesTask | undefined;
  /** What went wrong last. */
  readonly failure: MfaError | undefined;
  /** Until when nothing can be changed, where the server wants a wait. */
  readonly waitUntil: Deadline | undefined;
}

export type TrustedDevicesEvent =
  | { readonly type: 'forgotten'; readonly all: boolean }
  | { readonly type: 'failed'; readonly error: MfaError };

export type TrustedDevicesOptions = Omit<CallingOptions, 'proof'>;
