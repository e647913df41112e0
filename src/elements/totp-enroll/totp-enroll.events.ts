import type { MfaErrorCode } from '../../core/mfa-error.js';
import { MfaEvent } from '../events.js';

/** The authenticator is active. What the backend gave for it is in the element's `verification` property. */
export class MfaTotpEnrolledEvent extends MfaEvent<{ deviceName: string | undefined }> {
  static override readonly type = 'mfa-totp-enrolled';
}

/** A call failed: no key could be made, or the code was refused, or the key ran out of time. */
export class MfaTotpEnrollmentFailedEvent extends MfaEvent<{ code: MfaErrorCode }> {
  static override readonly type = 'mfa-totp-enrollment-failed';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-totp-enrolled': MfaTotpEnrolledEvent;
    'mfa-totp-enrollment-failed': MfaTotpEnrollmentFailedEvent;
  }
}
