/** What needs no page: the seam to the backends, errors, parsing. Runs in Node, a worker, an edge function. */
export { registerBackend, type BackendLoader, type BackendOptions } from './backend-registry.js';
export * from './client.js';
export { CODE_ALPHABETS, normalizeCode, type CodeAlphabet, type CodeRules } from './code.js';
export { extractCode } from './code-message.js';
export { systemClock, type Clock } from './clock.js';
export { Deadline } from './deadline.js';
export { plainSchedule, type Schedule } from './schedule.js';
export { noCeremony, type PasskeyCeremony } from './passkey-ceremony.js';
export type { RecordStore } from './record-store.js';
export {
  isMfaError,
  MfaError,
  type MfaErrorOptions,
  MFA_ERROR_CODES,
  type MfaErrorCode,
} from './mfa-error.js';
export {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type HttpRequest,
  type HttpResponse,
} from './http.js';
export { maskDestination, parseEmail, parsePhone } from './destination.js';
export {
  buildOtpauth,
  parseOtpauth,
  rebuildOtpauth,
  type OtpauthKey,
  type OtpauthSource,
} from './otpauth.js';
export { CONFIRMATION_WANTED, withConfirmation, type ConfirmationOptions } from './with-confirmation.js';
