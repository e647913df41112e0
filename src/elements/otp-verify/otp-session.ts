import type { ReactiveControllerHost } from 'lit';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { ResendController } from '../../controllers/resend-controller.js';
import type { Challenge, Verification } from '../../core/client.js';
import type { Clock } from '../../core/clock.js';
import type { MfaError } from '../../core/mfa-error.js';
import type { OtpVerifyPhase, OtpVerifyStatus } from './otp-verify-status.js';

const SECOND_MS = 1000;
/** Time left at which it is said aloud; the end is said besides. */
const EXPIRY_SPOKEN_AT_MS = [600, 300, 60, 30].map((seconds) => seconds * SECOND_MS);

/** After so many codes, other channels are offered. */
export const SENDS_BEFORE_OTHER_CHANNELS = 3;

/** What the element tells its session, and what it wants to hear. */
export interface OtpSessionOptions {
  clock: () => Clock;
  /** Seconds for which a code is good where the backend does not say, and whether the page is sure of it. */
  lifetime: () => { seconds: number; certain: boolean };
  firstResendDelaySeconds: () => number;
  recordKey: () => string | undefined;
  /** The code in the field is void or done with. */
  onClear: () => void;
  onSoon: (remainingMs: number) => void;
  onExpired: (certain: boolean) => void;
  onResendReady: () => void;
}

type CallName = Exclude<OtpVerifyStatus, OtpVerifyPhase>;

/**
 * One verification: its challenge and its times. Owns no words, no field and no events; those are the element's. Its
 * calls, and what a failure does to it, come with the late part, see `late/verify-calls.ts`.
 */
export class OtpSession {
  phase: OtpVerifyPhase = 'idle';
  failure: MfaError | undefined;
  /** What the backend gave for the right code. */
  verification: Verification | undefined;
  challenge: Challenge | undefined;
  /** Whether the time that the countdown shows is known, and not only likely. */
  expiryCertain = false;
  /** The call that is under way. */
  busy: CallName | undefined;
  /** How many codes were refused since the last challenge. */
  refusals = 0;
  /** Ends the wait of somebody who is locked out. */
  endWait: (() => void) | undefined;

  readonly expiry: CountdownController;
  readonly resends: ResendController;
  readonly #host: ReactiveControllerHost;
  readonly #options: OtpSessionOptions;
  #restoredKey: string | undefined;

  constructor(host: ReactiveControllerHost & Element, options: OtpSessionOptions) {
    this.#host = host;
    this.#options = options;
    const { clock } = options;
    this.expiry = new CountdownController(host, {
      clock,
      thresholds: () => EXPIRY_SPOKEN_AT_MS,
      onThreshold: options.onSoon,
      onEnd: () => this.#onExpired(),
    });
    this.resends = new ResendController(host, {
      clock,
      recordKey: options.recordKey,
      firstDelaySeconds: options.firstResendDelaySeconds,
      onReady: options.onResendReady,
    });
  }

  get status(): OtpVerifyStatus {
    return this.busy ?? this.phase;
  }

  /** Takes up what an earlier life of the page left, once. */
  restore(): void {
    const key = this.#options.recordKey();
    if (key === this.#restoredKey) return;
    this.#restoredKey = key;
    const left = this.resends.restore();
    if (left) this.#take(left.challenge, left.expiresAt);
  }

  /** A code was sent. */
  adopt(challenge: Challenge): void {
    const isMessage = challenge.channel !== 'totp';
    const assumed = this.#options.clock().now() + this.#options.lifetime().seconds * SECOND_MS;
    const expiresAt = challenge.expiresAt ?? (isMessage ? assumed : undefined);
    this.#take(challenge, expiresAt);
    if (isMessage) this.resends.sent(challenge, expiresAt);
  }

  /** Forgets the challenge. The wait before another code stays. */
  reset(): void {
    this.wipe();
    this.challenge = this.expiry.deadline = undefined;
    this.endWait?.();
    this.enter('idle');
  }

  /** Forgets what was typed and what came of it. */
  wipe(): void {
    this.#options.onClear();
    this.failure = this.verification = undefined;
    this.refusals = 0;
  }

  /** The code is good for nothing any more. */
  void(): void {
    this.#options.onClear();
    this.expiry.deadline = undefined;
    this.endWait?.();
    this.enter('expired');
  }

  enter(phase: OtpVerifyPhase): void {
    this.phase = phase;
    this.#host.requestUpdate();
  }

  #take(challenge: Challenge, expiresAt: number | undefined): void {
    this.wipe();
    this.challenge = challenge;
    this.expiryCertain = challenge.expiresAt !== undefined || this.#options.lifetime().certain;
    this.endWait?.();
    this.enter('ready');
    this.expiry.deadline = expiresAt;
    if (expiresAt !== undefined && !this.expiry.running) this.#onExpired();
  }

  #onExpired(): void {
    // A check that is under way decides for itself whether it came in time.
    if (this.busy === 'verifying' || (this.phase !== 'ready' && this.phase !== 'blocked')) return;
    if (this.expiryCertain) {
      this.failure = undefined;
      this.void();
    }
    this.#host.requestUpdate();
    this.#options.onExpired(this.expiryCertain);
  }
}
