import { MfaOtpRequest } from '../elements/otp-request/otp-request.js';
import './backends.js';
import './lazy-tags.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-otp-request': MfaOtpRequest;
  }
}

MfaOtpRequest.define();
