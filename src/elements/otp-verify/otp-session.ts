import type { ReactiveControllerHost } from 'lit';
import { CallController, type CallOutcome } from '../../controllers/call-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { ResendController } from '../../controllers/resend-controller.js';
import type { Challenge, Channel, MfaClient, Verification, VerifyOptions } from '../../core/client.js';
import type { Clock } from '../../core/clock.js';
import type { MfaError } from '../../core/mfa-error.js';
import { checkCode, checkRecoveryCode, sendCode } from '../../core/otp-flow.js';
import {
  effectOf,
  type FailureEffect,
  type OtpVerifyPhase,
  type OtpVerifyStatus,
} from './otp-verify-status.js';

const SECOND_MS = 1000;
/** Time left at which it is said aloud; the end is said besides. */
const EXPIRY_SPOKEN_AT_MS = [600, 300, 60, 30].map((seconds) => seconds * SECOND_MS);
/** A wait is read rarely. */
const WAIT_SPOKEN_AT_MS = Array.from({ length: 40 }, (_, index) => (index + 1) * 30 * SECOND_MS);

/** What the element tells its session, and what it wants to hear. */
export interface OtpSessionOptions {
  clock: () => Clock;
  client: () => Promise<MfaClient>;
  /** Whether codes come from an authenticator app, and which device is asked. */
  totp: () => { deviceName?: string } | undefined;
  /** Seconds for which a code is good where the backend does not say, and whether the page is sure of it. */
  lifetime: () => { seconds: number; certain: boolean };
  firstResendDelaySeconds: () => number;
  recordKey: () => string | undefined;
  /** The code in the field is void or done with. */
  onClear: () => void;
  onSoon: (remainingMs: number) => void;
  onExpired: (certain: boolean) => void;
  onWaiting: (remainingMs: number) => void;
  onWaited: () => void;
  onResendReady: () => void;
}

/**
 * The states of one verification: its challenge, its times, its calls, and what a failure does. Owns no words, no
 * field and no events; those are the element's.
 */
export class OtpSession {
  phase: OtpVerifyPhase = 'idle';
  failure: MfaError | undefined;
  /** How many codes were refused since the last challenge. */
  refusals = 0;
  /** What the backend gave for the right code. */
  verification: Verification | undefined;

