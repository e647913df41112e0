import type { MfaErrorCode } from '../../core/mfa-error.js';
import { MfaEvent } from '../events.js';

/** A device shows notifications from now on. What the backend gave is in the element's `verification` property. */
export class MfaPushEnrolledEvent extends MfaEvent {
  static override readonly type = 'mfa-push-enrolled';
}

/** No device was added, as the code says. */
export class MfaPushEnrollmentFailedEvent extends MfaEvent<{ code: MfaErrorCode }> {
  static override readonly type = 'mfa-push-enrollment-failed';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-push-enrolled': MfaPushEnrolledEvent;
    'mfa-push-enrollment-failed': MfaPushEnrollmentFailedEvent;
  }
}
