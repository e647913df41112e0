/** Classes, types and errors. Importing this registers nothing and has no side effect. */
export * from './core/index.js';
export { MfaConfig } from './elements/config/config.js';
export { MfaCodeInput } from './elements/code-input/code-input.js';
export { MfaCodeCompletedEvent } from './elements/code-input/code-input.events.js';
export { MfaCountdown } from './elements/countdown/countdown.js';
export { MfaCountdownEndedEvent } from './elements/countdown/countdown.events.js';
export {
  MfaOtpRequest,
  OTP_REQUEST_STATUSES,
  type OtpRequestStatus,
} from './elements/otp-request/otp-request.js';
export type { KnownDestination } from './elements/otp-request/send-options.js';
export { MfaOtpVerify } from './elements/otp-verify/otp-verify.js';
export { OTP_VERIFY_STATUSES, type OtpVerifyStatus } from './elements/otp-verify/otp-verify-status.js';
export { MfaQrCode } from './elements/qr-code/qr-code.js';
export { MfaTotpEnroll } from './elements/totp-enroll/totp-enroll.js';
export {
  MfaTotpEnrolledEvent,
  MfaTotpEnrollmentFailedEvent,
} from './elements/totp-enroll/totp-enroll.events.js';
export { TOTP_ENROLL_STATUSES, type TotpEnrollStatus } from './elements/totp-enroll/totp-enroll-status.js';
export * from './elements/otp.events.js';
export type { Text, Texts, TextKey, TextValues, Translation } from './locales/texts.js';
