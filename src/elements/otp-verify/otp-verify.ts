import type { PropertyValues, TemplateResult } from 'lit';
import type { Channel, Proof, Verification } from '../../core/client.js';
import { MfaError } from '../../core/mfa-error.js';
import { verify } from '../../locales/en/verify.js';
import { sent } from '../../locales/en/sent.js';
import { destination } from '../../locales/en/destination.js';
import { offline } from '../../locales/en/offline.js';
import { code } from '../../locales/en/code.js';
import type { Text, TextKey, Texts } from '../../locales/texts.js';
import { buttons } from '../../styles/buttons.js';
import { tokens } from '../../styles/tokens.js';
import type { MfaCodeInput } from '../code-input/code-input.js';
import { destinationText } from '../destination-text.js';
import { setStates } from '../host-states.js';
import { MfaOtpExpiredEvent, MfaOtpFailedEvent } from '../otp-trouble.events.js';
import type { VerifyActs } from './late/verify-acts.js';
import { OtpSession, SENDS_BEFORE_OTHER_CHANNELS } from './otp-session.js';
import { OtpVerifyOptions } from './otp-verify-options.js';
import type { OtpVerifyStatus } from './otp-verify-status.js';
import { renderOtpVerify } from './otp-verify-view.js';
import { styles } from './otp-verify.styles.js';
import { verifyLate, webOtpLate } from './verify-late.js';

/**
 * @summary Enter the code and check it: expiry, attempts, another code, another way.
 *
 * For codes that were sent (give it the `challenge`, or let `<mfa-otp-request for="…">` do so) and for those of an
 * authenticator app (`device-type="totp"`), recovery codes included where the backend has them.
 * It never stores, logs or hands out the code.
 *
 * @slot - The page's own `<input>` for the code, with its `<label>`; one is made where there is none.
 * @slot help - What the page wants to say to people who are stuck.
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @event {MfaBeforeVerifyEvent} mfa-before-verify - A code is about to be checked; cancelable.
 * @event {MfaOtpVerifiedEvent} mfa-otp-verified - The code was right.
 * @event {MfaOtpFailedEvent} mfa-otp-failed - A call failed; with the error's code.
 * @event {MfaOtpExpiredEvent} mfa-otp-expired - The code has run out of time.
 * @event {MfaOtpSentEvent} mfa-otp-sent - Another code is on its way.
 * @event {MfaDestinationRejectedEvent} mfa-destination-rejected - The person wants the code elsewhere.
 * @csspart intro - The sentence that says where the code went.
 * @csspart timer - The time left.
 * @csspart error - What went wrong, where it is not about the code itself.
 * @csspart advice - Advice after several wrong codes.
 * @csspart proof - The question for a proof.
 * @csspart submit - The button that checks the code.
 * @csspart resend - The button that sends another code.
 * @csspart other - The buttons for another way.
 * @cssstate idle - And one for each other status: ready, verifying, proving, resending, expired, blocked, ended, verified.
 */
export class MfaOtpVerify extends OtpVerifyOptions {
  static override readonly tag: string = 'mfa-otp-verify';
  static override readonly english: Texts = { ...verify, ...sent, ...destination, ...offline, ...code };
  static override readonly styles = [tokens, buttons, styles];

