import { MfaCodeInput } from '../elements/code-input/code-input.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-code-input': MfaCodeInput;
  }
}

MfaCodeInput.define();
