/** Classes, types and errors. Importing this registers nothing and has no side effect. */
export * from './core/index.js';
export { MfaConfig } from './elements/config/config.js';
export { MfaCodeInput } from './elements/code-input/code-input.js';
export { MfaCodeCompletedEvent } from './elements/code-input/code-input.events.js';
export { MfaCountdown } from './elements/countdown/countdown.js';
export { MfaCountdownEndedEvent } from './elements/countdown/countdown.events.js';
export { MfaOtpRequest } from './elements/otp-request/otp-request.js';
export { OTP_REQUEST_STATUSES, type OtpRequestStatus } from './flows/otp-request-flow.js';
export type { KnownDestination } from './elements/otp-request/send-options.js';
export { MfaOtpVerify } from './elements/otp-verify/otp-verify.js';
export { OTP_VERIFY_STATUSES, type OtpVerifyStatus } from './flows/otp-verify-state.js';
export { MfaChallenge } from './elements/challenge/challenge.js';
export {
  MfaChallengeCompletedEvent,
  MfaChallengeFailedEvent,
  MfaChallengeSkippedEvent,
} from './elements/challenge/challenge.events.js';
export { CHALLENGE_STATUSES, type ChallengeStatus } from './flows/challenge-state.js';
export { MfaConfirm } from './elements/confirm/confirm.js';
export {
  MfaConfirmationCancelledEvent,
  MfaIdentityConfirmedEvent,
} from './elements/confirm/confirm.events.js';
export { CONFIRM_STATUSES, type ConfirmStatus } from './flows/confirm-state.js';
export { MfaPasskey } from './elements/passkey/passkey.js';
export {
  MfaPasskeyCreatedEvent,
  MfaPasskeyFailedEvent,
  MfaPasskeyVerifiedEvent,
} from './elements/passkey/passkey.events.js';
export {
  PASSKEY_MODES,
  PASSKEY_STATUSES,
  type PasskeyMode,
  type PasskeyStatus,
} from './flows/passkey-state.js';
export { MfaPush } from './elements/push/push.js';
export {
  MfaPushDeniedEvent,
  MfaPushExpiredEvent,
  MfaPushFailedEvent,
  MfaPushSentEvent,
  MfaPushVerifiedEvent,
} from './elements/push/push.events.js';
export { PUSH_STATUSES, type PushStatus } from './flows/push-state.js';
export { MfaPushEnroll } from './elements/push-enroll/push-enroll.js';
export {
  MfaPushEnrolledEvent,
  MfaPushEnrollmentFailedEvent,
} from './elements/push-enroll/push-enroll.events.js';
export { PUSH_ENROLL_STATUSES, type PushEnrollStatus } from './flows/push-enroll-state.js';
// Its class comes with its data, when it is registered.
export type { MfaPhoneInput } from './elements/phone-input/phone-input.js';
export { MfaQrCode } from './elements/qr-code/qr-code.js';
export { MfaRecoveryCodes } from './elements/recovery-codes/recovery-codes.js';
export {
  MfaRecoveryCodesAcknowledgedEvent,
  MfaRecoveryCodesFailedEvent,
  MfaRecoveryCodesShownEvent,
} from './elements/recovery-codes/recovery-codes.events.js';
export { RECOVERY_CODES_STATUSES, type RecoveryCodesStatus } from './flows/recovery-codes-state.js';
export { MfaSecurityQuestions } from './elements/security-questions/security-questions.js';
export {
  MfaSecurityQuestionsAnsweredEvent,
  MfaSecurityQuestionsFailedEvent,
  MfaSecurityQuestionsSavedEvent,
} from './elements/security-questions/security-questions.events.js';
export {
  SECURITY_QUESTIONS_MODES,
  SECURITY_QUESTIONS_STATUSES,
  type SecurityQuestionsMode,
  type SecurityQuestionsStatus,
} from './flows/security-questions-state.js';
export { MfaSettings } from './elements/settings/settings.js';
export { MfaFactorsChangedEvent, MfaSettingsFailedEvent } from './elements/settings/settings.events.js';
export { SETTINGS_STATUSES, type FactorChange, type SettingsStatus } from './flows/settings-state.js';
export { MfaTotpEnroll } from './elements/totp-enroll/totp-enroll.js';
export {
  MfaTotpEnrolledEvent,
  MfaTotpEnrollmentFailedEvent,
} from './elements/totp-enroll/totp-enroll.events.js';
export { TOTP_ENROLL_STATUSES, type TotpEnrollStatus } from './flows/totp-enroll-state.js';
export { MfaTrustedDevices } from './elements/trusted-devices/trusted-devices.js';
export {
  MfaTrustedDevicesFailedEvent,
  MfaTrustedDevicesForgottenEvent,
} from './elements/trusted-devices/trusted-devices.events.js';
export { TRUSTED_DEVICES_STATUSES, type TrustedDevicesStatus } from './flows/trusted-devices-state.js';
export * from './elements/otp.events.js';
export { registerLanguage, type LanguageLoader } from './locales/languages.js';
export type { PluralText, Text, Texts, TextKey, TextValues, Translation } from './locales/texts.js';
