import type { MfaErrorCode } from '../../core/mfa-error.js';
import { MfaEvent } from '../events.js';

/** The answers were right. What the backend gave for them is in the element's `verification` property. */
export class MfaSecurityQuestionsAnsweredEvent extends MfaEvent {
  static override readonly type = 'mfa-security-questions-answered';
}

/** Questions and answers are saved. What the backend gave for them is in the element's `verification` property. */
export class MfaSecurityQuestionsSavedEvent extends MfaEvent {
  static override readonly type = 'mfa-security-questions-saved';
}

/** A call failed: the answers were refused, or something else went wrong. */
export class MfaSecurityQuestionsFailedEvent extends MfaEvent<{
  code: MfaErrorCode;
  attemptsLeft: number | undefined;
}> {
  static override readonly type = 'mfa-security-questions-failed';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-security-questions-answered': MfaSecurityQuestionsAnsweredEvent;
    'mfa-security-questions-saved': MfaSecurityQuestionsSavedEvent;
    'mfa-security-questions-failed': MfaSecurityQuestionsFailedEvent;
  }
}
