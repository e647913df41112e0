import type { PasskeyAnswer, PasskeyChallenge, Verification } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import type { PasskeyCeremony } from '../core/passkey-ceremony.js';
import type { CallingOptions } from './calling-options.js';
import type { Option } from './flow.js';

/** What a passkey is asked for: to be used, or to be made. */
export const PASSKEY_MODES = ['use', 'create'] as const;
export type PasskeyMode = (typeof PASSKEY_MODES)[number];

/** Where a passkey can be. */
export const PASSKEY_STATUSES = [
  /** The person may begin. */
  'ready',
  /** The browser cannot, or may not on this page. */
  'unavailable',
  /** The backend says what it wants. */
  'preparing',
  /** The browser's dialog is open. */
  'asking',
  /** The passkey is made, and the person names it. */
  'naming',
  /** The backend wants a proof first: see `flow.proof`. */
  'proving',
  /** The backend looks at the answer. */
  'checking',
  /** The passkey was right. */
  'verified',
  /** The passkey is set up. */
  'created',
  /** It came to nothing; it may be tried again. */
  'failed',
  /** The session is over: the person has to sign in again. */
  'ended',
] as const;
export type PasskeyStatus = (typeof PASSKEY_STATUSES)[number];

/** What is known in every status. */
export interface PasskeyFacts {
  readonly mode: PasskeyMode;
  /** What went wrong last. */
  readonly failure: MfaError | undefined;
  /** The backend wants a wait: until then nothing is asked. */
  readonly waitUntil: Deadline | undefined;
}

export type PasskeyState =
  | (PasskeyFacts & {
      readonly status: 'ready' | 'unavailable' | 'preparing' | 'asking' | 'proving' | 'checking';
    })
  | (PasskeyFacts & {
      readonly status: 'naming';
      /** Which kind of authenticator has made it (its AAGUID), to suggest a name by; nothing where it does not tell. */
      readonly authenticator: string | undefined;
    })
  | (PasskeyFacts & {
      readonly status: 'verified' | 'created';
      /** What the backend gave for it. Secret; nothing after `dispose()`. */
      readonly verification: Verification | undefined;
    })
  | (PasskeyFacts & { readonly status: 'failed' | 'ended'; readonly failure: MfaError });

/** The browser has answered, and the backend has not taken it yet. */
export interface MadePasskey {
  readonly challenge: PasskeyChallenge;
  readonly answer: PasskeyAnswer;
}

export type PasskeyEvent =
  /** The passkey was right. */
  | { readonly type: 'verified' }
  /** The passkey is set up. */
  | { readonly type: 'created' }
  | { readonly type: 'failed'; readonly error: MfaError };

export interface PasskeyFlowOptions extends CallingOptions {
  /** Who asks the person: a page's is `pageCeremony` of `mfa-elements/browser`. Default: nobody can. */
  ceremony?: PasskeyCeremony;
  /** Default `use`. */
  mode?: Option<PasskeyMode>;
}
