import type { FactorKind } from '../../core/client.js';
import type { MfaErrorCode } from '../../core/mfa-error.js';
import { MfaEvent } from '../events.js';

/**
 * The second step is done. `kind` says by what, and is absent where none was needed. What the backend gave is in the
 * element's `verification` property.
 */
export class MfaChallengeCompletedEvent extends MfaEvent<{
  kind: FactorKind | undefined;
  enrolled: boolean;
}> {
  static override readonly type = 'mfa-challenge-completed';
}

/** The person goes on without a second step, where that is allowed. */
export class MfaChallengeSkippedEvent extends MfaEvent {
  static override readonly type = 'mfa-challenge-skipped';
}

/** The second step cannot go on: it is over, or it could not be found out what there is. */
export class MfaChallengeFailedEvent extends MfaEvent<{ code: MfaErrorCode }> {
  static override readonly type = 'mfa-challenge-failed';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-challenge-completed': MfaChallengeCompletedEvent;
    'mfa-challenge-skipped': MfaChallengeSkippedEvent;
    'mfa-challenge-failed': MfaChallengeFailedEvent;
  }
}
