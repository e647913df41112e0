import { MfaEvent } from '../events.js';

/** A deadline has passed. */
export class MfaCountdownEndedEvent extends MfaEvent<null> {
  static readonly type = 'mfa-countdown-ended';
  constructor() {
    super(MfaCountdownEndedEvent.type, null);
  }
}

declare global {
  interface HTMLElementEventMap {
    'mfa-countdown-ended': MfaCountdownEndedEvent;
  }
}
