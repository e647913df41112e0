import type { MfaErrorCode } from '../../core/mfa-error.js';
import { MfaEvent } from '../events.js';

/** A notification is on its way. */
export class MfaPushSentEvent extends MfaEvent {
  static override readonly type = 'mfa-push-sent';
}

/** The person has approved it. What the backend gave for it is in the element's `verification` property. */
export class MfaPushVerifiedEvent extends MfaEvent {
  static override readonly type = 'mfa-push-verified';
}

/** The person has said on their device that it was not them: somebody else may be at it. */
export class MfaPushDeniedEvent extends MfaEvent {
  static override readonly type = 'mfa-push-denied';
}

/** Nobody has answered in time. */
export class MfaPushExpiredEvent extends MfaEvent {
  static override readonly type = 'mfa-push-expired';
}

/** It came to nothing, as the code says. */
export class MfaPushFailedEvent extends MfaEvent<{ code: MfaErrorCode }> {
  static override readonly type = 'mfa-push-failed';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-push-sent': MfaPushSentEvent;
    'mfa-push-verified': MfaPushVerifiedEvent;
    'mfa-push-denied': MfaPushDeniedEvent;
    'mfa-push-expired': MfaPushExpiredEvent;
    'mfa-push-failed': MfaPushFailedEvent;
  }
}
