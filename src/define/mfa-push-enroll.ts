import { MfaPushEnroll } from '../elements/push-enroll/push-enroll.js';
import './backends.js';
import './lazy-tags.js';
import './mfa-qr-code.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-push-enroll': MfaPushEnroll;
  }
}

MfaPushEnroll.define();
