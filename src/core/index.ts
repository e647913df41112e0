/** What needs no page: the seam to the backends, errors, parsing. Runs in Node, a worker, an edge function. */
export { registerBackend, type BackendLoader, type BackendOptions } from './backend-registry.js';
export * from './client.js';
export { systemClock, type Clock } from './clock.js';
export {
  isMfaError,
  MFA_ERROR_CODES,
  MfaError,
  type MfaErrorCode,
  type MfaErrorOptions,
} from './mfa-error.js';
