import type { Verification } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError, MfaErrorCode } from '../core/mfa-error.js';
import type { OtpauthKey } from '../core/otpauth.js';
import type { CallingOptions } from './calling-options.js';
import type { Option } from './flow.js';

/** Where the pairing of an authenticator can be. */
export const TOTP_ENROLL_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** The person gives the device a name. */
  'naming',
  /** The backend makes a key. */
  'creating',
  /** The key is shown; a code can be entered. */
  'pairing',
  /** The backend wants a proof first: see `flow.proof`. */
  'proving',
  /** The first code is being checked. */
  'activating',
  /** The authenticator is active. */
  'activated',
  /** There is no key, or no longer one that counts. */
  'failed',
] as const;
export type TotpEnrollStatus = (typeof TOTP_ENROLL_STATUSES)[number];

/** Another code of the same key may be right. */
export const RETYPE: readonly MfaErrorCode[] = ['invalid-code', 'code-used', 'code-expired'];

/** The key is void. */
export const VOID: readonly MfaErrorCode[] = ['challenge-expired', 'too-many-attempts', 'not-enrolled'];

/** What an app is paired with. Secret. */
export interface PairingKey {
  /** For the QR code, and for apps on the same device. By the page's names, where it has some. */
  readonly uri: string;
  /** What the URI says, for those who type it. */
  readonly key: OtpauthKey;
}

/** What is known in every status. */
export interface TotpEnrollFacts {
  /** What the person has called the device, where it gets a name. */
  readonly deviceName: string | undefined;
  /** What went wrong last. */
  readonly failure: MfaError | undefined;
  /** The backend wants a wait: until then neither a key is made nor a code checked. */
  readonly waitUntil: Deadline | undefined;
}

/** What is known while there is a key. */
export interface PairingFacts extends TotpEnrollFacts {
  readonly pairing: PairingKey;
  /** When the key is over. */
  readonly expiresAt: Deadline | undefined;
  /** The key may be over: the clock of the machine was set, or it slept. */
  readonly mayHaveExpired: boolean;
  /** How many codes were refused. */
  readonly refusals: number;
}

export type TotpEnrollState =
  | (TotpEnrollFacts & { readonly status: 'idle' | 'naming' | 'creating' })
  | (PairingFacts & {
      readonly status: 'pairing';
      /** The failure is about the code that was entered: another one may be right. */
      readonly isRefused: boolean;
    })
  | (PairingFacts & { readonly status: 'activating' })
  /** Before a key is made, there is none. */
  | (TotpEnrollFacts & Partial<PairingFacts> & { readonly status: 'proving' })
  | (TotpEnrollFacts & {
      readonly status: 'activated';
      /** What the backend gave for the first code. Secret; nothing after `dispose()`. */
      readonly verification: Verification | undefined;
      /** The codes that the backend has made along with the key, to be kept by the person. Secret, likewise. */
      readonly recoveryCodes: readonly string[] | undefined;
    })
  | (TotpEnrollFacts & { readonly status: 'failed'; readonly failure: MfaError });

/** What there is to pair with, where there is something. Secret. */
export function pairingOf(state: TotpEnrollState): PairingKey | undefined {
  return 'pairing' in state ? state.pairing : undefined;
}

export type TotpEnrollEvent =
  | { readonly type: 'enrolled'; readonly deviceName: string | undefined }
  | { readonly type: 'failed'; readonly error: MfaError };

export interface TotpEnrollOptions extends CallingOptions {
  /** Who the account is with, as the app shows it. Default: what the backend says. */
  issuer?: Option<string | undefined>;
  /** Whose account it is, as the app shows it. Default: what the backend says. */
  accountLabel?: Option<string | undefined>;
  /** What apps call an entry that neither backend nor page has named: the host of the page. */
  host?: string | undefined;
}
