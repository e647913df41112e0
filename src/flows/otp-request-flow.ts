import type { Challenge, MfaClient, OtpRequest } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import { CallingFlow } from './calling-flow.js';
import type { CallingOptions } from './calling-options.js';
import { Calls } from './calls.js';
import { requestCode } from './otp-calls.js';
import { guarded } from './proof-flow.js';
import { SendSeries, type Sends, type SendSeriesOptions } from './send-series.js';
import { waitAfter } from './wait-after.js';

/** Where the request for a code can be. */
export const OTP_REQUEST_STATUSES = [
  /** The person chooses, or waits until another code may be asked for. */
  'idle',
  /** The backend is asked to send a code. */
  'sending',
  /** The backend wants a proof first: see `flow.proof`. */
  'proving',
  /** A code is on its way. */
  'sent',
] as const;
export type OtpRequestStatus = (typeof OTP_REQUEST_STATUSES)[number];

interface OtpRequestFacts {
  /** What went wrong last. */
  readonly failure: MfaError | undefined;
  /** Until when no code may be asked for; nothing where it may be at once. */
  readonly resendAt: Deadline | undefined;
}

export type OtpRequestState =
  | (OtpRequestFacts & { readonly status: 'idle' | 'sending' | 'proving' })
  | (OtpRequestFacts & { readonly status: 'sent'; readonly challenge: Challenge });

export type OtpRequestEvent =
  /** Hand the challenge to whatever checks the code: `verifyFlow.adopt(challenge, { client, sends })`. */
  | {
      readonly type: 'sent';
      readonly challenge: Challenge;
      readonly client: MfaClient;
      readonly sends: Sends;
    }
  | { readonly type: 'failed'; readonly error: MfaError };

export type OtpRequestOptions = CallingOptions & SendSeriesOptions;

/**
 * Asks a backend to send a code, and keeps to the wait between two.
 *
 * ```ts
 * const flow = new OtpRequestFlow({ client });
 * flow.onEvent((event) => event.type === 'sent' && verifyFlow.adopt(event.challenge, event));
 * await flow.send({ channel: 'sms' }); // true, or false with flow.state.failure
 * ```
 */
export class OtpRequestFlow extends CallingFlow<OtpRequestState, OtpRequestEvent> {
  readonly #calls = new Calls();
  readonly #series: SendSeries;
  #challenge: Challenge | undefined;
  #failure: MfaError | undefined;

  constructor(options: OtpRequestOptions) {
    super({ status: 'idle', failure: undefined, resendAt: undefined }, options);
    this.#series = new SendSeries(this.clock, options);
    this.refresh();
  }

  /** The options may have changed: the wait that an earlier page left is taken up. */
  refresh(): void {
    this.#series.restore();
    this.present();
  }

  /** Asks for a code. Resolves to whether one is on its way; does nothing while that is not allowed. */
  async send(request: OtpRequest): Promise<boolean> {
    if (this.state.status !== 'idle' || this.#series.resendAt) return false;
    this.#failure = undefined;
    const sending = this.#calls.run(async (signal) => {
      const client = await this.source.resolve();
      const challenge = await guarded({ client, proof: this.proof, signal }, (options) =>
        requestCode(client, request, options),
      );
      return { client, challenge };
    });
    this.present();
    const outcome = await sending;
    if (!outcome) return false;
    if ('error' in outcome) {
      const { error } = outcome;
      this.#failure = error;
      const wait = waitAfter(error, this.clock);
      if (wait) this.#series.waitUntil(wait);
      this.present();
      this.emit({ type: 'failed', error });
      return false;
    }
    const { client, challenge } = outcome.value;
    this.#challenge = challenge;
    this.#series.sent(challenge, challenge.expiresAt);
    this.present();
    this.emit({ type: 'sent', challenge, client, sends: this.#series.sends });
    return true;
  }

  /** Whatever checks the code has taken a challenge up from before a reload: there is nothing to ask for. */
  resumed(challenge: Challenge): void {
    this.#challenge = challenge;
    this.present();
  }

  /**
   * Back to the choice. A wait that runs goes on.
   *
   * @param sends - What whoever checked the code has sent since.
   */
  again(sends?: Sends): void {
    this.#challenge = this.#failure = undefined;
    if (sends) this.#series.follow(sends);
    this.present();
  }

  /** The person chooses something else: what went wrong before is over. */
  forgive(): void {
    this.#failure = undefined;
    this.present();
  }

  protected leave(): void {
    this.#calls.giveUp();
    this.proof.decline();
  }

  protected present(): void {
    const facts: OtpRequestFacts = { failure: this.#failure, resendAt: this.#series.resendAt };
    this.watch.follow([facts.resendAt]);
    if (this.#calls.busy) this.enter({ ...facts, status: this.proving.isAsking ? 'proving' : 'sending' });
    else if (this.#challenge) this.enter({ ...facts, status: 'sent', challenge: this.#challenge });
    else this.enter({ ...facts, status: 'idle' });
  }
}
