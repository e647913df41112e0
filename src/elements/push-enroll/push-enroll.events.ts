import type { MfaErrorCode } from '../../core/mfa-error.js';
import { MfaEvent } from '../events.js';

/** A device shows notifications from now on. What the backend gave is in the element's `verification` property. */
export class MfaPushEnrolledEvent extends MfaEvent<null> {
  static readonly type = 'mfa-push-enrolled';
  constructor() {
    super(MfaPushEnrolledEvent.type, null);
  }
}

/** No device was added, as the code says. */
export class MfaPushEnrollmentFailedEvent extends MfaEvent<{ code: MfaErrorCode }> {
  static readonly type = 'mfa-push-enrollment-failed';
  constructor(code: MfaErrorCode) {
    super(MfaPushEnrollmentFailedEvent.type, { code });
  }
}

declare global {
  interface HTMLElementEventMap {
    'mfa-push-enrolled': MfaPushEnrolledEvent;
    'mfa-push-enrollment-failed': MfaPushEnrollmentFailedEvent;
  }
}
