import type { FactorKind } from '../../core/client.js';
import type { MfaErrorCode } from '../../core/mfa-error.js';
import type { FactorChange } from '../../flows/settings-state.js';
import { MfaEvent } from '../events.js';

/** The backend has made a change; the list that follows shows it. */
export class MfaFactorsChangedEvent extends MfaEvent<{ kind: FactorKind; change: FactorChange }> {
  static readonly type = 'mfa-factors-changed';
  constructor(kind: FactorKind, change: FactorChange) {
    super(MfaFactorsChangedEvent.type, { kind, change });
  }
}

/** A call failed; with the error's code. */
export class MfaSettingsFailedEvent extends MfaEvent<{ code: MfaErrorCode }> {
  static readonly type = 'mfa-settings-failed';
  constructor(code: MfaErrorCode) {
    super(MfaSettingsFailedEvent.type, { code });
  }
}

declare global {
  interface HTMLElementEventMap {
    'mfa-factors-changed': MfaFactorsChangedEvent;
    'mfa-settings-failed': MfaSettingsFailedEvent;
  }
}
