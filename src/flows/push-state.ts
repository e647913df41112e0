import type { Verification } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import type { CallingOptions } from './calling-options.js';
import type { Option } from './flow.js';
import type { PollingFacts } from './polling.js';
import type { SendSeriesOptions } from './send-series.js';

/** Where a notification can be. */
export const PUSH_STATUSES = [
  /** None was sent; the person may have one sent. */
  'ready',
  /** The backend is asked to send one. */
  'sending',
  /** The backend wants a proof first: see `flow.proof`. */
  'proving',
  /** It is on the person's device, who has not answered. */
  'waiting',
  /** The person has approved it. */
  'verified',
  /** The person has said that it was not them. */
  'denied',
  /** Nobody has answered in time. */
  'expired',
  /** It came to nothing; it may be tried again. */
  'failed',
  /** The session is over: the person has to sign in again. */
  'ended',
] as const;
export type PushStatus = (typeof PUSH_STATUSES)[number];

/** What is known in every status. */
export interface PushFacts {
  /** Which of the person's devices shows it, where that has a name. */
  readonly deviceName: string | undefined;
  /** How many were sent. */
  readonly sends: number;
  /** Until when no other may be sent; nothing where it may be at once. */
  readonly resendAt: Deadline | undefined;
  /** Whether `maxResends` lets another one be sent at all. */
  readonly resendsLeft: boolean;
  /** Whether the person wants no second factor on this device for a while. */
  readonly rememberDevice: boolean;
  /** What went wrong last. */
  readonly failure: MfaError | undefined;
}

/** What is known of one that is under way. */
export interface PushWait extends PollingFacts {
  /** What the person has to find, or to type, on their device, where the backend gives one. */
  readonly number: string | undefined;
  /** Why it cannot be told at the moment whether the person has answered. It is asked on until the end. */
  readonly trouble: MfaError | undefined;
}

export type PushState =
  | (PushFacts & { readonly status: 'ready' | 'sending' | 'expired' })
  | (PushFacts & PushWait & { readonly status: 'waiting' })
  /** Before one was sent, nothing is known of it. */
  | (PushFacts & Partial<PushWait> & { readonly status: 'proving' })
  | (PushFacts & {
      readonly status: 'verified';
      /** What the backend gave for it. Secret; nothing after `dispose()`. */
      readonly verification: Verification | undefined;
    })
  | (PushFacts & { readonly status: 'denied' | 'failed' | 'ended'; readonly failure: MfaError });

export type PushEvent =
  /** One is on its way. */
  | { readonly type: 'sent' }
  | { readonly type: 'verified' }
  | { readonly type: 'denied' }
  | { readonly type: 'expired' }
  | { readonly type: 'failed'; readonly error: MfaError };

export interface PushFlowOptions extends CallingOptions, SendSeriesOptions {
  /** Which of the person's devices to ask, for backends that want its name. */
  deviceName?: Option<string | undefined>;
  /** Seconds for which an answer is waited for where the backend does not say. Default 300. */
  expiresIn?: Option<number | undefined>;
  /** How often another one may be sent. Default: no limit but the backend's. */
  maxResends?: Option<number>;
}
