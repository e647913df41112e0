import { MfaOtpRequest } from '../elements/otp-request/otp-request.js';
import './backends.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-otp-request': MfaOtpRequest;
  }
}

MfaOtpRequest.define();
