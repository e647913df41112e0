/** The small script-tag build: asking for a code and checking it, in every language, and nothing besides. */
import './languages.js';
import './mfa-config.js';
import './mfa-code-input.js';
import './mfa-otp-request.js';
import './mfa-otp-verify.js';

export { registerBackend } from '../core/backend-registry.js';
export { isMfaError, MfaError } from '../core/mfa-error.js';
