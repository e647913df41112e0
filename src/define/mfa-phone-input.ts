import { MfaPhoneInput } from '../elements/phone-input/phone-input.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-phone-input': MfaPhoneInput;
  }
}

MfaPhoneInput.define();
