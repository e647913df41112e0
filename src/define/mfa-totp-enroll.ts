import './backends.js';
import './lazy-tags.js';
import './mfa-code-input.js';
import './mfa-qr-code.js';
import { MfaTotpEnroll } from '../elements/totp-enroll/totp-enroll.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-totp-enroll': MfaTotpEnroll;
  }
}

MfaTotpEnroll.define();
