import type { MfaErrorCode } from '../../core/mfa-error.js';
import { MfaEvent } from '../events.js';

/** The passkey was right. What the backend gave for it is in the element's `verification` property. */
export class MfaPasskeyVerifiedEvent extends MfaEvent<null> {
  static readonly type = 'mfa-passkey-verified';
  constructor() {
    super(MfaPasskeyVerifiedEvent.type, null);
  }
}

/** A new passkey is set up. What the backend gave for it is in the element's `verification` property. */
export class MfaPasskeyCreatedEvent extends MfaEvent<null> {
  static readonly type = 'mfa-passkey-created';
  constructor() {
    super(MfaPasskeyCreatedEvent.type, null);
  }
}

/** It came to nothing: by the person, by the browser or by the backend, as the code says. */
export class MfaPasskeyFailedEvent extends MfaEvent<{
  code: MfaErrorCode;
  attemptsLeft: number | undefined;
}> {
  static readonly type = 'mfa-passkey-failed';
  constructor(code: MfaErrorCode, attemptsLeft: number | undefined) {
    super(MfaPasskeyFailedEvent.type, { code, attemptsLeft });
  }
}

declare global {
  interface HTMLElementEventMap {
    'mfa-passkey-verified': MfaPasskeyVerifiedEvent;
    'mfa-passkey-created': MfaPasskeyCreatedEvent;
    'mfa-passkey-failed': MfaPasskeyFailedEvent;
  }
}
