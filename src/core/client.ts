/**
 * The seam between the elements and any backend. Elements know these roles and nothing of HTTP; a backend says what
 * it can do by what it implements, and an element hides what is not there.
 */

import type {
  AccountFacts,
  Challenge,
  Factor,
  FactorSettings,
  OtpRequest,
  PasskeyChallenge,
  PasskeyEnrollmentRequest,
  Proof,
  PushChallenge,
  PushEnrollment,
  RecoveryCodes,
  SecondStep,
  SecurityAnswer,
  SecurityQuestion,
  SecurityQuestionOffer,
  TotpEnrollment,
  TotpEnrollmentRequest,
  TrustedDevice,
  Verification,
} from './client-values.js';
import type { Channel, MessageChannel } from './kinds.js';
import type { PasskeyAnswer } from './passkey-ceremony.js';

export type * from './client-values.js';
export type { Channel, MessageChannel, FactorKind, ProofKind } from './kinds.js';
export type { PasskeyAnswer, PasskeyOptions } from './passkey-ceremony.js';

export interface CallOptions {
  /** Aborts the call; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface ProofOptions extends CallOptions {
  proof?: Proof;
}

export interface VerifyOptions extends ProofOptions {
  /** The person wants no second factor on this device for a while. Only for clients with `remembersDevices`. */
  rememberDevice?: boolean;
}

/** Sends codes. */
export interface OtpSender {
  /** The channels that this backend has, in its own order of preference. */
  readonly channels: readonly Channel[];
  /** Whether `destination` of a request counts. Where false, the server knows where to send the code. */
  readonly takesDestination: boolean;
  requestOtp(request: OtpRequest, options?: ProofOptions): Promise<Challenge>;
  /** Sends another code for the same purpose. The answer may carry a new id; the old one is then void. */
  resendOtp(challenge: Challenge, options?: CallOptions): Promise<Challenge>;
}

/** Checks codes. */
export interface OtpVerifier {
  /** Whether the backend can skip the second factor on a device that the person trusts. */
  readonly remembersDevices?: boolean;
  /** For how long, in milliseconds, where the backend says. */
  readonly remembersDevicesForMs?: number;
  verifyOtp(challenge: Challenge, code: string, options?: VerifyOptions): Promise<Verification>;
}

/** Asks for a passkey. */
export interface PasskeyVerifier {
  /** Whether a right passkey takes `rememberDevice`. Default: as `remembersDevices`. */
  readonly passkeysRememberDevices?: boolean;
  beginPasskey(options?: CallOptions): Promise<PasskeyChallenge>;
  verifyPasskey(
    challenge: PasskeyChallenge,
    answer: PasskeyAnswer,
    options?: VerifyOptions,
  ): Promise<Verification>;
}

/** Adds passkeys. */
export interface PasskeyEnroller {
  /** When the backend takes a name for a new passkey: with the begin, or with the browser's answer. Absent: never. */
  readonly namesPasskeys?: 'begin' | 'activate';
  beginPasskeyEnrollment(
    request: PasskeyEnrollmentRequest,
    options?: ProofOptions,
  ): Promise<PasskeyChallenge>;
  activatePasskey(
    challenge: PasskeyChallenge,
    answer: PasskeyAnswer,
    request: PasskeyEnrollmentRequest,
    options?: ProofOptions,
  ): Promise<Verification>;
  /** Takes back one that was begun and never made, where the backend keeps such. */
  cancelPasskeyEnrollment?(challenge: PasskeyChallenge, options?: CallOptions): Promise<void>;
}

/** Sends notifications that the person approves on their device. */
export interface PushVerifier {
  /** Sends one. To be called once, and again only when the person asks. */
  sendPush(request: { deviceName?: string }, options?: ProofOptions): Promise<PushChallenge>;
  /** Nothing: the person has not answered yet. `push-denied` where they said that it was not them. */
  pollPush(challenge: PushChallenge, options?: VerifyOptions): Promise<Verification | undefined>;
  /** Takes it back, where the backend can. */
  cancelPush?(challenge: PushChallenge, options?: CallOptions): Promise<void>;
}

/** Adds a device that shows notifications. */
export interface PushEnroller {
  beginPushEnrollment(options?: ProofOptions): Promise<PushEnrollment>;
  /** Nothing: the person's app has not scanned it yet. */
  pollPushEnrollment(enrollment: PushEnrollment, options?: ProofOptions): Promise<Verification | undefined>;
}

/** Pairs authenticator apps. */
export interface TotpEnroller {
  /** Whether a new device needs a name. */
  readonly namesDevices: boolean;
  beginTotpEnrollment(request: TotpEnrollmentRequest, options?: ProofOptions): Promise<TotpEnrollment>;
  activateTotp(enrollment: TotpEnrollment, code: string, options?: ProofOptions): Promise<Verification>;
  /** Takes back a device that was never activated. */
  cancelTotpEnrollment(enrollment: TotpEnrollment, options?: CallOptions): Promise<void>;
}