  readonly expiry: CountdownController;
  readonly wait: CountdownController;
  readonly resends: ResendController;
  readonly #host: ReactiveControllerHost & Element;
  readonly #options: OtpSessionOptions;
  readonly #check: CallController<
    [call: (client: MfaClient, options: VerifyOptions) => Promise<Verification>],
    Verification
  >;
  readonly #send: CallController<[channel: Channel], Challenge>;
  #challenge: Challenge | undefined;
  #restoredKey: string | undefined;
  #certain = false;

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
    this.wait = new CountdownController(host, {
      clock,
      thresholds: () => WAIT_SPOKEN_AT_MS,
      onThreshold: options.onWaiting,
      onEnd: () => this.#onWaited(),
    });
    this.resends = new ResendController(host, {
      clock,
      recordKey: options.recordKey,
      firstDelaySeconds: options.firstResendDelaySeconds,
      onReady: options.onResendReady,
    });
    this.#check = new CallController(host, async (signal, call) => call(await options.client(), { signal }));
    this.#send = new CallController(host, async (signal, channel) =>
      sendCode(await options.client(), this.#challenge, channel, { signal }),
    );
  }

  get challenge(): Challenge | undefined {
    return this.#challenge;
  }

  get status(): OtpVerifyStatus {
    if (this.#check.pending) return 'verifying';
    return this.#send.pending ? 'resending' : this.phase;
  }

  /** Whether the time that the countdown shows is known, and not only likely. */
  get expiryCertain(): boolean {
    return this.#certain;
  }

  /** What a failure does to what was typed. */
  effectOf(error: MfaError): FailureEffect {
    return effectOf(error.code, this.#options.totp() !== undefined);
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

  /** Checks a code. Nothing comes back where a check is under way or was given up. */
  async verify(code: string, options: Omit<VerifyOptions, 'signal'>): Promise<CallOutcome<Verification>> {
    const totp = this.#options.totp();
    return this.#conclude(
      await this.#check.run((client, { signal }) =>
        checkCode(
          client,
          {
            code,
            challenge: this.#challenge,
            totp: totp && { channel: 'totp', ...totp },
            onChallenge: (challenge) => (this.#challenge = challenge),
          },
          { ...options, ...(signal && { signal }) },
        ),
      ),
    );
  }

  /** Checks a recovery code. */
  async recover(code: string, options: Omit<VerifyOptions, 'signal'>): Promise<CallOutcome<Verification>> {
    return this.#conclude(
      await this.#check.run((client, { signal }) =>
        checkRecoveryCode(client, code, { ...options, ...(signal && { signal }) }),
      ),
    );
  }

  /** Sends another code and adopts its challenge. */
  async send(channel: Channel): Promise<CallOutcome<Challenge>> {
    const outcome = await this.#send.run(channel);
    if (outcome && 'value' in outcome) this.adopt(outcome.value);
    else if (outcome) this.#fail(outcome.error);
    return outcome;
  }

  /** Forgets the challenge. The wait before another code stays. */
  reset(): void {
    this.wipe();
    this.#challenge = undefined;
    this.expiry.deadline = this.wait.deadline = undefined;
    this.#enter('idle');
  }

  /** Forgets what was typed and what came of it. */
  wipe(): void {
    this.#options.onClear();
    this.failure = this.verification = undefined;
    this.refusals = 0;
  }

  #take(challenge: Challenge, expiresAt: number | undefined): void {
    this.wipe();
    this.#challenge = challenge;
    this.#certain = challenge.expiresAt !== undefined || this.#options.lifetime().certain;
    this.wait.deadline = undefined;
    this.#enter('ready');
    this.expiry.deadline = expiresAt;
    if (expiresAt !== undefined && !this.expiry.running) this.#onExpired();
  }

  #conclude(outcome: CallOutcome<Verification>): CallOutcome<Verification> {
    if (outcome && 'value' in outcome) {
      this.resends.end();
      this.wipe();
      this.verification = outcome.value;
      this.expiry.deadline = undefined;
      this.#enter('verified');
    } else if (outcome) {
      this.#fail(outcome.error);
    }
    return outcome;
  }

  #fail(error: MfaError): void {
    this.failure = error;
    const effect = this.effectOf(error);
    const { retryAt } = error;
    if (error.code === 'invalid-code') this.refusals++;
    if (effect === 'end') {
      this.resends.end();
      this.#options.onClear();
      this.#enter('ended');
    }
    if (effect === 'void') {
      this.#void();
      // The wait that we only thought fit: without a code there is nothing to wait for.
      if (error.code !== 'too-many-attempts' && this.#challenge?.resendAt === undefined)
        this.resends.waitUntil();
    }
    if (retryAt !== undefined) {
      this.resends.waitUntil(retryAt);
      if (effect === 'wait' && retryAt > this.#options.clock().now()) {
        this.wait.deadline = retryAt;
        this.#enter('blocked');
      }
    }
    // The time may have run out while the check was under way, which then decided for itself.
    const isOver = this.#certain && this.expiry.deadline !== undefined && !this.expiry.running;
    if (this.phase === 'ready' && isOver) this.#void();
    this.#host.requestUpdate();
  }

  #onExpired(): void {
    if (this.#check.pending || (this.phase !== 'ready' && this.phase !== 'blocked')) return;
    if (this.#certain) {
      this.failure = undefined;
      this.#void();
    }
    this.#host.requestUpdate();
    this.#options.onExpired(this.#certain);
  }

  #onWaited(): void {
    if (this.phase !== 'blocked') return;
    this.failure = undefined;
    this.#enter('ready');
    this.#options.onWaited();
  }

  #void(): void {
    this.#options.onClear();
    this.expiry.deadline = this.wait.deadline = undefined;
    this.#enter('expired');
  }

  #enter(phase: OtpVerifyPhase): void {
    this.phase = phase;
    this.#host.requestUpdate();
  }
}
