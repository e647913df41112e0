import type { SecurityQuestion, Verification } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import type { CallingOptions } from './calling-options.js';
import type { Option } from './flow.js';

/** What security questions are there for: to answer them, or to choose them. */
export const SECURITY_QUESTIONS_MODES = ['answer', 'set'] as const;
export type SecurityQuestionsMode = (typeof SECURITY_QUESTIONS_MODES)[number];

/** Where security questions can be. */
export const SECURITY_QUESTIONS_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** The questions are on their way. */
  'loading',
  /** Answers can be entered. */
  'ready',
  /** The answers are being checked or saved. */
  'submitting',
  /** The answers were right, or are saved. */
  'done',
  /** There are no questions. */
  'empty',
  /** The questions could not be had. */
  'failed',
  /** The session is over: the person has to sign in again. */
  'ended',
] as const;
export type SecurityQuestionsStatus = (typeof SECURITY_QUESTIONS_STATUSES)[number];

/** What is known in every status. */
export interface SecurityQuestionsFacts {
  readonly mode: SecurityQuestionsMode;
  /** What went wrong last. */
  readonly failure: MfaError | undefined;
  /** Until when nothing may be asked or answered; nothing where it may be at once. */
  readonly waitUntil: Deadline | undefined;
}

/** The questions are there. */
interface Asked {
  /** Those to be answered, or those to choose from. */
  readonly questions: readonly SecurityQuestion[];
  /** How many have to be answered. */
  readonly count: number;
}

export type SecurityQuestionsState =
  | (SecurityQuestionsFacts & { readonly status: 'idle' | 'loading' | 'empty' })
  | (SecurityQuestionsFacts &
      Asked & {
        readonly status: 'ready';
        /** The failure is about the answers that were given: others may be right. */
        readonly isRefused: boolean;
      })
  | (SecurityQuestionsFacts &
      Asked & {
        readonly status: 'submitting';
        /** The backend wants a proof along with them: see `flow.proof`. */
        readonly isProving: boolean;
      })
  | (SecurityQuestionsFacts & {
      readonly status: 'done';
      /** What the backend gave for the answers. Secret. */
      readonly verification: Verification;
    })
  | (SecurityQuestionsFacts & { readonly status: 'failed' | 'ended'; readonly failure: MfaError });

export type SecurityQuestionsEvent =
  /** The answers were right. */
  | { readonly type: 'answered' }
  /** Questions and answers are saved. */
  | { readonly type: 'saved' }
  | { readonly type: 'failed'; readonly error: MfaError };

export interface SecurityQuestionsOptions extends CallingOptions {
  /** Default `answer`. */
  mode?: Option<SecurityQuestionsMode>;
  /** How many questions have to be set, where the page wants more than the backend does. */
  securityQuestionsCount?: Option<number | undefined>;
}
