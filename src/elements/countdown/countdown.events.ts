import { MfaEvent } from '../events.js';

/** A deadline has passed. */
export class MfaCountdownEndedEvent extends MfaEvent {
  static override readonly type = 'mfa-countdown-ended';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-countdown-ended': MfaCountdownEndedEvent;
  }
}
