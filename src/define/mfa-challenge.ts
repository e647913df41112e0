import { MfaChallenge } from '../elements/challenge/challenge.js';
import './backends.js';
import './mfa-otp-request.js';
import './mfa-otp-verify.js';
import './mfa-passkey.js';
import './mfa-push.js';
import './mfa-push-enroll.js';
import './mfa-recovery-codes.js';
import './mfa-security-questions.js';
import './mfa-totp-enroll.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-challenge': MfaChallenge;
  }
}

MfaChallenge.define();
