import { MfaRecoveryCodes } from '../elements/recovery-codes/recovery-codes.js';
import './backends.js';
import './lazy-tags.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-recovery-codes': MfaRecoveryCodes;
  }
}

MfaRecoveryCodes.define();
