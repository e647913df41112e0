import { CallController, type CallOutcome } from '../../../controllers/call-controller.js';
import { CountdownController } from '../../../controllers/countdown-controller.js';
import type { Challenge, Channel, MfaClient, Verification, VerifyOptions } from '../../../core/client.js';
import type { MfaError } from '../../../core/mfa-error.js';
import { checkCode, checkRecoveryCode, sendCode } from '../../../core/otp-flow.js';
import { LateProof } from '../../proof/late-proof.js';
import type { VerifyHost } from '../verify-host.js';
import { effectOf, type FailureEffect } from './failure-effect.js';

const SECOND_MS = 1000;
/** A wait is read rarely. */
const WAIT_SPOKEN_AT_MS = Array.from({ length: 40 }, (_, index) => (index + 1) * 30 * SECOND_MS);

export interface VerifyCallsOptions {
  onWaiting: (remainingMs: number) => void;
  onWaited: () => void;
}

type Work<Result> = (client: MfaClient, signal: AbortSignal) => Promise<Result>;

/** The calls of one verification, and what a failure does to it. Owns the wait of somebody who is locked out. */
export class VerifyCalls {
  readonly wait: CountdownController;
  /** What a locked account wants to see along with the next attempt. */
  readonly proof: LateProof;
  readonly #host: VerifyHost;
  readonly #options: VerifyCallsOptions;
  readonly #check: CallController<[work: Work<Verification>], Verification>;
  readonly #send: CallController<[work: Work<Challenge>], Challenge>;

  constructor(host: VerifyHost, options: VerifyCallsOptions) {
    this.#host = host;
    this.#options = options;
    const { element, session, clock, callable, client, text, errorText, voice } = host;
    this.wait = new CountdownController(element, {
      clock,
      thresholds: () => WAIT_SPOKEN_AT_MS,
      onThreshold: options.onWaiting,
      onEnd: () => this.#onWaited(),
    });
    const isAtIt = (): boolean => element.matches(':focus-within');
    this.proof = new LateProof(element, {
      text,
      errorText,
      client,
      takesFocus: isAtIt,
      onChange: (asking) => {
        const byPerson = isAtIt();
        if (asking) {
          session.busy = 'proving';
          if (!byPerson) voice.say(text('proofTitle'));
        } else if (session.busy === 'proving') {
          session.busy = 'verifying';
          if (byPerson) void this.#goOn();
        }
        element.requestUpdate();
      },
    });
    session.endWait = () => (this.wait.deadline = undefined);
    this.#check = new CallController(element, async (signal, work) => work(await callable(), signal));
    this.#send = new CallController(element, async (signal, work) => work(await callable(), signal));
  }

  /** What a failure does to what was typed. */
  effectOf(error: MfaError): FailureEffect {
    return effectOf(error.code, this.#host.channel() === 'totp');
  }

  /** Checks a code. Nothing comes back where a check is under way or was given up. */
  async verify(code: string, options: Omit<VerifyOptions, 'signal'>): Promise<CallOutcome<Verification>> {
    const { element, session, channel } = this.#host;
    const { deviceName } = element;
    return this.#conclude((client, signal) =>
      this.proof.guard(
        (proof) =>
          checkCode(
            client,
            {
              code,
              challenge: session.challenge,
              totp:
                channel() === 'totp' ? { channel: 'totp', ...(deviceName ? { deviceName } : {}) } : undefined,
              onChallenge: (challenge) => (session.challenge = challenge),
            },
            { ...options, signal, ...(proof && { proof }) },
          ),
        signal,
      ),
    );
  }

  /** Checks a recovery code. */
  async recover(code: string, options: Omit<VerifyOptions, 'signal'>): Promise<CallOutcome<Verification>> {
    return this.#conclude((client, signal) =>
      this.proof.guard(
        (proof) => checkRecoveryCode(client, code, { ...options, signal, ...(proof && { proof }) }),
        signal,
      ),
    );
  }

  /** Sends another code and adopts its challenge. */
  async send(channel: Channel): Promise<CallOutcome<Challenge>> {
    const { session } = this.#host;
    const outcome = await this.#run('resending', this.#send, (client, signal) =>
      sendCode(client, session.challenge, channel, { signal }),
    );
    if (outcome && 'value' in outcome) session.adopt(outcome.value);
    else if (outcome) this.#fail(outcome.error);
    return outcome;
  }

  /** The button that was pressed goes away with the question: the one for the code takes the focus. */
  async #goOn(): Promise<void> {
    const { element } = this.#host;
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>('[part=submit]')?.focus();
  }

  async #run<Result>(
    name: 'verifying' | 'resending',
    call: CallController<[work: Work<Result>], Result>,
    work: Work<Result>,
  ): Promise<CallOutcome<Result>> {
    const { session } = this.#host;
    if (session.busy) return undefined;
    session.busy = name;
    const outcome = await call.run(work);
    // One that was given up has ended with its element, which may be in a page again, with another.
    if (outcome) session.busy = undefined;
    return outcome;
  }

  async #conclude(work: Work<Verification>): Promise<CallOutcome<Verification>> {
    const { session } = this.#host;
    const outcome = await this.#run('verifying', this.#check, work);
    if (outcome && 'value' in outcome) {
      session.resends.end();
      session.wipe();
      session.verification = outcome.value;
      session.expiry.deadline = undefined;
      session.enter('verified');
    } else if (outcome) {
      this.#fail(outcome.error);
    }
    return outcome;
  }

  #fail(error: MfaError): void {
    const { element, session, clock, clear } = this.#host;
    const { resends, expiry, challenge } = session;
    const effect = this.effectOf(error);
    const { retryAt } = error;
    session.failure = error;
    if (error.code === 'invalid-code') session.refusals++;
    if (effect === 'end') {
      resends.end();
      clear();
      session.enter('ended');
    }
    if (effect === 'void') {
      session.void();
      // The wait that we only thought fit: without a code there is nothing to wait for.
      if (error.code !== 'too-many-attempts' && challenge?.resendAt === undefined) resends.waitUntil();
    }
    if (retryAt !== undefined) {
      resends.waitUntil(retryAt);
      if (effect === 'wait' && retryAt > clock().now()) {
        this.wait.deadline = retryAt;
        session.enter('blocked');
      }
    }
    // The time may have run out while the check was under way, which then decided for itself.
    const isOver = session.expiryCertain && expiry.deadline !== undefined && !expiry.running;
    if (session.phase === 'ready' && isOver) session.void();
    element.requestUpdate();
  }

  #onWaited(): void {
    const { session } = this.#host;
    if (session.phase !== 'blocked') return;
    session.failure = undefined;
    session.enter('ready');
    this.#options.onWaited();
  }
}
