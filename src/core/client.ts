/**
 * The seam between the elements and any backend. Elements know these roles and nothing of HTTP; a backend says what
 * it can do by what it implements, and an element hides what is not there.
 */

/** How a code reaches the person: `totp` means that their authenticator app makes it, the others are messages. */
export const CHANNELS = ['sms', 'email', 'voice', 'totp'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The channels over which a backend sends something. */
export const MESSAGE_CHANNELS = ['sms', 'email', 'voice'] as const satisfies readonly Channel[];
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

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
}

export interface TotpEnrollmentRequest {
  /** A name by which the person tells their devices apart. */
  deviceName?: string;
}

/** Something with which the person can prove who they are. */
export interface Factor {
  readonly id: string;
  readonly kind: Channel | 'recovery-code' | 'security-questions' | 'passkey' | 'push';
  readonly name?: string;
  readonly destination?: string;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
  readonly active: boolean;
}

/** Sends codes. */
export interface OtpSender {
  /** The channels that this backend has, in its own order of preference. */
  readonly channels: readonly Channel[];
  /** Whether `destination` of a request counts. Where false, the server knows where to send the code. */
  readonly takesDestination: boolean;
  requestOtp(request: OtpRequest, options?: CallOptions): Promise<Challenge>;
  /** Sends another code for the same purpose. The answer may carry a new id; the old one is then void. */
  resendOtp(challenge: Challenge, options?: CallOptions): Promise<Challenge>;
}

export interface VerifyOptions extends CallOptions {
  /** The person wants no second factor on this device for a while. Only for clients with `remembersDevices`. */
  rememberDevice?: boolean;
}

/** Checks codes. */
export interface OtpVerifier {
  /** Whether the backend can skip the second factor on a device that the person trusts. */
  readonly remembersDevices?: boolean;
  verifyOtp(challenge: Challenge, code: string, options?: VerifyOptions): Promise<Verification>;
}

/** Pairs authenticator apps. */
export interface TotpEnroller {
  /** Whether a new device needs a name. */
  readonly namesDevices: boolean;
  beginTotpEnrollment(request: TotpEnrollmentRequest, options?: CallOptions): Promise<TotpEnrollment>;
  activateTotp(enrollment: TotpEnrollment, code: string, options?: CallOptions): Promise<Verification>;
  /** Takes back a device that was never activated. */
  cancelTotpEnrollment(enrollment: TotpEnrollment, options?: CallOptions): Promise<void>;
}

/** Lists and removes what the person has set up. */
export interface FactorKeeper {
  listFactors(options?: CallOptions): Promise<readonly Factor[]>;
  removeFactor(factor: Factor, options?: CallOptions): Promise<void>;
}

/** Checks recovery codes. */
export interface RecoveryCodeVerifier {
  verifyRecoveryCode(code: string, options?: VerifyOptions): Promise<Verification>;
}

/** What every client may tell of itself. */
export interface ClientFacts {
  /** How far the server's clock is ahead of this one, in milliseconds, once an answer has told. */
  readonly clockSkewMs?: number | undefined;
}

/** A backend, by the roles that it plays. */
export type MfaClient = ClientFacts &
  Partial<OtpSender & OtpVerifier & TotpEnroller & FactorKeeper & RecoveryCodeVerifier>;
