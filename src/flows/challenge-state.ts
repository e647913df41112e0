import type { FactorKind, MessageChannel, Verification } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import type { Option } from './flow.js';
import type { PanelHolderOptions } from './panel-options.js';
import type { Panel } from './panels.js';
import type { Way } from './ways.js';

/** Where the second step can be. */
export const CHALLENGE_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** It is being found out what there is. */
  'loading',
  /** The person chooses a way. */
  'choosing',
  /** The person proves who they are. */
  'answering',
  /** The person sets a factor up. */
  'enrolling',
  /** The backend wants a proof first: see `flow.proof`. */
  'proving',
  /** Recovery codes that were just made have to be saved. */
  'saving',
  /** It is done. */
  'completed',
  /** The person goes on without. */
  'skipped',
  /** There is no way that works here. */
  'unusable',
  /** The sign-in is over: the person has to sign in again. */
  'ended',
  /** It could not be found out what there is. */
  'failed',
] as const;
export type ChallengeStatus = (typeof CHALLENGE_STATUSES)[number];

/** A way that was opened, and stays so: what was begun there is not lost. */
export interface OpenedWay {
  readonly way: Way;
  readonly panel: Panel;
}

/** What is known in every status. */
export interface ChallengeFacts {
  /** What the person can do, in the order in which it is offered. */
  readonly ways: readonly Way[];
  readonly opened: readonly OpenedWay[];
  /** The one of them that the person is at, or comes back to from the choice. */
  readonly current: OpenedWay | undefined;
  /** Whether the person may go on without. */
  readonly canSkip: boolean;
  /** What keeps the person from using a passkey that they have: this browser, or the kit with this client. */
  readonly unusablePasskey: 'browser' | 'page' | undefined;
  /** When the whole sign-in is over. */
  readonly expiresAt: Deadline | undefined;
  /** From when on the person cannot go on without: yet to come, or come while they were at it. */
  readonly requiredFrom: Deadline | undefined;
}

/** Before anything was asked. */
export const NO_FACTS: ChallengeFacts = {
  ways: [],
  opened: [],
  current: undefined,
  canSkip: false,
  unusablePasskey: undefined,
  expiresAt: undefined,
  requiredFrom: undefined,
};

export type ChallengeState =
  | (ChallengeFacts & {
      readonly status:
        'idle' | 'loading' | 'choosing' | 'answering' | 'enrolling' | 'proving' | 'skipped' | 'unusable';
    })
  | (ChallengeFacts & {
      readonly status: 'saving';
      /** Secret; gone once the person has saved them. */
      readonly recoveryCodes: readonly string[];
    })
  | (ChallengeFacts & {
      readonly status: 'completed';
      /** What the backend gave. Secret. */
      readonly verification: Verification | undefined;
    })
  | (ChallengeFacts & {
      readonly status: 'ended' | 'failed';
      readonly failure: MfaError;
      /** When it may be tried again, where the backend makes people wait. */
      readonly waitUntil: Deadline | undefined;
    });

export type ChallengeEvent =
  | { readonly type: 'completed'; readonly kind: FactorKind | undefined; readonly enrolled: boolean }
  | { readonly type: 'skipped' }
  | { readonly type: 'failed'; readonly error: MfaError };

export interface ChallengeOptions extends PanelHolderOptions {
  /** For which channels the page itself says where codes go. */
  destinations?: Option<readonly MessageChannel[]>;
  /** In which order ways are offered, by their kinds. Default: what was used last, then the strongest first. */
  order?: Option<readonly string[]>;
  /** Whether the page lets the person go on without. Default: what the backend says. */
  isOptional?: Option<boolean>;
}
