import type { Verification } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import type { CallingOptions } from './calling-options.js';
import type { PollingFacts } from './polling.js';

/** Where the adding of a device for notifications can be. */
export const PUSH_ENROLL_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** The backend prepares a device. */
  'creating',
  /** The backend wants a proof first: see `flow.proof`. */
  'proving',
  /** The person scans the code with their app, and confirms there. */
  'scanning',
  /** The device shows notifications from now on. */
  'enrolled',
  /** There is nothing to scan, or no longer anything that counts. */
  'failed',
  /** The session is over: the person has to sign in again. */
  'ended',
] as const;
export type PushEnrollStatus = (typeof PUSH_ENROLL_STATUSES)[number];

/** What is known in every status. */
export interface PushEnrollFacts {
  /** What went wrong last. */
  readonly failure: MfaError | undefined;
  /** The backend wants a wait: until then nothing is asked for. */
  readonly waitUntil: Deadline | undefined;
}

/** What is known while there is something to scan. */
export interface PushScan extends PollingFacts {
  /** What the person's app scans. Secret. */
  readonly uri: string;
  /** Why it cannot be told at the moment whether the app has scanned it. It is asked on until the end. */
  readonly trouble: MfaError | undefined;
}

export type PushEnrollState =
  | (PushEnrollFacts & { readonly status: 'idle' | 'creating' })
  | (PushEnrollFacts & PushScan & { readonly status: 'scanning' })
  /** Before the device is prepared, there is nothing to scan. */
  | (PushEnrollFacts & Partial<PushScan> & { readonly status: 'proving' })
  | (PushEnrollFacts & {
      readonly status: 'enrolled';
      /** What the backend gave for it. Secret; nothing after `dispose()`. */
      readonly verification: Verification | undefined;
    })
  | (PushEnrollFacts & { readonly status: 'failed' | 'ended'; readonly failure: MfaError });

export type PushEnrollEvent =
  { readonly type: 'enrolled' } | { readonly type: 'failed'; readonly error: MfaError };

export type PushEnrollOptions = CallingOptions;
