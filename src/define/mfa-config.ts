import { MfaConfig } from '../elements/config/config.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-config': MfaConfig;
  }
}

MfaConfig.define();
