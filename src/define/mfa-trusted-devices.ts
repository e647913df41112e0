import { MfaTrustedDevices } from '../elements/trusted-devices/trusted-devices.js';
import './backends.js';
import './lazy-tags.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-trusted-devices': MfaTrustedDevices;
  }
}

MfaTrustedDevices.define();
