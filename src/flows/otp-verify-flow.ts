import type { Challenge, Channel, MfaClient, Verification, VerifyOptions } from '../core/client.js';
import { timeOf, type Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import { verificationOf } from './answers.js';
import { CallingFlow } from './calling-flow.js';
import { Calls } from './calls.js';
import { effectOf } from './failure-effect.js';
import { valueOf } from './flow.js';
import { HeldChallenge } from './held-challenge.js';
import { Lifetime } from './lifetime.js';
import { checkCode, checkRecoveryCode, sendCode } from './otp-calls.js';
import {
  NOTHING_KNOWN,
  type OtpVerifyEvent,
  type OtpVerifyFacts,
  type OtpVerifyOptions,
  type OtpVerifyRest,
  type OtpVerifyState,
} from './otp-verify-state.js';
import { guarded } from './proof-flow.js';
import { Refusal } from './refusal.js';
import { SendSeries, type Sends } from './send-series.js';
import { waitAfter } from './wait-after.js';

type Phase = OtpVerifyRest | { readonly status: 'ready' };
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
export class OtpVerifyFlow extends CallingFlow<OtpVerifyState, OtpVerifyEvent> {
  readonly #options: OtpVerifyOptions;
  readonly #held: HeldChallenge;
  readonly #calls = new Calls();
  readonly #series: SendSeries;
  readonly #refusal = new Refusal();
  readonly #lifetime: Lifetime;

  #phase: Phase = { status: 'idle' };
  /** Over which channel codes are to come, by the options as they were last looked at. */
  #wanted: Channel;
  /** Where it goes on when a wait is over. */
  #unblocked: Phase = this.#phase;
  #call: 'verifying' | 'resending' | undefined;
  #failure: MfaError | undefined;
  #refusals = 0;

  constructor(options: OtpVerifyOptions) {
    super({ ...NOTHING_KNOWN, status: 'idle', channel: valueOf(options.channel) ?? 'sms' }, options);
    this.#options = options;
    this.#held = new HeldChallenge(this.source);
    this.#series = new SendSeries(this.clock, options);
    this.#lifetime = new Lifetime(this.clock, options.expiresIn);
    this.#wanted = this.#wantedNow;
    this.refresh();
  }

  /** The client for the next call, as far as it is known without waiting. */
  override get client(): MfaClient | undefined {
    return this.#held.client;
  }

  /** How many codes were sent, and the wait: what whoever sends the next one has to know. */
  get sends(): Sends {
    return this.#series.sends;
  }

  /** The options may have changed: what hangs on them is looked at anew, and what an earlier page left is taken up. */
  refresh(): void {
    const { status } = this.#phase;
    const wanted = this.#wantedNow;
    // A code that was sent is checked all the same; an app's was asked for by nobody.
    const isSent = this.#held.current && this.#channel !== 'totp';
    if (wanted !== this.#wanted && !isSent && status !== 'ended' && status !== 'verified') this.reset();
    this.#wanted = wanted;
    if (this.#phase.status === 'idle') {
      const left = this.#channel === 'totp' ? undefined : this.#series.restore();
      if (left) this.#begin(left.challenge, left.expiresAt);
      else this.#rest();
    }
    this.present();
  }

  /** A code was sent, by whoever: this is its challenge. Always counts, also where a backend uses one id for all. */
  adopt(challenge: Challenge, by: { client?: MfaClient | undefined; sends?: Sends } = {}): void {
    const expiresAt = timeOf(challenge.expiresAt) ?? this.#lifetime.likelyEnd;
    if (challenge.channel !== 'totp') this.#series.sent(challenge, expiresAt, by.sends);
    this.#begin(challenge, expiresAt, by.client);
  }

  /**
   * The page says which challenge this is about. The same again, by its content, changes nothing; nothing at all
   * forgets it. For a code that was just sent there is {@link OtpVerifyFlow.adopt}.
   */
  show(challenge: Challenge | undefined): void {
    if (!this.#held.isSet(challenge)) return;
    if (!challenge) {
      this.reset();
      return;
    }
    const isMessage = challenge.channel !== 'totp';
    this.#begin(challenge, isMessage ? this.#series.shown(challenge, this.#lifetime.likelyEnd) : undefined);
  }

  /** Checks a code, which is kept nowhere. Resolves to whether it was right; does nothing while that is not possible. */
  async verify(code: string, options: { rememberDevice?: boolean } = {}): Promise<boolean> {
    const channel = this.#channel;
    const deviceName = valueOf(this.#options.deviceName);
    const totp = channel === 'totp' ? { channel, ...(deviceName && { deviceName }) } : undefined;
    return this.#check(channel, options, (client, callOptions) =>
      checkCode(client, { code, held: this.#held, totp }, callOptions),
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
    const sent = await this.#run('resending', async (client, signal) => ({
      client,
      challenge: await sendCode(client, this.#held.current, channel, { signal }),
    }));
    if (!sent) return false;
    this.adopt(sent.challenge, sent);
    this.emit({ type: 'sent', challenge: sent.challenge });
    return true;
  }

  /** Whether another code may be asked for, but for the wait. */
  get canResend(): boolean {
    const { status, channel, challenge, resendsLeft } = this.state;
    const isPossible = channel !== 'totp' && challenge?.canResend !== false && resendsLeft;
    return (status === 'ready' || status === 'expired') && isPossible;
  }

  /** What is in the field is not what was refused any more: what was said of that ends. */
  typed(): void {
    if (this.#refusal.typed()) this.forgive();
  }

  /** The person goes another way: what went wrong before is over. */
  forgive(): void {
    this.#refusal.begin();
    this.#failure = undefined;
    this.present();
  }

  /** Forgets the challenge. The wait before another code stays. */
  reset(): void {
    this.#giveUp();
    this.#forget();
    this.#held.forget();
    this.#lifetime.end();
    this.#rest();
    this.present();
  }

  protected leave(): void {
    this.#giveUp();
    this.#forget();
    if (this.#phase.status === 'verified') {
      // What the code has given is forgotten, and the challenge is spent.
      this.#held.take(undefined);
      this.#rest();
    }
  }

  /** Without a challenge. */
  #rest(): void {
    this.#phase = { status: this.#channel === 'totp' ? 'ready' : 'idle' };
  }

  #begin(challenge: Challenge, expiresAt: number | undefined, client?: MfaClient): void {
    if (this.#call) this.#giveUp();
    this.#forget();
    this.#held.take(challenge, client);
    // An app shows another code by itself, and its challenge is started anew where it is over.
    if (challenge.channel === 'totp') this.#lifetime.end();
    else this.#lifetime.begin(expiresAt, timeOf(challenge.expiresAt) !== undefined);
    this.#phase = { status: 'ready' };
    this.onTime();
  }

  get #channel(): Channel {
    return this.#held.current?.channel ?? this.#wantedNow;
  }

  get #wantedNow(): Channel {
    return valueOf(this.#options.channel) ?? 'sms';
  }

  async #check(by: Channel | 'recovery-code', options: VerifyOptions, call: Check): Promise<boolean> {
    const { state } = this;
    if (state.status !== 'ready' || (state.failure && this.#refusal.unchanged)) return false;
    this.#failure = undefined;
    this.#refusal.begin();
    const right = await this.#run('verifying', async (client, signal) => ({
      verification: verificationOf(
        await guarded({ client, proof: this.proof, signal }, (more) => call(client, { ...options, ...more })),
      ),
    }));
    if (!right) return false;
    this.#series.end();
    this.#forget();
    this.#lifetime.end();
    this.#phase = { status: 'verified', by, ...right };
    this.present();
    this.emit({ type: 'verified', by });
    return true;
  }

  /** Makes the one call that there may be. Nothing comes of one that fails or is given up. */
  async #run<Result extends object>(
    call: 'verifying' | 'resending',
    work: (client: MfaClient, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result | undefined> {
    this.#call = call;
    const running = this.#calls.run(async (signal) => {
      const client = await this.#held.resolve();
      signal.throwIfAborted();
      return work(client, signal);
    });
    this.present();
    const outcome = await running;
    if (!outcome) return undefined;
    this.#call = undefined;
    if ('value' in outcome) return outcome.value;
    this.#fail(outcome.error);
    return undefined;
  }

  #fail(error: MfaError): void {
    const effect = effectOf(error.code, this.#channel === 'totp');
    this.#failure = error;
    this.#refusal.answered(effect === 'retype');
    if (error.code === 'invalid-code') this.#refusals++;
    if (effect === 'end') {
      this.#series.end();
      this.#phase = { status: 'ended' };
    }
    if (effect === 'void') {
      this.#void();
      // The wait that we only thought fit: without a code there is nothing to wait for.
      if (error.code !== 'too-many-attempts' && this.#held.current?.resendAt === undefined)
        this.#series.waitUntil(undefined);
    }
    const wait = waitAfter(error, this.clock);
    if (wait) {
      this.#series.waitUntil(wait);
      if (effect === 'wait') {
        this.#unblocked = this.#phase;
        this.#phase = { status: 'blocked', blockedUntil: wait };
      }
    }
    // The time may have run out while the check was under way, which then decided for itself.
    if (this.#phase.status === 'ready' && this.#lifetime.isOver) this.#void();
    this.present();
    this.emit({ type: 'failed', error });
  }

  #void(): void {
    this.#lifetime.end();
    this.#phase = { status: 'expired' };
  }

  /** A deadline may have passed. */
  protected override onTime(): void {
    let hasExpired = false;
    if (this.#blockedUntil?.isPast) {
      this.#failure = undefined;
      this.#phase = this.#unblocked;
    }
    const isOpen = this.#phase.status === 'ready' || this.#phase.status === 'blocked';
    // A check that is under way decides for itself whether it came in time.
    if (isOpen && this.#call !== 'verifying') {
      this.#lifetime.look();
      if (this.#lifetime.isOver) {
        this.#failure = undefined;
        this.#void();
        hasExpired = true;
      }
    }
    this.present();
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
    this.#failure = undefined;
    this.#refusals = 0;
  }

  get #blockedUntil(): Deadline | undefined {
    return this.#phase.status === 'blocked' ? this.#phase.blockedUntil : undefined;
  }

  /** Shows where it stands, and waits for what ends next. */
  protected present(): void {
    const known: OtpVerifyFacts = {
      channel: this.#channel,
      challenge: this.#held.current,
      ...this.#lifetime.facts,
      sends: this.#series.count,
      resendAt: this.#series.resendAt,
      resendsLeft: this.#series.count <= (valueOf(this.#options.maxResends) ?? Infinity),
      refusals: this.#refusals,
      failure: this.#failure,
    };
    this.watch.follow([this.#lifetime.next, known.resendAt, this.#blockedUntil]);
    this.enter(this.#stateOf(known));
  }

  #stateOf(known: OtpVerifyFacts): OtpVerifyState {
    const isRefused = this.#failure !== undefined && this.#refusal.unchanged;
    if (this.#call === 'verifying' && this.proving.isAsking) return { ...known, status: 'proving' };
    if (this.#call) return { ...known, status: this.#call };
    const phase = this.#phase;
    return phase.status === 'ready' ? { ...known, status: 'ready', isRefused } : { ...known, ...phase };
  }
}
