import type { MfaErrorCode } from '../../core/mfa-error.js';
import { MfaEvent } from '../events.js';

/** The backend trusts a device no longer, or none at all; the list that follows shows it. */
export class MfaTrustedDevicesForgottenEvent extends MfaEvent<{ all: boolean }> {
  static override readonly type = 'mfa-trusted-devices-forgotten';
}

/** A call failed; with the error's code. */
export class MfaTrustedDevicesFailedEvent extends MfaEvent<{ code: MfaErrorCode }> {
  static override readonly type = 'mfa-trusted-devices-failed';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-trusted-devices-forgotten': MfaTrustedDevicesForgottenEvent;
    'mfa-trusted-devices-failed': MfaTrustedDevicesFailedEvent;
  }
}
