import { MfaEvent } from '../events.js';

/** All characters are there. The code itself stays in the field: read `value` of the element that fired. */
export class MfaCodeCompletedEvent extends MfaEvent<{ readonly length: number }> {
  static override readonly type = 'mfa-code-completed';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-code-completed': MfaCodeCompletedEvent;
  }
}
