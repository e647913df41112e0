/**
 * The script-tag build: every tag registered, and what a page without a bundler needs for a backend of its own.
 * The classes are in the registry: `customElements.get('mfa-otp-verify')`.
 */
import './all.js';

export { registerBackend } from '../core/backend-registry.js';
export { isMfaError, MfaError } from '../core/mfa-error.js';
