import type { FactorKind } from '../../core/client.js';
import { MfaEvent } from '../events.js';

/**
 * The person has confirmed that it is them, and what they pressed goes on. `kind` says by what. What the backend gave is
 * in the element's `verification` property.
 */
export class MfaIdentityConfirmedEvent extends MfaEvent<{ kind: FactorKind | undefined }> {
  static override readonly type = 'mfa-identity-confirmed';
}

/** The person has not confirmed that it is them, and what they pressed does not go on. */
export class MfaConfirmationCancelledEvent extends MfaEvent {
  static override readonly type = 'mfa-confirmation-cancelled';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-identity-confirmed': MfaIdentityConfirmedEvent;
    'mfa-confirmation-cancelled': MfaConfirmationCancelledEvent;
  }
}
