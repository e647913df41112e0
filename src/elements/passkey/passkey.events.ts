import type { MfaErrorCode } from '../../core/mfa-error.js';
import { MfaEvent } from '../events.js';

/** The passkey was right. What the backend gave for it is in the element's `verification` property. */
export class MfaPasskeyVerifiedEvent extends MfaEvent {
  static override readonly type = 'mfa-passkey-verified';
}

/** A new passkey is set up. What the backend gave for it is in the element's `verification` property. */
export class MfaPasskeyCreatedEvent extends MfaEvent {
  static override readonly type = 'mfa-passkey-created';
}

/** It came to nothing: by the person, by the browser or by the backend, as the code says. */
export class MfaPasskeyFailedEvent extends MfaEvent<{
  code: MfaErrorCode;
  attemptsLeft: number | undefined;
}> {
  static override readonly type = 'mfa-passkey-failed';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-passkey-verified': MfaPasskeyVerifiedEvent;
    'mfa-passkey-created': MfaPasskeyCreatedEvent;
    'mfa-passkey-failed': MfaPasskeyFailedEvent;
  }
}
