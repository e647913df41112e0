import type { FactorKind } from '../../core/client.js';
import type { MfaErrorCode } from '../../core/mfa-error.js';
import type { FactorChange } from '../../flows/settings-state.js';
import { MfaEvent } from '../events.js';

/** The backend has made a change; the list that follows shows it. */
export class MfaFactorsChangedEvent extends MfaEvent<{ kind: FactorKind; change: FactorChange }> {
  static override readonly type = 'mfa-factors-changed';
}

/** A call failed; with the error's code. */
export class MfaSettingsFailedEvent extends MfaEvent<{ code: MfaErrorCode }> {
  static override readonly type = 'mfa-settings-failed';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-factors-changed': MfaFactorsChangedEvent;
    'mfa-settings-failed': MfaSettingsFailedEvent;
  }
}
