import type { PropertyValues, TemplateResult, PropertyDeclarations } from 'lit';
import { FocusController } from '../../controllers/focus-controller.js';
import { warnOnce } from '../../controllers/warn-once.js';

import { WebOtpController } from '../../controllers/web-otp-controller.js';
import {
  MESSAGE_CHANNELS,
  type Challenge,
  type Channel,
  type MessageChannel,
  type Verification,
} from '../../core/client.js';
import type { MfaError } from '../../core/mfa-error.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { verify } from '../../locales/en/verify.js';
import { sent } from '../../locales/en/sent.js';
import { destination } from '../../locales/en/destination.js';
import { offline } from '../../locales/en/offline.js';
import { time } from '../../locales/en/time.js';
import { code } from '../../locales/en/code.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import type { MfaCodeInput } from '../code-input/code-input.js';
import { destinationText } from '../destination-text.js';
import { setStates } from '../host-states.js';
import { spokenTime } from '../spoken-time.js';
import { clockHint } from './clock-hint.js';
import { OtpVerifyOptions } from './otp-verify-options.js';
import { OtpSession } from './otp-session.js';
import { renderOtpVerify } from './otp-verify-view.js';
import type { OtpVerifyStatus } from './otp-verify-status.js';
import {
  MfaBeforeVerifyEvent,
  MfaDestinationRejectedEvent,
  MfaOtpExpiredEvent,
  MfaOtpFailedEvent,
  MfaOtpSentEvent,
  MfaOtpVerifiedEvent,
} from '../otp.events.js';
import { styles } from './otp-verify.styles.js';

/** After so many codes, other channels are offered. */
const SENDS_BEFORE_OTHER_CHANNELS = 3;
/** Where focus goes when the field has closed, the first that is there. */
const WAYS_OUT = ['resend', 'submit', 'done', 'error'];

/**
 * @summary Enter the code and check it: expiry, attempts, another code, another way.
 *
 * For codes that were sent (give it the `challenge`, or let `<mfa-otp-request for="…">` do so) and for those of an
 * authenticator app (`device-type="totp"`), recovery codes included where the backend has them.
 * It never stores, logs or hands out the code.
 *
 * @slot - The page's own `<input>` for the code, with its `<label>`; one is made where there is none.
 * @slot help - What the page wants to say to people who are stuck.
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
 * @csspart submit - The button that checks the code.
 * @csspart resend - The button that sends another code.
 * @csspart other - The buttons for another way.
 * @cssstate idle - And one for each other status: ready, verifying, resending, expired, blocked, ended, verified.
 */
export class MfaOtpVerify extends OtpVerifyOptions {
  static override readonly tag: string = 'mfa-otp-verify';

  static override properties: PropertyDeclarations = {
    recovering: { state: true },
  };

  static override readonly english: Texts = {
    ...verify,
    ...sent,
    ...destination,
    ...offline,
    ...time,
    ...code,
  };
  static override readonly styles = [tokens, controls, styles];

  private recovering = false;

  private get field(): MfaCodeInput | null {
    return this.shadowRoot?.querySelector<MfaCodeInput>('mfa-code-input') ?? null;
  }

  private get recoveryField(): HTMLInputElement | null {
    return this.shadowRoot?.querySelector<HTMLInputElement>('#recovery') ?? null;
  }

  private get rememberBox(): HTMLInputElement | null {
    return this.shadowRoot?.querySelector<HTMLInputElement>('#remember') ?? null;
  }

