/**
 * The script-tag build: the small tags registered, the large ones as soon as one is on the page, every language as
 * soon as a `lang` asks for it, and what a page without a bundler needs for a backend of its own. The classes are in
 * the registry: `customElements.get('mfa-otp-verify')`.
 */
// First: elements that are on the page already look for their language as soon as they are registered.
import './languages.js';
import './mfa-config.js';
import './mfa-code-input.js';
import './mfa-countdown.js';
import './mfa-qr-code.js';
import './mfa-otp-request.js';
import './mfa-otp-verify.js';
import './mfa-totp-enroll.js';
import { defineOnDemand } from './on-demand.js';

export { registerBackend } from '../core/backend-registry.js';
export { registerLanguage } from '../locales/languages.js';
export { isMfaError, MfaError } from '../core/mfa-error.js';
export { defineElement } from './lazy-tags.js';
export { languageTags } from './languages.js';

defineOnDemand();
