import { MfaConfirm } from '../elements/confirm/confirm.js';
import './mfa-challenge.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-confirm': MfaConfirm;
  }
}

MfaConfirm.define();