  readonly #session = new OtpSession(this, {
    clock: this.time,
    lifetime: () => this.lifetime,
    firstResendDelaySeconds: () => this.firstResendDelay(this.resendDelay),
    recordKey: () => this.recordKey,
    onClear: () => this.#clear(),
    onSoon: (ms) => void this.#load().then((acts) => acts?.soon(this.#expiryKey, ms)),
    onExpired: (certain) => this.#onExpired(certain),
    onResendReady: () => {
      if (this.#canResend) this.announcer.say(this.text('verifyResendReady'));
    },
  });
  readonly #internals = this.attachInternals();
  #lateActs: VerifyActs | undefined;
  #listens = false;

  constructor() {
    super();
    this.addEventListener('keydown', (event) => this.#onKeydown(event));
    this.addEventListener('input', () => this.#lateActs?.typed());
    this.addEventListener('mfa-code-completed', () => {
      if (this.autoSubmit && !this.#offersToRemember) void this.submit();
    });
  }

  /** Where the element is. */
  get status(): OtpVerifyStatus {
    return this.#session.status;
  }

  /** What the backend gave for the right code. */
  get verification(): Verification | undefined {
    return this.#session.verification;
  }

  /** Epoch milliseconds from which on another code may be asked for; nothing where it may be at once. */
  get resendReadyAt(): number | undefined {
    return this.#session.resends.readyAt;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#session.busy = undefined;
    this.#session.wipe();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('challenge') && this.challenge !== this.#session.challenge) {
      if (this.challenge) this.#session.adopt(this.challenge);
      else this.#session.reset();
    } else if (this.#session.phase === 'idle') {
      if (this.#channel === 'totp') this.#session.phase = 'ready';
      else this.#session.restore();
    }
    this.challenge = this.#session.challenge;
    if (this.#hasMore) void this.#load();
    if (this.challenge) void this.#listen();
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status]);
  }

  /** Checks the code that is in the field. Resolves to whether it was right; does nothing while a call runs. */
  async submit(): Promise<boolean> {
    return this.status === 'ready' && this.#do('verifying', (acts) => acts.submit());
  }

  /**
   * Sends another code, over the same channel or another. Resolves to whether it is on its way; does nothing while
   * that is not allowed. What is typed is cleared, never checked.
   */
  async resend(channel: Channel = this.#channel): Promise<boolean> {
    if (!this.#canResend || !this.#session.resends.ready) return false;
    return this.#do('resending', (acts) => acts.resend(channel));
  }

  /** Forgets the challenge and what was typed. The wait before another code stays. */
  reset(): void {
    if (this.#lateActs) this.#lateActs.recovering = false;
    this.#session.reset();
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#lateActs?.prove(given);
  }

  override focus(options?: FocusOptions): void {
    if (this.#lateActs) this.#lateActs.focus(options);
    else this.#field?.focus(options);
  }

  protected override prepare(): void {
    super.prepare();
    void this.#load();
  }

  protected override lateText(key: TextKey): Text | undefined {
    return (verifyLate.now?.texts as Texts | undefined)?.[key] ?? super.lateText(key);
  }

  protected override renderContent(): TemplateResult {
    const { failure, resends, expiry, phase } = this.#session;
    const acts = this.#acts;
    const isMessage = this.#channel !== 'totp';
    return renderOtpVerify({
      text: this.text,
      texts: this.texts,
      status: this.status,
      channel: this.#channel,
      destination: this.#destination,
      length: this.#codeLength,
      mask: this.setting('maskSensitiveInput') ?? false,
      acts,
      error: acts?.error ?? (failure ? this.errorText(failure) : ''),
      expiry:
        phase === 'ready' && expiry.deadline !== undefined
          ? { key: this.#expiryKey, seconds: expiry.remainingSeconds }
          : undefined,
      resend: isMessage
        ? {
            allowed: this.#canResend,
            spent: !this.#mayResend,
            waitSeconds: resends.ready ? 0 : resends.remainingSeconds,
          }
        : undefined,
      voice: this.announcer.render(),
      submit: () => void this.submit(),
      sendAgain: () => void this.resend(),
    });
  }

  get #field(): MfaCodeInput | null {
    return this.shadowRoot?.querySelector('mfa-code-input') ?? null;
  }

  /** The late part, once its code is there. */
  get #acts(): VerifyActs | undefined {
    const late = verifyLate.now;
    if (late && this.shadowRoot && !this.#lateActs) {
      this.#lateActs = new late.VerifyActs({
        element: this,
        session: this.#session,
        voice: this.announcer,
        text: this.text,
        clock: this.time,
        callable: () => this.callable(),
        client: () => this.clients.current,
        channel: () => this.#channel,
        destination: () => this.#destination,
        codeLength: () => this.#codeLength,
        canResend: () => this.#canResend,
        offersToRemember: () => this.#offersToRemember,
        field: () => this.#field,
        errorText: (error) => this.errorText(error),
        loadErrorTexts: () => this.loadLateTexts(),
        clear: () => this.#clear(),
      });
      this.addStyles(late.styles);
    }
    return this.#lateActs;
  }

  /** There is more to show than most people ever see. */
  get #hasMore(): boolean {
    const { takesDestination, verifyRecoveryCode } = this.clients.current ?? {};
    return (
      this.#offersToRemember ||
      this.#channel === 'voice' ||
      this.#session.resends.sends >= SENDS_BEFORE_OTHER_CHANNELS ||
      Boolean(this.#channel === 'totp' ? verifyRecoveryCode : takesDestination)
    );
  }

  async #load(): Promise<VerifyActs | undefined> {
    if (!verifyLate.now && (await verifyLate.get())) this.requestUpdate();
    return this.#acts;
  }

  /** What the person does takes the late part. Where that cannot be had, they are offline. */
  async #do(name: 'verifying' | 'resending', deed: (acts: VerifyActs) => Promise<boolean>): Promise<boolean> {
    const session = this.#session;
    if (!this.isConnected) return false;
    if (!this.#acts) {
      session.busy = name;
      this.requestUpdate();
      await this.#load();
      // The element was removed meanwhile.
      if (session.busy !== name) return false;
      session.busy = undefined;
      this.requestUpdate();
    }
    if (this.#acts) return deed(this.#acts);
    session.failure = new MfaError('network', { message: 'the element is not loaded' });
    this.announcer.alert(this.errorText(session.failure));
    this.dispatchEvent(new MfaOtpFailedEvent('network', undefined));
    return false;
  }

  /** Lets the browser take the code from the message, where it can. */
  async #listen(): Promise<void> {
    if (this.#listens || !('OTPCredential' in globalThis)) return;
    this.#listens = true;
    const late = await webOtpLate.get();
    if (!late) return;
    new late.WebOtpController(this, {
      challenge: () =>
        this.status === 'ready' && this.#channel === 'sms' ? this.#session.challenge : undefined,
      onCode: (text) => void this.#field?.fill(text),
    });
  }

  #onExpired(certain: boolean): void {
    if (!certain) {
      this.announcer.say(this.text('verifyMayHaveExpired'));
      return;
    }
    this.announcer.alert(this.text('verifyExpired'));
    this.dispatchEvent(new MfaOtpExpiredEvent(this.#channel));
  }

  #onKeydown(event: KeyboardEvent): void {
    const [target] = event.composedPath();
    if (event.key !== 'Enter' || event.isComposing || !(target instanceof HTMLInputElement)) return;
    // The code is checked here; a form around it is for pages without scripts.
    event.preventDefault();
    void this.submit();
  }

  #clear(): void {
    this.#field?.clear();
    this.#lateActs?.clear();
  }

  get #channel(): Channel {
    return this.#session.challenge?.channel ?? this.chosenChannel;
  }

  get #destination(): string {
    return destinationText(this.text, this.#channel, this.#session.challenge?.destination);
  }

  get #codeLength(): number {
    return this.lengthOf(this.#session.challenge);
  }

  get #expiryKey(): TextKey {
    const { expiry, expiryCertain } = this.#session;
    if (expiryCertain) return 'verifyExpiresIn';
    return expiry.running ? 'verifyUseWithin' : 'verifyMayHaveExpired';
  }

  get #mayResend(): boolean {
    return this.#session.resends.sends <= this.resendLimit;
  }

  get #canResend(): boolean {
    const open = this.status === 'ready' || this.status === 'expired';
    return open && this.#channel !== 'totp' && this.#mayResend;
  }

  get #offersToRemember(): boolean {
    return Boolean(this.rememberDevice && this.clients.current?.remembersDevices);
  }
}
