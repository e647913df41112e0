import type { FactorKind } from '../../core/client.js';
import { MfaEvent } from '../events.js';

/**
 * The person has confirmed that it is them, and what they pressed goes on. `kind` says by what. What the backend gave is
 * in the element's `verification` property.
 */
export class MfaIdentityConfirmedEvent extends MfaEvent<{ kind: FactorKind | undefined }> {
  static readonly type = 'mfa-identity-confirmed';
  constructor(kind: FactorKind | undefined) {
    super(MfaIdentityConfirmedEvent.type, { kind });
  }
}

/** The person has not confirmed that it is them, and what they pressed does not go on. */
export class MfaConfirmationCancelledEvent extends MfaEvent<null> {
  static readonly type = 'mfa-confirmation-cancelled';
  constructor() {
    super(MfaConfirmationCancelledEvent.type, null);
  }
}

declare global {
  interface HTMLElementEventMap {
    'mfa-identity-confirmed': MfaIdentityConfirmedEvent;
    'mfa-confirmation-cancelled': MfaConfirmationCancelledEvent;
  }
}
