import { MfaQrCode } from '../elements/qr-code/qr-code.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-qr-code': MfaQrCode;
  }
}

MfaQrCode.define();
