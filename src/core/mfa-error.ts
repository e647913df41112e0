import type { ProofKind } from './client.js';
import type { MfaErrorCode } from './mfa-error-codes.js';

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