/** Lists and removes what the person has set up. */
export interface FactorKeeper {
  listFactors(options?: CallOptions): Promise<readonly Factor[]>;
  removeFactor(factor: Factor, options?: ProofOptions): Promise<void>;
  /** For backends that let devices be renamed. */
  renameFactor?(factor: Factor, name: string, options?: ProofOptions): Promise<void>;
  /** For backends that know what could be set up, and what is required. */
  factorSettings?(options?: CallOptions): Promise<FactorSettings>;
}

/** Sets up a phone number or an address to send codes to. The one before it stays until the new one is confirmed. */
export interface DestinationEnroller {
  /** Over which channels one can be set up. */
  readonly enrollableChannels: readonly MessageChannel[];
  /** Sends a code to it. */
  enrollDestination(request: OtpRequest, options?: ProofOptions): Promise<Challenge>;
  /** The code was right: from now on it counts. */
  confirmDestination(challenge: Challenge, code: string, options?: ProofOptions): Promise<Verification>;
}

/** Lists and forgets devices that the person trusts. */
export interface TrustedDeviceKeeper {
  listTrustedDevices(options?: CallOptions): Promise<readonly TrustedDevice[]>;
  forgetTrustedDevice?(device: TrustedDevice, options?: ProofOptions): Promise<void>;
  forgetAllTrustedDevices?(options?: ProofOptions): Promise<void>;
}

/** Checks recovery codes. */
export interface RecoveryCodeVerifier {
  verifyRecoveryCode(code: string, options?: VerifyOptions): Promise<Verification>;
}

/** Makes recovery codes. */
export interface RecoveryCodeKeeper {
  /**
   * The codes, as far as they can still be shown: `recovery-codes-shown` where they were shown once. May have side
   * effects on the server: to be called once, when the person asks.
   */
  recoveryCodes?(options?: ProofOptions): Promise<RecoveryCodes>;
  /** Makes new ones; the old ones stop working. To be called once, when the person has agreed. */
  regenerateRecoveryCodes(options?: ProofOptions): Promise<RecoveryCodes>;
}

/** Asks the security questions that a person has set up. */
export interface SecurityQuestionVerifier {
  securityQuestions(options?: CallOptions): Promise<readonly SecurityQuestion[]>;
  answerSecurityQuestions(answers: readonly SecurityAnswer[], options?: VerifyOptions): Promise<Verification>;
}

/** Lets a person set up security questions. */
export interface SecurityQuestionKeeper {
  securityQuestionOffer(options?: CallOptions): Promise<SecurityQuestionOffer>;
  setSecurityQuestions(answers: readonly SecurityAnswer[], options?: ProofOptions): Promise<Verification>;
}

/** Checks the password of somebody who has nothing else to confirm with: a role of what `stepUp()` gives. */
export interface PasswordVerifier {
  /** Refuses a wrong one with `invalid-proof`. The server has to want no more than a password for what is confirmed. */
  verifyPassword(password: string, options?: CallOptions): Promise<Verification>;
}

/** Knows what the first step of the sign-in left to do. */
export interface SecondStepper {
  /**
   * @param login - What the page got from the first step, where the backend needs it: an answer, a ticket, a list.
   */
  secondStep(login: unknown, options?: CallOptions): Promise<SecondStep>;
}

/** Asks for a factor again in the middle of a session. */
export interface StepUpper {
  /** A client for this one purpose, to be given to the same elements: its verifications carry the `proof`. */
  stepUp(): MfaClient;
}

/** What every client may tell of itself. */
export interface ClientFacts {
  /** For clients without `secondStep` and `factorSettings`: what is known of the account, once an answer has told. */
  readonly account?: AccountFacts;
  /** How far the server's clock is ahead of this one, in milliseconds, once an answer has told. */
  readonly clockSkewMs?: number | undefined;
  /** Channels that are offered beside the one in use from the first code on. Default: none, the others come later. */
  readonly offeredAtOnce?: readonly MessageChannel[] | undefined;
}

/** A backend, by the roles that it plays. */
export type MfaClient = ClientFacts &
  Partial<
    OtpSender &
      OtpVerifier &
      PasskeyVerifier &
      PasskeyEnroller &
      PushVerifier &
      PushEnroller &
      TotpEnroller &
      FactorKeeper &
      DestinationEnroller &
      RecoveryCodeVerifier &
      RecoveryCodeKeeper &
      SecurityQuestionVerifier &
      SecurityQuestionKeeper &
      PasswordVerifier &
      SecondStepper &
      StepUpper &
      TrustedDeviceKeeper
  >;