  readonly #session = new OtpSession(this, {
    clock: this.time,
    client: () => this.callable(),
    totp: () => (this.#channel === 'totp' ? this.#device : undefined),
    lifetime: () => this.lifetime,
    firstResendDelaySeconds: () => this.firstResendDelay(this.resendDelay),
    recordKey: () => this.recordKey,
    onClear: () => this.#clear(),
    onSoon: (ms) => this.announcer.say(this.text(this.#expiryKey, { time: spokenTime(this.text, ms) })),
    onExpired: (certain) => this.#onExpired(certain),
    onWaiting: (ms) => this.announcer.say(this.text('verifyTryAgainIn', { time: spokenTime(this.text, ms) })),
    onWaited: () => this.announcer.say(this.text('verifyTryAgainNow')),
    onResendReady: () => {
      if (this.#canResend) this.announcer.say(this.text('verifyResendReady'));
    },
  });
  readonly #webOtp = new WebOtpController(this, (code) => this.#fill(code));
  readonly #internals = this.attachInternals();
  /** The code in the field is the one that was refused. */
  #refusedUnchanged = false;

  constructor() {
    super();
    new FocusController(this, { field: () => this.field, waysOut: WAYS_OUT });
    this.addEventListener('keydown', (event) => this.#onKeydown(event));
    this.addEventListener('input', () => this.#onInput());
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
    this.#session.wipe();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('challenge') && this.challenge !== this.#session.challenge) {
      if (this.challenge) this.#adopt(this.challenge);
      else this.#session.reset();
    } else if (this.#session.phase === 'idle') {
      if (this.#channel === 'totp') this.#session.phase = 'ready';
      else this.#session.restore();
    }
    this.challenge = this.#session.challenge;
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status]);
  }

  /** Checks the code that is in the field. Resolves to whether it was right; does nothing while a call runs. */
  async submit(): Promise<boolean> {
    if (!this.isConnected || this.status !== 'ready') return false;
    const { failure } = this.#session;
    if (failure && this.#refusedUnchanged) {
      // The same code again would only cost an attempt.
      this.#tell(failure);
      return false;
    }
    const code = this.#typedCode();
    if (code === undefined || !this.dispatchEvent(new MfaBeforeVerifyEvent(this.#channel))) return false;
    this.#webOtp.stop();
    this.#session.failure = undefined;
    this.announcer.say(this.text('verifyChecking'));
    const channel = this.recovering ? 'recovery-code' : this.#channel;
    const options = this.#offersToRemember && this.rememberBox?.checked ? { rememberDevice: true } : {};
    const outcome = await (this.recovering
      ? this.#session.recover(code, options)
      : this.#session.verify(code, options));
    if (!outcome) return false;
    if ('error' in outcome) {
      await this.#onFailed(outcome.error);
      return false;
    }
    this.announcer.say(this.text('verifyDone'));
    await this.updateComplete;
    this.dispatchEvent(new MfaOtpVerifiedEvent(channel));
    return true;
  }

  /**
   * Sends another code, over the same channel or another. Resolves to whether it is on its way; does nothing while
   * that is not allowed. What is typed is cleared, never checked.
   */
  async resend(channel: Channel = this.#channel): Promise<boolean> {
    if (!this.isConnected || !this.#canResend || !this.#session.resends.ready) return false;
    const outcome = await this.#session.send(channel);
    if (!outcome) return false;
    if ('error' in outcome) {
      await this.#onFailed(outcome.error);
      return false;
    }
    this.#listen(outcome.value);
    this.announcer.say(this.text('verifySentAgain', { destination: this.#destination }));
    await this.updateComplete;
    this.focus();
    this.dispatchEvent(new MfaOtpSentEvent(outcome.value.channel, outcome.value.destination, true));
    return true;
  }

  /** Forgets the challenge and what was typed. The wait before another code stays. */
  reset(): void {
    this.recovering = false;
    this.#session.reset();
  }

  override focus(options?: FocusOptions): void {
    (this.recovering ? this.recoveryField : this.field)?.focus(options);
  }

  protected override renderContent(): TemplateResult {
    const { failure, resends, wait, expiry, refusals, phase } = this.#session;
    const effect = failure && this.#session.effectOf(failure);
    const aboutCode = effect === 'retype';
    const isMessage = this.#channel !== 'totp';
    return renderOtpVerify({
      text: this.text,
      texts: this.texts,
      status: this.status,
      channel: this.#channel,
      destination: this.#destination,
      length: this.#codeLength,
      mask: this.setting('maskSensitiveInput') ?? false,
      recovering: this.recovering,
      canRecover: !isMessage && this.clients.current?.verifyRecoveryCode !== undefined,
      codeError: failure && aboutCode ? this.#failureText(failure) : '',
      error: failure && !aboutCode ? this.#failureText(failure) : '',
      hint:
        isMessage || this.recovering
          ? undefined
          : clockHint(this.text, refusals, this.clients.current?.clockSkewMs),
      retry: effect === 'keep',
      expiry:
        phase === 'ready' && expiry.deadline !== undefined
          ? { key: this.#expiryKey, seconds: expiry.remainingSeconds }
          : undefined,
      waitSeconds: phase === 'blocked' && wait.running ? wait.remainingSeconds : undefined,
      resend: isMessage
        ? {
            allowed: this.#canResend,
            spent: !this.#mayResend,
            waitSeconds: resends.ready ? 0 : resends.remainingSeconds,
          }
        : undefined,
      otherChannels: this.#otherChannels,
      offersToRemember: this.#offersToRemember,
      canChangeDestination: isMessage && this.clients.current?.takesDestination === true,
      voice: this.announcer.render(),
      submit: () => void this.submit(),
      sendAgain: () => void this.resend(),
      sendElsewhere: (to) => this.#sendElsewhere(to),
      changeDestination: () => this.#rejectDestination(),
      toggleRecovery: () => this.#toggleRecovery(),
    });
  }

  #adopt(challenge: Challenge): void {
    this.#session.adopt(challenge);
    this.#listen(challenge);
  }

  /** Lets the browser take the code from the message, where it can. */
  #listen(challenge: Challenge): void {
    if (challenge.channel === 'sms' && this.isConnected) this.#webOtp.start();
    else this.#webOtp.stop();
  }

  async #onFailed(error: MfaError): Promise<void> {
    this.#refusedUnchanged = this.#session.effectOf(error) === 'retype';
    if (error.code === 'misconfigured') warnOnce(this, `is misconfigured: ${error.message}.`);
    await this.loadLateTexts();
    await this.updateComplete;
    this.#tell(error);
    this.dispatchEvent(new MfaOtpFailedEvent(error.code, error.attemptsLeft));
  }

  #tell(error: MfaError): void {
    // What is wrong with the code is said by its field.
    if (!this.#refusedUnchanged || this.recovering) this.announcer.alert(this.#failureText(error));
    if (!this.#refusedUnchanged) return;
    if (this.recovering) this.recoveryField?.select();
    else this.field?.select();
  }

  #onExpired(certain: boolean): void {
    if (!certain) {
      this.announcer.say(this.text('verifyMayHaveExpired'));
      return;
    }
    this.#webOtp.stop();
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

  #onInput(): void {
    if (!this.#refusedUnchanged) return;
    this.#refusedUnchanged = false;
    this.#session.failure = undefined;
    this.requestUpdate();
  }

  /** The browser took the code from the message. */
  #fill(code: string): void {
    if (this.status === 'ready' && !this.recovering) void this.field?.fill(code);
  }

  #clear(): void {
    this.#refusedUnchanged = false;
    this.field?.clear();
    if (this.recoveryField) this.recoveryField.value = '';
  }

  /** What is in the field, if it is whole; otherwise the person is told what is missing. */
  #typedCode(): string | undefined {
    if (!this.recovering && this.field?.complete) return this.field.value;
    const recoveryCode = this.recoveryField?.value.replace(/[\s\u00a0-]/g, '');
    if (recoveryCode) return recoveryCode;
    this.announcer.alert(
      this.recovering
        ? this.text('recoveryMissing')
        : this.text('codeIncomplete', { length: this.#codeLength }),
    );
    this.focus();
    return undefined;
  }

  #toggleRecovery(): void {
    this.recovering = !this.recovering;
    this.#session.failure = undefined;
    this.#clear();
    void this.updateComplete.then(() => this.focus());
  }

  #sendElsewhere(channel: MessageChannel): void {
    if (this.clients.current?.takesDestination) this.#rejectDestination(channel);
    else void this.resend(channel);
  }

  #rejectDestination(channel?: MessageChannel): void {
    const now = MESSAGE_CHANNELS.find((candidate) => candidate === this.#channel);
    this.dispatchEvent(new MfaDestinationRejectedEvent(channel ?? now ?? 'sms'));
  }

  protected override errorText(error: MfaError): string {
    // Nobody can ask an app for a code: it shows the next one by itself.
    const isOld = error.code === 'code-used' || error.code === 'code-expired';
    if (isOld && this.#channel === 'totp') return this.text('verifyTotpOld');
    return super.errorText(error);
  }

  #failureText(error: MfaError): string {
    const { attemptsLeft } = error;
    const key = this.#channel === 'totp' ? 'verifyAttemptsLeftTotp' : 'verifyAttemptsLeft';
    const attempts = attemptsLeft ? this.text(key, { count: attemptsLeft }) : '';
    return [this.errorText(error), attempts].filter(Boolean).join(' ');
  }

  get #channel(): Channel {
    return this.#session.challenge?.channel ?? this.chosenChannel;
  }

  get #destination(): string {
    return destinationText(this.text, this.#channel, this.#session.challenge?.destination);
  }

  get #device(): { deviceName?: string } {
    return this.deviceName ? { deviceName: this.deviceName } : {};
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

  get #otherChannels(): readonly MessageChannel[] {
    if (this.#session.resends.sends < SENDS_BEFORE_OTHER_CHANNELS || this.status === 'verified') return [];
    const channels = this.clients.current?.channels ?? [];
    return MESSAGE_CHANNELS.filter((channel) => channels.includes(channel) && channel !== this.#channel);
  }

  get #offersToRemember(): boolean {
    return Boolean(this.rememberDevice && this.clients.current?.remembersDevices);
  }
}
