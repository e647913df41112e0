import type { Challenge, Channel, Verification } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import type { CallingOptions } from './calling-options.js';
import type { Option } from './flow.js';
import type { LifetimeFacts } from './lifetime.js';
import type { SendSeriesOptions } from './send-series.js';

/** Where the check of a code can be. */
export const OTP_VERIFY_STATUSES = [
  /** No code has been asked for. */
  'idle',
  /** A code can be entered. */
  'ready',
  /** A code is being checked. */
  'verifying',
  /** The backend wants a proof along with the code: see `flow.proof`. */
  'proving',
  /** Another code is being sent. */
  'resending',
  /** The code is void, by time or by attempts: another one is needed. */
  'expired',
  /** Locked, or too many requests: nothing goes until a known time. */
  'blocked',
  /** The session is over: the person has to sign in again. */
  'ended',
  /** The code was right. */
  'verified',
] as const;
export type OtpVerifyStatus = (typeof OTP_VERIFY_STATUSES)[number];

/** What is known in every status. */
export interface OtpVerifyFacts extends LifetimeFacts {
  /** Over which channel the code comes. */
  readonly channel: Channel;
  readonly challenge: Challenge | undefined;
  /** How many codes were sent, the first one included. */
  readonly sends: number;
  /** Until when no other code may be asked for; nothing where it may be at once. */
  readonly resendAt: Deadline | undefined;
  /** Whether `maxResends` lets another code be asked for at all. */
  readonly resendsLeft: boolean;
  /** How many codes were refused since the last challenge. */
  readonly refusals: number;
  /** What went wrong last. */
  readonly failure: MfaError | undefined;
}

/** What is not there before a code was sent. */
export const NOTHING_KNOWN: Omit<OtpVerifyFacts, 'channel'> = {
  challenge: undefined,
  expiresAt: undefined,
  expiryIsCertain: false,
  mayHaveExpired: false,
  sends: 0,
  resendAt: undefined,
  resendsLeft: true,
  refusals: 0,
  failure: undefined,
};

export type OtpVerifyState =
  | (OtpVerifyFacts & {
      readonly status: 'ready';
      /** The failure is about the code that was entered: another one may be right. */
      readonly isRefused: boolean;
    })
  | (OtpVerifyFacts & { readonly status: 'verifying' | 'proving' | 'resending' })
  | (OtpVerifyFacts & OtpVerifyRest);

/** A status that lasts, but for `ready`, and what is true in it. */
export type OtpVerifyRest =
  | { readonly status: 'idle' | 'expired' | 'ended' }
  | { readonly status: 'blocked'; readonly blockedUntil: Deadline }
  | {
      readonly status: 'verified';
      /** What was right. */
      readonly by: Channel | 'recovery-code';
      /** What the backend gave for it. Secret. */
      readonly verification: Verification;
    };

export type OtpVerifyEvent =
  | { readonly type: 'verified'; readonly by: Channel | 'recovery-code' }
  | { readonly type: 'failed'; readonly error: MfaError }
  | { readonly type: 'expired'; readonly channel: Channel }
  | { readonly type: 'sent'; readonly challenge: Challenge };

export interface OtpVerifyOptions extends CallingOptions, SendSeriesOptions {
  /** Over which channel codes come, as long as no challenge tells: `totp` needs none. Default `sms`. */
  channel?: Option<Channel>;
  /** Which of the person's devices to ask, for backends that want its name. */
  deviceName?: Option<string | undefined>;
  /** Seconds for which a code is good where the backend does not say. Default 300, and then it is only likely. */
  expiresIn?: Option<number | undefined>;
  /** How often another code may be asked for. Default: no limit but the backend's. */
  maxResends?: Option<number>;
}
