import { MfaSettings } from '../elements/settings/settings.js';
import './backends.js';
import './mfa-challenge.js';
import './mfa-trusted-devices.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-settings': MfaSettings;
  }
}

MfaSettings.define();
