/**
 * The seam between the elements and any backend. Elements know these roles and nothing of HTTP; a backend says what
 * it can do by what it implements, and an element hides what is not there.
 */

import type { Channel, MessageChannel, FactorKind } from './kinds.js';
import type { PasskeyAnswer, PasskeyOptions } from './passkey-ceremony.js';

export type { Channel, MessageChannel, FactorKind, ProofKind } from './kinds.js';
export type { PasskeyAnswer, PasskeyOptions } from './passkey-ceremony.js';

export interface CallOptions {
  /** Aborts the call; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** What a person asks for: a code over this channel. */
export interface OtpRequest {
  channel: Channel;
  /** Where to: a phone number in E.164 form or an e-mail address. Absent where the backend knows it. */
  destination?: string;
  /** Which of the person's devices, where they have several of one kind. */
  deviceName?: string;
}

/**
 * A code is under way, or an app is making one; this is what the backend said of it. Whatever the backend does not
 * know is absent. Times are epoch milliseconds, corrected to the local clock by the client.
 */
export interface Challenge {
  readonly id: string;
  readonly channel: Channel;
  /** Masked, as the backend masks it, for example `*******0406`. */
  readonly destination?: string;
  /** Which of the person's devices is asked. */
  readonly deviceName?: string;
  /** How many characters the code has. */
  readonly codeLength?: number;
  readonly expiresAt?: number;
  /** From when on another code may be asked for. */
  readonly resendAt?: number;
  /** False where another code needs a new sign-in. Default true. */
  readonly canResend?: boolean;
  readonly attemptsLeft?: number;
  /** Whether the id is no secret, so that the challenge may outlive a reload of the page in session storage. */
  readonly resumable?: boolean;
  /**
   * What was asked for, so that a resend needs no memory. May hold the destination unmasked: keep it out of any storage
   * that outlives the page. Without it a client rebuilds the request from what else is here.
   */
  readonly request?: OtpRequest;
}

/** A code was right. Holds what the backend gave for it, which may be nothing. */
export interface Verification {
  /** For the page's own use; elements hand it over as a property, never in an event. */
  readonly session?: unknown;
  /** What a step-up gave, to be handed to the call that asked for it. Secret. */
  readonly proof?: Proof;
}

/** A new authenticator that is not active yet. `secret` and `uri` are secrets. */
export interface TotpEnrollment {
  readonly id: string;
  /** Base32, without spaces. */
  readonly secret: string;
  /** The backend's own `otpauth:` URI, where it has one. */
  readonly uri?: string;
  readonly deviceName?: string;
  readonly expiresAt?: number;
  /** For backends that make the recovery codes along with the key. Secret; shown once the first code was right. */
  readonly recoveryCodes?: readonly string[];
}

export interface TotpEnrollmentRequest {
  /** A name by which the person tells their devices apart. */
  deviceName?: string;
}

/** Something with which the person can prove who they are. */
export interface Factor {
  readonly id: string;
  readonly kind: FactorKind;
  readonly name?: string;
  /** Masked. */
  readonly destination?: string;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
  readonly active: boolean;
  /** False where the backend keeps it: the last factor where one is required. Default true. */
  readonly removable?: boolean;
  /** True where it stands for all of its kind, which can only go together: the backend has no names for them. Default false. */
  readonly all?: boolean;
}

/** A number or an address of the person's that the backend knows, and at which a channel could be set up. */
export interface KnownDestination {
  readonly channel: MessageChannel;
  /** As the backend takes it in a request. */
  readonly destination: string;
  readonly masked: string;
}

/** The backend has asked for a passkey, or for a new one. */
export interface PasskeyChallenge {
  readonly id: string;
  /** For the browser. */
  readonly options: PasskeyOptions;
  readonly expiresAt?: number;
}

export interface PasskeyEnrollmentRequest {
  /** A name by which the person tells their passkeys apart. */
  name?: string;
}

/** A notification is on its way to the person's device. Times are epoch milliseconds, corrected by the client. */
export interface PushChallenge {
  readonly id: string;
  /** What the person has to find, or to type, on their device, where the backend gives one. */
  readonly number?: string;
  /** Which of the person's devices shows it. */
  readonly deviceName?: string;
  readonly expiresAt?: number;
  /** From when on another one may be sent. */
  readonly resendAt?: number;
  /** How long to wait between two questions, where the backend says. */
  readonly pollAfterMs?: number;
}

/** A device that is to show notifications, and does not yet. `uri` is a secret. */
export interface PushEnrollment {
  readonly id: string;
  /** What the person's app scans. */
  readonly uri: string;
  readonly expiresAt?: number;
  readonly pollAfterMs?: number;
}

/** What the account page shows: what is set up, what could be, and whether one is required. */
export interface FactorSettings {
  readonly factors: readonly Factor[];
  /** What the person may set up now. Absent: all that the client can. */
  readonly addable?: readonly FactorKind[];
  /** Whether the account has to keep at least one factor. */
  readonly required: boolean;
  /** From when on it has to, in epoch milliseconds, where that is yet to come. */
  readonly requiredFrom?: number;
  /** Where a channel can be set up, where the person has only to choose. */
  readonly known?: readonly KnownDestination[];
}

/** A question whose answer only the person knows. */
export interface SecurityQuestion {
  readonly id: string;
  readonly question: string;
}

/** Secret. */
export interface SecurityAnswer {
  readonly questionId: string;
  readonly answer: string;
}

/** What a person chooses their questions from. */
export interface SecurityQuestionOffer {
  readonly questions: readonly SecurityQuestion[];
  /** How many have to be answered. */
  readonly count: number;
}

/** Codes that each work once, for the day when the phone is gone. Secret. */
export interface RecoveryCodes {
  readonly codes: readonly string[];
  /** Those of them that are used up, where the backend tells. */
  readonly used?: readonly string[];
}

/** Where a sign-in stands after its first factor. */
export interface SecondStep {
  /** What the person can use now, in the backend's order. */
  readonly factors: readonly Factor[];
  /** What they may set up on the way in, where they have nothing, or nothing yet that is required. */
  readonly enrollable: readonly FactorKind[];
  /** Where a channel can be set up, where the person has only to choose. */
  readonly known?: readonly KnownDestination[];
  /** False where the person may go on without. */
  readonly required: boolean;
  /** From when on that is over, in epoch milliseconds, where it is yet to come. */
  readonly requiredFrom?: number;
  /** A code that the first step has sent already: it is not sent again. */
  readonly challenge?: Challenge;
  /** When the whole sign-in is over, in epoch milliseconds of the local clock. */
  readonly expiresAt?: number;
  /** Nothing is pending: the first factor was enough, and this is what it gave. */
  readonly verification?: Verification;
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

/** What a backend may want to see before a sensitive call, by {@link ProofKind}. Secret. */
export interface Proof {
  readonly password?: string;
  /** The answer of a captcha that the page shows. */
  readonly captcha?: string;
  readonly answers?: readonly SecurityAnswer[];
  /** What a step-up gave, see {@link StepUpper}. */
  readonly stepUp?: string;
}

export interface ProofOptions extends CallOptions {
  proof?: Proof;
}

export interface VerifyOptions extends ProofOptions {
  /** The person wants no second factor on this device for a while. Only for clients with `remembersDevices`. */
  rememberDevice?: boolean;
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

/** A device on which the person is not asked for a second factor. Times are epoch milliseconds. */
export interface TrustedDevice {
  readonly id: string;
  readonly name?: string;
  /** Where it was seen, as the backend puts it. */
  readonly place?: string;
  readonly lastUsedAt?: number;
  readonly expiresAt?: number;
  /** Whether it is the one in the person's hands, where the backend tells. */
  readonly isThis?: boolean;
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

/** What a backend tells of the account beside its answers. */
export interface AccountFacts {
  /** To which channels a code can go without being told where. Absent: all that the client has. */
  readonly reachable?: readonly MessageChannel[];
  /** From when on the account needs a second factor, in epoch milliseconds; past or yet to come. */
  readonly requiredFrom?: number;
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
      SecondStepper &
      StepUpper &
      TrustedDeviceKeeper
  >;
