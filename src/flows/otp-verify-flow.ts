import type { Challenge, Channel, MfaClient, Verification, VerifyOptions } from '../core/client.js';
import { systemClock, type Clock } from '../core/clock.js';
import { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import { noRecords } from '../core/record-store.js';
import { isSameChallenge } from '../core/same.js';
import { plainSchedule } from '../core/schedule.js';
import { Calls } from './calls.js';
import { clientSource, type ClientSource } from './client-option.js';
import { effectOf } from './failure-effect.js';
import { FlowStore, valueOf } from './flow.js';
import { checkCode, checkRecoveryCode, sendCode } from './otp-calls.js';
import type {
  OtpVerifyEvent,
  OtpVerifyFacts,
  OtpVerifyOptions,
  OtpVerifyState,
  OtpVerifyStatus,
} from './otp-verify-state.js';
import { ProofFlow } from './proof-flow.js';
import { Refusal } from './refusal.js';
import { SendSeries, type Sends } from './send-series.js';
import { waitAfter } from './wait-after.js';
import { Watch } from './watch.js';

const SECOND_MS = 1000;
const DEFAULT_EXPIRES_IN_S = 300;
const DEFAULT_RESEND_DELAY_S = 30;

type Phase = Exclude<OtpVerifyStatus, 'verifying' | 'proving' | 'resending'>;
type Check = (client: MfaClient, options: VerifyOptions) => Promise<Verification>;

/**
 * Checks a code: its time, its attempts, another code, another channel.
 *
 * ```ts
 * const flow = new OtpVerifyFlow({ client });
 * flow.adopt(await client.requestOtp({ channel: 'sms' }));
 * await flow.verify('123456'); // true, or false with flow.state.failure
 * ```
 */
export class OtpVerifyFlow extends FlowStore<OtpVerifyState, OtpVerifyEvent> {
  /** Asks the person to prove who they are, where the backend wants that along with a code. */
  readonly proof: ProofFlow;

  readonly #options: OtpVerifyOptions;
  readonly #clock: Clock;
  readonly #watch: Watch;
  readonly #client: ClientSource;
  readonly #calls = new Calls();
  readonly #series: SendSeries;
  readonly #refusal = new Refusal();

  #phase: Phase = 'idle';
  #call: 'verifying' | 'resending' | undefined;
  #challenge: Challenge | undefined;
  /** Whoever has sent the challenge checks it, also where the page has another client by then. */
  #sentBy: MfaClient | undefined;
  /** What the page has set last: frameworks set the same again, also when it is not the newest any more. */
  #set: Challenge | undefined;
  #expiresAt: Deadline | undefined;
  #expiryIsCertain = false;
  #mayHaveExpired = false;
  #blockedUntil: Deadline | undefined;
  #failure: MfaError | undefined;
  #refusals = 0;
  #right: { by: Channel | 'recovery-code'; verification: Verification } | undefined;
  #restoredKey: string | undefined;
  #unfollowProof: (() => void) | undefined;

  constructor(options: OtpVerifyOptions) {
    super(first(options));
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#watch = new Watch(options.schedule ?? plainSchedule(this.#clock), () => this.#onTime());
    this.#client = clientSource(options.client);
    this.#series = new SendSeries({
      clock: this.#clock,
      records: options.records ?? noRecords,
      recordKey: options.recordKey,
      resendDelay: () => valueOf(options.resendDelay) ?? DEFAULT_RESEND_DELAY_S,
    });
    this.proof = options.proof ?? new ProofFlow();
    this.#followProof();
    this.refresh();
  }

  /** The client for the next call, as far as it is known without waiting. */
  get client(): MfaClient | undefined {
    return this.#sentBy ?? this.#client.current;
  }

  /** How many codes were sent, and the wait: what whoever sends the next one has to know. */
  get sends(): Sends {
    return this.#series.sends;
  }

  /** The options may have changed: what hangs on them is looked at anew, and what an earlier page left is taken up. */
  refresh(): void {
    if (this.#phase === 'idle') {
      if (this.#channel === 'totp') this.#phase = 'ready';
      else this.#restore();
    }
    this.#show();
  }

  /** A code was sent, by whoever: this is its challenge. Always counts, also where a backend uses one id for all. */
  adopt(challenge: Challenge, by: { client?: MfaClient | undefined; sends?: Sends } = {}): void {
    if (this.#call) this.#giveUp();
    this.#take(challenge, by.client);
    const isMessage = challenge.channel !== 'totp';
    const expiresAt = challenge.expiresAt ?? (isMessage ? this.#likelyEnd : undefined);
    if (isMessage) this.#series.sent(challenge, expiresAt, by.sends);
    this.#begin(expiresAt);
  }

  /**
   * The page says which challenge this is about. The same again, by its content, changes nothing; nothing at all
   * forgets it. For a code that was just sent there is {@link OtpVerifyFlow.adopt}.
   */
  show(challenge: Challenge | undefined): void {
    if (challenge && (isSameChallenge(challenge, this.#set) || isSameChallenge(challenge, this.#challenge)))
      return;
    this.#set = challenge;
    if (!challenge) {
      this.reset();
      return;
    }
    if (this.#call) this.#giveUp();
    this.#take(challenge, undefined);
    const isMessage = challenge.channel !== 'totp';
    const expiresAt = isMessage ? this.#series.shown(challenge, this.#likelyEnd) : challenge.expiresAt;
    this.#begin(expiresAt);
  }

  /** Checks a code, which is kept nowhere. Resolves to whether it was right; does nothing while that is not possible. */
  async verify(code: string, options: { rememberDevice?: boolean } = {}): Promise<boolean> {
    const channel = this.#channel;
    const deviceName = valueOf(this.#options.deviceName);
    return this.#check(channel, options, (client, callOptions) =>
      checkCode(
        client,
        {
          code,
          challenge: this.#challenge,
          totp: channel === 'totp' ? { channel, ...(deviceName && { deviceName }) } : undefined,
          onChallenge: (challenge) => (this.#challenge = challenge),
        },
        callOptions,
      ),
    );
  }

  /** Checks a recovery code, which is kept nowhere. Resolves to whether it was right. */
  async recover(code: string, options: { rememberDevice?: boolean } = {}): Promise<boolean> {
    return this.#check('recovery-code', options, (client, callOptions) =>
      checkRecoveryCode(client, code, callOptions),
    );
  }

  /**
   * Sends another code, over the same channel or another. Resolves to whether it is on its way; does nothing while that
   * is not allowed.
   */
  async resend(channel: Channel = this.#channel): Promise<boolean> {
    if (!this.canResend || this.#series.resendAt) return false;
    this.#call = 'resending';
    this.#show();
    let sender: MfaClient | undefined;
    const outcome = await this.#calls.run(async (signal) => {
      sender = this.#sentBy ?? (await this.#client.resolve());
      return sendCode(sender, this.#challenge, channel, { signal });
    });
    if (!outcome) return false;
    this.#call = undefined;
    if ('error' in outcome) {
      this.#fail(outcome.error);
      return false;
    }
    this.adopt(outcome.value, { client: sender });
    this.emit({ type: 'sent', challenge: outcome.value });
    return true;
  }

  /** Whether another code may be asked for, but for the wait. */
  get canResend(): boolean {
    const { status, channel, resendsLeft } = this.state;
    return (status === 'ready' || status === 'expired') && channel !== 'totp' && resendsLeft;
  }

  /** What is in the field is not what was refused any more: what was said of that ends. */
  typed(): void {
    if (this.#refusal.typed()) this.forgive();
  }

  /** The person goes another way: what went wrong before is over. */
  forgive(): void {
    this.#refusal.begin();
    this.#failure = undefined;
    this.#show();
  }

  /** Forgets the challenge. The wait before another code stays. */
  reset(): void {
    this.#giveUp();
    this.#forget();
    this.#challenge = this.#set = this.#sentBy = this.#expiresAt = undefined;
    this.#mayHaveExpired = false;
    this.#blockedUntil = undefined;
    this.#phase = this.#channel === 'totp' ? 'ready' : 'idle';
    this.#show();
  }

  dispose(): void {
    this.#giveUp();
    this.#forget();
    if (this.#phase === 'verified') {
      // What the code has given is forgotten, and the challenge is spent.
      this.#challenge = this.#sentBy = undefined;
      this.#phase = this.#channel === 'totp' ? 'ready' : 'idle';
    }
    this.#watch.rest();
    this.#unfollowProof?.();
    this.#unfollowProof = undefined;
    this.#show();
  }

  protected override resume(): void {
    this.#followProof();
    this.#watch.wake();
    this.#onTime();
  }

  #restore(): void {
    const key = valueOf(this.#options.recordKey);
    if (key === this.#restoredKey) return;
    this.#restoredKey = key;
    const left = this.#series.restore();
    if (!left) return;
    this.#take(left.challenge, undefined);
    this.#begin(left.expiresAt);
  }

  #take(challenge: Challenge, client: MfaClient | undefined): void {
    this.#forget();
    this.#challenge = challenge;
    this.#sentBy = client;
    this.#blockedUntil = undefined;
  }

  #begin(expiresAt: number | undefined): void {
    this.#expiryIsCertain =
      this.#challenge?.expiresAt !== undefined || valueOf(this.#options.expiresIn) !== undefined;
    this.#expiresAt = Deadline.from(this.#clock, expiresAt);
    this.#mayHaveExpired = false;
    this.#phase = 'ready';
    this.#onTime();
  }

  get #channel(): Channel {
    return this.#challenge?.channel ?? valueOf(this.#options.channel) ?? 'sms';
  }

  get #likelyEnd(): number {
    const seconds = valueOf(this.#options.expiresIn) ?? DEFAULT_EXPIRES_IN_S;
    return this.#clock.now() + seconds * SECOND_MS;
  }

  async #check(by: Channel | 'recovery-code', options: VerifyOptions, call: Check): Promise<boolean> {
    const { state } = this;
    if (state.status !== 'ready' || (state.failure && this.#refusal.unchanged)) return false;
    this.#failure = undefined;
    this.#refusal.begin();
    this.#call = 'verifying';
    this.#show();
    const outcome = await this.#calls.run(async (signal) => {
      const client = this.#sentBy ?? (await this.#client.resolve());
      return this.proof.guard(
        client,
        (proof) => call(client, { ...options, signal, ...(proof && { proof }) }),
        signal,
      );
    });
    if (!outcome) return false;
    this.#call = undefined;
    if ('error' in outcome) {
      this.#fail(outcome.error);
      return false;
    }
    this.#series.end();
    this.#forget();
    this.#expiresAt = this.#blockedUntil = undefined;
    this.#right = { by, verification: outcome.value };
    this.#phase = 'verified';
    this.#show();
    this.emit({ type: 'verified', by });
    return true;
  }

  #fail(error: MfaError): void {
    const effect = effectOf(error.code, this.#channel === 'totp');
    this.#failure = error;
    this.#refusal.answered(effect === 'retype');
    if (error.code === 'invalid-code') this.#refusals++;
    if (effect === 'end') {
      this.#series.end();
      this.#phase = 'ended';
    }
    if (effect === 'void') {
      this.#void();
      // The wait that we only thought fit: without a code there is nothing to wait for.
      if (error.code !== 'too-many-attempts' && this.#challenge?.resendAt === undefined)
        this.#series.waitUntil(undefined);
    }
    const wait = waitAfter(error, this.#clock);
    if (wait) {
      this.#series.waitUntil(wait);
      if (effect === 'wait') {
        this.#blockedUntil = wait;
        this.#phase = 'blocked';
      }
    }
    // The time may have run out while the check was under way, which then decided for itself.
    if (this.#phase === 'ready' && this.#expiryIsCertain && this.#expiresAt?.isSurelyPast) this.#void();
    this.#show();
    this.emit({ type: 'failed', error });
  }

  #void(): void {
    this.#expiresAt = this.#blockedUntil = undefined;
    this.#phase = 'expired';
  }

  /** A deadline may have passed. */
  #onTime(): void {
    let hasExpired = false;
    if (this.#phase === 'blocked' && this.#blockedUntil?.isPast) {
      this.#blockedUntil = this.#failure = undefined;
      this.#phase = 'ready';
    }
    const isOpen = this.#phase === 'ready' || this.#phase === 'blocked';
    // A check that is under way decides for itself whether it came in time.
    if (isOpen && this.#expiresAt?.isPast && this.#call !== 'verifying') {
      if (this.#expiryIsCertain && this.#expiresAt.isSurelyPast) {
        this.#failure = undefined;
        this.#void();
        hasExpired = true;
      } else this.#mayHaveExpired = true;
    }
    this.#show();
    if (hasExpired) this.emit({ type: 'expired', channel: this.#channel });
  }

  #giveUp(): void {
    this.#calls.giveUp();
    this.proof.decline();
    this.#call = undefined;
  }

  /** What came of what was typed. */
  #forget(): void {
    this.#refusal.begin();
    this.#failure = this.#right = undefined;
    this.#refusals = 0;
  }

  /** A proof may be that of a flow around this one, which lives on. */
  #followProof(): void {
    this.#unfollowProof ??= this.proof.subscribe(() => this.#show());
  }

  /** Shows where it stands, and waits for what ends next. */
  #show(): void {
    const known: OtpVerifyFacts = {
      channel: this.#channel,
      challenge: this.#challenge,
      expiresAt: this.#expiresAt,
      expiryIsCertain: this.#expiryIsCertain,
      mayHaveExpired: this.#mayHaveExpired,
      sends: this.#series.count,
      resendAt: this.#series.resendAt,
      resendsLeft: this.#series.count <= (valueOf(this.#options.maxResends) ?? Infinity),
      refusals: this.#refusals,
      failure: this.#failure,
    };
    this.#wait(known);
    this.enter(this.#stateOf(known));
  }

  #stateOf(known: OtpVerifyFacts): OtpVerifyState {
    const isRefused = this.#failure !== undefined && this.#refusal.unchanged;
    if (this.#call === 'verifying' && !this.#options.proof && this.proof.isAsking)
      return { ...known, status: 'proving' };
    if (this.#call) return { ...known, status: this.#call };
    if (this.#phase === 'ready') return { ...known, status: 'ready', isRefused };
    if (this.#phase === 'blocked' && this.#blockedUntil)
      return { ...known, status: 'blocked', blockedUntil: this.#blockedUntil };
    if (this.#phase === 'verified' && this.#right) return { ...known, status: 'verified', ...this.#right };
    return { ...known, status: this.#phase as 'idle' | 'expired' | 'ended' };
  }

  #wait({ expiresAt, resendAt, mayHaveExpired }: OtpVerifyFacts): void {
    this.#watch.follow([mayHaveExpired ? undefined : expiresAt, resendAt, this.#blockedUntil]);
  }
}

function first({ channel }: OtpVerifyOptions): OtpVerifyState {
  return {
    status: 'idle',
    channel: valueOf(channel) ?? 'sms',
    challenge: undefined,
    expiresAt: undefined,
    expiryIsCertain: false,
    mayHaveExpired: false,
    sends: 0,
    resendAt: undefined,
    resendsLeft: true,
    refusals: 0,
    failure: undefined,
  };
}
