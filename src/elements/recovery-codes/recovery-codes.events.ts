import type { MfaErrorCode } from '../../core/mfa-error.js';
import { MfaEvent } from '../events.js';

/** Recovery codes are shown. Says how many, and whether they are new; never which. */
export class MfaRecoveryCodesShownEvent extends MfaEvent<{ count: number; regenerated: boolean }> {
  static override readonly type = 'mfa-recovery-codes-shown';
}

/** The person has saved the codes. */
export class MfaRecoveryCodesAcknowledgedEvent extends MfaEvent {
  static override readonly type = 'mfa-recovery-codes-acknowledged';
}

/** The codes could not be shown or made; with the error's code. */
export class MfaRecoveryCodesFailedEvent extends MfaEvent<{ code: MfaErrorCode }> {
  static override readonly type = 'mfa-recovery-codes-failed';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-recovery-codes-shown': MfaRecoveryCodesShownEvent;
    'mfa-recovery-codes-acknowledged': MfaRecoveryCodesAcknowledgedEvent;
    'mfa-recovery-codes-failed': MfaRecoveryCodesFailedEvent;
  }
}
