/** What goes over the seam between elements and backends: the values, as both sides know them. */

import type { Channel, FactorKind, MessageChannel } from './kinds.js';
import type { PasskeyOptions } from './passkey-ceremony.js';

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

/** What a backend may want to see before a sensitive call, by the kinds of `ProofKind`. Secret. */
export interface Proof {
  readonly password?: string;
  /** The answer of a captcha that the page shows. */
  readonly captcha?: string;
  readonly answers?: readonly SecurityAnswer[];
  /** What a step-up gave, see the role `StepUpper`. */
  readonly stepUp?: string;
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

/** What a backend tells of the account beside its answers. */
export interface AccountFacts {
  /** To which channels a code can go without being told where. Absent: all that the client has. */
  readonly reachable?: readonly MessageChannel[];
  /** From when on the account needs a second factor, in epoch milliseconds; past or yet to come. */
  readonly requiredFrom?: number;
}
