import { MfaSecurityQuestions } from '../elements/security-questions/security-questions.js';
import './backends.js';
import './lazy-tags.js';

declare global {
  interface HTMLElementTagNameMap {
    'mfa-security-questions': MfaSecurityQuestions;
  }
}

MfaSecurityQuestions.define();
