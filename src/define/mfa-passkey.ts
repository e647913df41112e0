import { MfaPasskey } from '../elements/passkey/passkey.js';
import './backends.js';
import './lazy-tags.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-passkey': MfaPasskey;
  }
}

MfaPasskey.define();
