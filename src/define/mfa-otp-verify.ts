import { MfaOtpVerify } from '../elements/otp-verify/otp-verify.js';
import './backends.js';
import './lazy-tags.js';
import './mfa-code-input.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-otp-verify': MfaOtpVerify;
  }
}

MfaOtpVerify.define();
