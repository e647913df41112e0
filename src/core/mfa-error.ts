import type { ProofKind } from './kinds.js';

/** Every way in which the second factor can fail, as one closed set. Each code has exactly one text in the catalogue. */
export const MFA_ERROR_CODES = [
  /** The code is wrong. It may be tried again. */
  'invalid-code',
  /** An answer to a security question is wrong. */
  'invalid-answer',
  /** The password, or another proof that was asked for, is wrong. */
  'invalid-proof',
  /** The code was right once, and has been used. */
  'code-used',
  /** The code is too old. A new one has to be sent. */
  'code-expired',
  /** The challenge is unknown to the backend, or over. A new one has to be started. */
  'challenge-expired',
  /** No more attempts for this challenge. */
  'too-many-attempts',
  /** The account is locked for a while. */
  'locked',
  /** Too many requests; wait and try again. */
  'rate-limited',
  /** The phone number or e-mail address is not one. */
  'invalid-destination',
  /** The message could not be delivered. */
  'delivery-failed',
  /** The person has no such factor. */
  'not-enrolled',
  /** The person has this factor already. */
  'already-enrolled',
  /** The name for the new device is in use. */
  'name-taken',
  /** No more devices can be added. */
  'limit-reached',
  /** The recovery codes were shown once, and cannot be shown again: new ones can be made. */
  'recovery-codes-shown',
  /** The browser gave no passkey: none was chosen, or time ran out. No browser tells which. */
  'passkey-cancelled',
  /** This device has a passkey of this account already. */
  'passkey-registered',
  /** The page may not ask for passkeys here: a frame without `allow`, or a policy. For developers. */
  'passkey-not-allowed',
  /** The page is on another domain than the backend's passkeys. For developers. */
  'passkey-wrong-domain',
  /** Nothing here can make or use the passkey that the backend wants. */
  'passkey-unavailable',
  /** The person said on their device that it was not them. */
  'push-denied',
  /** The backend wants a proof first, which the error's `proof` names. */
  'proof-required',
  /** The session is over: the person has to sign in again. */
  'unauthenticated',
  /** The page, or the server behind it, is set up wrongly. For developers; people are told to try later. */
  'misconfigured',
  /** No connection. */
  'network',
  /** No answer in time. */
  'timeout',
  /** The answer makes no sense. */
  'bad-response',
  /** Trouble on the server. */
  'server',
] as const;

/** One of the codes of an MfaError. */
export type MfaErrorCode = (typeof MFA_ERROR_CODES)[number];

/** The codes after which nobody knows whether the backend has done what it was told. */
export const UNCERTAIN: readonly MfaErrorCode[] = ['network', 'timeout', 'bad-response', 'server'];

export interface MfaErrorOptions {
  /** What a developer reads. Never shown to a person, never holds a code, secret or token. */
  message?: string;
  cause?: unknown;
  /** Epoch milliseconds (local clock) from which trying again makes sense. */
  retryAt?: number;
  /** How many attempts the backend still allows. */
  attemptsLeft?: number;
  /** What the backend wants to see, for `proof-required`. */
  proof?: ProofKind;
  /** The backend's own text for people, which is shown only where the page asks for it. */
  backendMessage?: string;
}

/** The one failure of every client call. Recognise it with {@link isMfaError}. */
export class MfaError extends Error {
  override readonly name = 'MfaError';
  readonly code: MfaErrorCode;
  readonly retryAt: number | undefined;
  readonly attemptsLeft: number | undefined;
  readonly proof: ProofKind | undefined;
  readonly backendMessage: string | undefined;

  constructor(code: MfaErrorCode, options: MfaErrorOptions = {}) {
    super(options.message ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAt = options.retryAt;
    this.attemptsLeft = options.attemptsLeft;
    this.proof = options.proof;
    this.backendMessage = options.backendMessage;
    // V8 keeps the frames of an error, and with them the code that they had in hand, until somebody reads the stack.
    for (const error of [this, options.cause]) if (error instanceof Error) Reflect.get(error, 'stack');
  }
}

/** Tells by shape, not by class: a page may hold two copies of this library. */
export function isMfaError(error: unknown): error is MfaError {
  if (!(error instanceof Error) || error.name !== 'MfaError') return false;
  return MFA_ERROR_CODES.some((code) => code === (error as Partial<MfaError>).code);
}

/** A failure of any kind as one of ours: what a page's own client throws is, to a person, trouble on the server. */
export function asMfaError(error: unknown): MfaError {
  return isMfaError(error) ? error : new MfaError('server', { message: 'the client failed', cause: error });
}
