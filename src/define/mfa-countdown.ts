import { MfaCountdown } from '../elements/countdown/countdown.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-countdown': MfaCountdown;
  }
}

MfaCountdown.define();
