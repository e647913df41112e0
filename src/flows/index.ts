/** What happens, without any element: for apps with a look of their own. Needs no page, no DOM, no Lit. */
export type { Flow, Option } from './flow.js';
export type { CallingOptions } from './calling-options.js';
export type { ClientOption, ClientSource } from './client-option.js';
export { OtpRequestFlow } from './otp-request-flow.js';
export type {
  OtpRequestEvent,
  OtpRequestOptions,
  OtpRequestState,
  OtpRequestStatus,
} from './otp-request-flow.js';
export { OtpVerifyFlow } from './otp-verify-flow.js';
export type {
  OtpVerifyEvent,
  OtpVerifyOptions,
  OtpVerifyState,
  OtpVerifyStatus,
} from './otp-verify-state.js';
export { ProofFlow, wasDeclined, type ProofState } from './proof-flow.js';
export { PasskeyFlow } from './passkey-flow.js';
export type {
  PasskeyEvent,
  PasskeyFlowOptions,
  PasskeyMode,
  PasskeyState,
  PasskeyStatus,
} from './passkey-state.js';
export { PushFlow } from './push-flow.js';
export type { PushEvent, PushFlowOptions, PushState, PushStatus } from './push-state.js';
export { PushEnrollFlow } from './push-enroll-flow.js';
export type {
  PushEnrollEvent,
  PushEnrollOptions,
  PushEnrollState,
  PushEnrollStatus,
} from './push-enroll-state.js';
export { TotpEnrollFlow } from './totp-enroll-flow.js';
export type {
  PairingKey,
  TotpEnrollEvent,
  TotpEnrollOptions,
  TotpEnrollState,
  TotpEnrollStatus,
} from './totp-enroll-state.js';
export { ChallengeFlow } from './challenge-flow.js';
export type {
  ChallengeEvent,
  ChallengeOptions,
  ChallengeState,
  ChallengeStatus,
  OpenedWay,
} from './challenge-state.js';
export { ConfirmFlow, type ConfirmOptions } from './confirm-flow.js';
export type { ConfirmEvent, ConfirmState, ConfirmStatus } from './confirm-state.js';
export type { Panel } from './panels.js';
export type { Way } from './ways.js';
export { SettingsFlow } from './settings-flow.js';
export type {
  FactorChange,
  SettingsEvent,
  SettingsOptions,
  SettingsState,
  SettingsStatus,
  SettingsTask,
} from './settings-state.js';
export { RecoveryCodesFlow } from './recovery-codes-flow.js';
export type {
  RecoveryCodesEvent,
  RecoveryCodesOptions,
  RecoveryCodesState,
  RecoveryCodesStatus,
} from './recovery-codes-state.js';
export { isAboutAnswers, SecurityQuestionsFlow } from './security-questions-flow.js';
export type {
  SecurityQuestionsEvent,
  SecurityQuestionsMode,
  SecurityQuestionsOptions,
  SecurityQuestionsState,
  SecurityQuestionsStatus,
} from './security-questions-state.js';
export { TrustedDevicesFlow } from './trusted-devices-flow.js';
export type {
  TrustedDevicesEvent,
  TrustedDevicesOptions,
  TrustedDevicesState,
  TrustedDevicesStatus,
  TrustedDevicesTask,
} from './trusted-devices-state.js';
export { answersOf, faultsOf, type AnswerFault, type FilledQuestion } from './security-answers.js';
export type { Sends } from './send-series.js';
