import { MfaPush } from '../elements/push/push.js';
import './backends.js';
import './lazy-tags.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-push': MfaPush;
  }
}

MfaPush.define();
