import type { PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import { FocusController } from '../../controllers/focus-controller.js';
import { WebOtpController } from '../../controllers/web-otp-controller.js';
import { MESSAGE_CHANNELS } from '../../core/kinds.js';
import type {
  Challenge,
  Channel,
  MessageChannel,
  MfaClient,
  Proof,
  Verification,
} from '../../core/client.js';
import type { MfaError } from '../../core/mfa-error.js';
import { effectOf } from '../../flows/failure-effect.js';
import { OtpVerifyFlow } from '../../flows/otp-verify-flow.js';
import type { OtpVerifyEvent, OtpVerifyState, OtpVerifyStatus } from '../../flows/otp-verify-state.js';
import type { Sends } from '../../flows/send-series.js';
import { code } from '../../locales/en/code.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { shared } from '../../locales/en/shared.js';
import { verify } from '../../locales/en/verify.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import type { MfaCodeInput } from '../code-input/code-input.js';
import { destinationText } from '../destination-text.js';
import { setStates } from '../host-states.js';
import {
  MfaBeforeVerifyEvent,
  MfaDestinationRejectedEvent,
  MfaOtpExpiredEvent,
  MfaOtpFailedEvent,
  MfaOtpSentEvent,
  MfaOtpVerifiedEvent,
  MfaRestartRequestedEvent,
} from '../otp.events.js';
import { recoveryCodeIn, recoveryInput } from '../recovery-field.js';
import { warnOfSetup } from '../warnings.js';
import { clockHint } from './clock-hint.js';
import { OtpVerifyOptions } from './otp-verify-options.js';
import { renderOtpVerify } from './otp-verify-view.js';
import { styles } from './otp-verify.styles.js';
import { EXPIRY_SPOKEN_AT_MS, LOCK_SPOKEN_AT_MS, says, saysLeft } from './says.js';

/** After so many codes, other channels are offered. */
const SENDS_BEFORE_OTHER_CHANNELS = 3;

/** Where focus goes when the field has closed, the first that is there. */
const WAYS_OUT = ['resend', 'submit', 'restart', 'done', 'error'];

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
 * @slot restart - The page's own way back to the sign-in, in place of the button, where the session is over.
 * @event {MfaBeforeVerifyEvent} mfa-before-verify - A code is about to be checked; cancelable.
 * @event {MfaOtpVerifiedEvent} mfa-otp-verified - The code was right.
 * @event {MfaOtpFailedEvent} mfa-otp-failed - A call failed; with the error's code.
 * @event {MfaOtpExpiredEvent} mfa-otp-expired - The code has run out of time.
 * @event {MfaOtpSentEvent} mfa-otp-sent - Another code is on its way.
 * @event {MfaDestinationRejectedEvent} mfa-destination-rejected - The person wants the code elsewhere.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - The session is over, and the person wants to sign in again.
 * @csspart intro - The sentence that says where the code went.
 * @csspart change-destination - The button for who does not know the number or address.
 * @csspart code-label - The label of the field.
 * @csspart code-hint - The line below the field.
 * @csspart code-error - What is wrong with the code.
 * @csspart boxes - The row of boxes.
 * @csspart box - One box.
 * @csspart recovery-input - The field for a recovery code.
 * @csspart remember - The box for not being asked again on this device.
 * @csspart timer - The time left.
 * @csspart resend-wait - How long until another code may be asked for.
 * @csspart error - What went wrong, where it is not about the code itself.
 * @csspart advice - Advice after several wrong codes.
 * @csspart proof - The question for a proof.
 * @csspart submit - The button that checks the code.
 * @csspart resend - The button that sends another code.
 * @csspart other - The buttons for another way.
 * @csspart restart - The button back to the sign-in.
 * @csspart done - What is said once the code was right.
 * @cssstate idle - And one for each other status: ready, verifying, proving, resending, expired, blocked, ended, verified.
 * @cssstate invalid - The code was refused, or is not whole.
 */
export class MfaOtpVerify extends OtpVerifyOptions {
  static override readonly tag: string = 'mfa-otp-verify';
  static override readonly english: Texts = {
    ...verify,
    ...code,
    ...errors,
    ...proof,
    ...shared,
  };
  static override readonly styles = [tokens, controls, styles];

  readonly #flow: FlowController<OtpVerifyFlow> = new FlowController<OtpVerifyFlow>(this, {
    make: () => this.#makeFlow(),
    given: () => this.flow,
    onEvent: (event) => void this.#onEvent(event),
    onLeave: () => this.#clear(),
  });
  protected readonly announcer = new AnnouncerController<OtpVerifyState>(this, {
    state: () => this.#state,
    says: (before, after) => says(before, after, this.#words),
  });
  readonly #countdown = new CountdownController(this, {
    clock: this.time,
    thresholds: () => (this.#state.status === 'blocked' ? LOCK_SPOKEN_AT_MS : EXPIRY_SPOKEN_AT_MS),
    onThreshold: (ms) => this.announcer.tell(saysLeft(this.text, this.#state, ms)),
  });
  /** Ticks for the eyes only. */
  readonly #wait = new CountdownController(this, { clock: this.time });
  readonly #internals = this.attachInternals();
  #seen: OtpVerifyState | undefined;

  constructor() {
    super();
    new FocusController(this, { field: () => this.#field, waysOut: WAYS_OUT });
    new WebOtpController(this, {
      challenge: () => {
        const { status, channel, challenge } = this.#state;
        return status === 'ready' && channel === 'sms' ? challenge : undefined;
      },
      onCode: (text) => void this.#field?.fill(text),
    });
    this.addEventListener('keydown', (event) => this.#onKeydown(event));
    this.addEventListener('input', () => this.#onInput());
    this.addEventListener('mfa-code-completed', () => {
      if (this.autoSubmit && !this.#canRemember) void this.submit();
    });
  }

  /** Where the element is. */
  get status(): OtpVerifyStatus {
    return this.#state.status;
  }

  /** What the backend gave for the right code. */
  get verification(): Verification | undefined {
    const { status } = this.#state;
    return status === 'verified' ? (this.#state as { verification?: Verification }).verification : undefined;
  }

  /** Epoch milliseconds from which on another code may be asked for; nothing where it may be at once. */
  get resendReadyAt(): number | undefined {
    return this.#state.resendAt?.at;
  }

  /** How many codes were sent so far, and the wait before the next one. */
  get sends(): Sends {
    return this.#flow.flow.sends;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { flow } = this.#flow;
    if (!this.flow) {
      if (changed.has('challenge')) flow.show(this.challenge);
      flow.refresh();
    }
    this.challenge = this.#state.challenge;
    if (changed.has('recovery')) this.isRecovering = this.recovery;
    this.#onChange();
  }

  protected override updated(): void {
    const { status } = this.#state;
    setStates(this.#internals, this.#fieldError ? [status, 'invalid'] : [status]);
  }

  /** Takes over a code that was just sent. `sends` and `client` tell of who has sent it. */
  adopt(challenge: Challenge, by?: { client?: MfaClient | undefined; sends?: Sends }): void {
    this.#flow.flow.adopt(challenge, by);
  }

  /** Checks the code that is in the field. Resolves to whether it was right; does nothing while a call runs. */
  async submit(): Promise<boolean> {
    const { flow } = this.#flow;
    const { state } = flow;
    if (!this.isConnected || state.status !== 'ready') return false;
    if (this.#isRefused) {
      // The same code again would only cost an attempt.
      this.#tellAgain();
      return false;
    }
    const typed = this.#typedCode();
    if (typed === undefined || !this.dispatchEvent(new MfaBeforeVerifyEvent(state.channel))) return false;
    const remembers = this.#canRemember && this.#find('#remember')?.checked;
    const options = remembers ? { rememberDevice: true } : {};
    const isRight = await (this.isRecovering ? flow.recover(typed, options) : flow.verify(typed, options));
    await this.updateComplete;
    return isRight;
  }

  /**
   * Sends another code, over the same channel or another. Resolves to whether it is on its way; does nothing while
   * that is not allowed. What is typed is cleared, never checked.
   */
  async resend(channel: Channel = this.#state.channel): Promise<boolean> {
    if (!this.isConnected) return false;
    const isSent = await this.#flow.flow.resend(channel);
    await this.updateComplete;
    return isSent;
  }

  /** Forgets the challenge and what was typed. The wait before another code stays. */
  reset(): void {
    this.isRecovering = this.recovery;
    this.#flow.flow.reset();
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#flow.flow.proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    (this.#recoveryInput ?? this.#field)?.focus(options);
  }

  protected override renderContent(): TemplateResult {
    const state = this.#state;
    const { client } = this.#flow.flow;
    const isTotp = state.channel === 'totp';
    return renderOtpVerify({
      text: this.text,
      texts: this.texts,
      state,
      proof: this.#flow.flow.proof,
      destination: this.#destination,
      length: this.#codeLength,
      mask: this.setting('maskSensitiveInput') ?? false,
      fieldError: this.#fieldError,
      error: this.#isAboutField ? '' : this.#failureText,
      canRetry: state.failure !== undefined && effectOf(state.failure.code, isTotp) === 'keep',
      advice:
        isTotp && !this.isRecovering ? clockHint(this.text, state.refusals, client?.clockSkewMs) : undefined,
      isRecovering: this.isRecovering,
      canRecover: isTotp && !this.recovery && client?.verifyRecoveryCode !== undefined,
      canRemember: this.#canRemember,
      canChangeDestination: client?.takesDestination ?? false,
      canResend: this.#flow.flow.canResend,
      otherChannels: this.#otherChannels,
      voice: this.announcer.render(),
      submit: () => void this.submit(),
      resend: () => void this.resend(),
      sendElsewhere: (channel) => this.#sendElsewhere(channel),
      changeDestination: () => this.#rejectDestination(),
      toggleRecovery: () => this.#toggleRecovery(),
      restart: () => this.dispatchEvent(new MfaRestartRequestedEvent()),
    });
  }

  #makeFlow(): OtpVerifyFlow {
    return new OtpVerifyFlow({
      client: this.clients,
      channel: () => this.chosenChannel,
      deviceName: () => this.deviceName,
      expiresIn: () => this.knownLifetime,
      resendDelay: () => this.firstResendDelay(this.resendDelay),
      maxResends: () => this.resendLimit,
      recordKey: () => this.recordKeyOf(this.id),
      ...this.ports,
    });
  }

  get #state(): OtpVerifyState {
    return this.#flow.flow.state;
  }

  get #field(): MfaCodeInput | null {
    return this.shadowRoot?.querySelector('mfa-code-input') ?? null;
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(): void {
    const [before, after] = [this.#seen, this.#state];
    if (before === after) return;
    this.#seen = after;
    const isOpen = after.status === 'ready' || after.status === 'verifying' || after.status === 'resending';
    this.#countdown.deadline =
      after.status === 'blocked' ? after.blockedUntil : isOpen ? after.expiresAt : undefined;
    this.#wait.deadline = after.resendAt;
    if (!before) return;
    const isVoid = after.status === 'expired' || after.status === 'ended' || after.status === 'verified';
    if (
      after.challenge !== before.challenge
        ? after.channel !== 'totp'
        : isVoid && after.status !== before.status
    )
      this.#clear();
    if (before.status === 'proving' || after.status === 'proving') void this.#followProof(after.status);
  }

  /** Who is at it goes on with the keyboard: to the question, and from there to the button that waits. */
  async #followProof(status: OtpVerifyStatus): Promise<void> {
    const byPerson = this.matches(':focus-within');
    if (status === 'proving') await this.summonProof(this.#flow.flow.proof);
    if (!byPerson) return;
    await this.updateComplete;
    const selector = status === 'proving' ? 'mfa-proof' : '[part=submit]';
    const next = this.renderRoot.querySelector<HTMLElement & { updateComplete?: Promise<unknown> }>(selector);
    await next?.updateComplete;
    next?.focus();
  }

  async #onEvent(event: OtpVerifyEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    switch (event.type) {
      case 'verified':
        this.dispatchEvent(new MfaOtpVerifiedEvent(event.by));
        break;
      case 'expired':
        this.dispatchEvent(new MfaOtpExpiredEvent(event.channel));
        break;
      case 'sent': {
        const { channel, destination } = event.challenge;
        this.focus();
        this.dispatchEvent(new MfaOtpSentEvent(channel, destination, true));
        break;
      }
      case 'failed':
        if (this.#isRefused) this.#selectField();
        this.dispatchEvent(new MfaOtpFailedEvent(event.error.code, event.error.attemptsLeft));
    }
  }

  #tellAgain(): void {
    if (this.isRecovering) this.announcer.alert(this.#failureText);
    this.#selectField();
  }

  #selectField(): void {
    (this.#recoveryInput ?? this.#field)?.select();
  }

  /** What is in the field, if it is whole; otherwise the person is told what is missing. */
  #typedCode(): string | undefined {
    const field = this.#field;
    if (!this.isRecovering && field?.complete) return field.value;
    const recoveryCode = recoveryCodeIn(this.#recoveryInput);
    if (recoveryCode) return recoveryCode;
    this.isIncomplete = true;
    if (this.isRecovering) this.announcer.alert(this.text('recoveryMissing'));
    this.focus();
    return undefined;
  }

  #onInput(): void {
    this.isIncomplete = false;
    this.#flow.flow.typed();
  }

  #toggleRecovery(): void {
    this.#clear();
    this.isRecovering = !this.isRecovering;
    this.#flow.flow.forgive();
    void this.updateComplete.then(() => this.focus());
  }

  #sendElsewhere(channel: MessageChannel): void {
    if (this.#flow.flow.client?.takesDestination) this.#rejectDestination(channel);
    else void this.resend(channel);
  }

  #rejectDestination(to?: MessageChannel): void {
    const now = MESSAGE_CHANNELS.find((channel) => channel === this.#state.channel);
    this.dispatchEvent(new MfaDestinationRejectedEvent(to ?? now ?? 'sms'));
  }

  #onKeydown(event: KeyboardEvent): void {
    const [target] = event.composedPath();
    if (event.key !== 'Enter' || event.isComposing || !(target instanceof HTMLInputElement)) return;
    // The code is checked here; a form around it is for pages without scripts.
    event.preventDefault();
    void this.submit();
  }

  #clear(): void {
    this.isIncomplete = false;
    this.#field?.clear();
    const input = this.#recoveryInput;
    if (input) input.value = '';
  }

  get #destination(): string {
    const { channel, challenge } = this.#state;
    return destinationText(this.text, channel, challenge?.destination);
  }

  get #codeLength(): number {
    return this.lengthOf(this.#state.challenge);
  }

  get #canRemember(): boolean {
    return Boolean(this.rememberDevice && this.#flow.flow.client?.remembersDevices);
  }

  get #otherChannels(): readonly MessageChannel[] {
    const { sends, channel } = this.#state;
    const offered = this.#flow.flow.client?.channels ?? [];
    if (sends < SENDS_BEFORE_OTHER_CHANNELS || channel === 'totp') return [];
    return MESSAGE_CHANNELS.filter((other) => offered.includes(other) && other !== channel);
  }

  get #words(): Parameters<typeof says>[2] {
    return {
      text: this.text,
      destination: this.#destination,
      failure: this.#failureText,
      fieldSpeaks: this.#isAboutField && !this.isRecovering,
    };
  }

  /** What is in the field is what was refused. */
  get #isRefused(): boolean {
    const state = this.#state;
    return state.status === 'ready' && state.isRefused;
  }

  /** What went wrong is about what was entered. */
  get #isAboutField(): boolean {
    const { failure, channel } = this.#state;
    return failure !== undefined && effectOf(failure.code, channel === 'totp') === 'retype';
  }

  get #fieldError(): string {
    if (this.#isAboutField) return this.#failureText;
    if (!this.isIncomplete) return '';
    return this.isRecovering
      ? this.text('recoveryMissing')
      : this.text('codeIncomplete', { length: this.#codeLength });
  }

  get #failureText(): string {
    const { failure } = this.#state;
    return failure ? this.#wordsFor(failure) : '';
  }

  #wordsFor(error: MfaError): string {
    const isTotp = this.#state.channel === 'totp';
    const { code: what, attemptsLeft } = error;
    // Nobody can ask an app for a code: it shows the next one by itself.
    const isOld = isTotp && (what === 'code-used' || what === 'code-expired');
    const key = isTotp ? 'verifyAttemptsLeftTotp' : 'verifyAttemptsLeft';
    const attempts = attemptsLeft ? this.text(key, { count: attemptsLeft }) : '';
    return [isOld ? this.text('verifyTotpOld') : this.errorText(error), attempts].filter(Boolean).join(' ');
  }

  get #recoveryInput(): HTMLInputElement | null {
    return this.shadowRoot && recoveryInput(this.shadowRoot);
  }

  #find(selector: string): HTMLInputElement | null {
    return this.renderRoot.querySelector(selector);
  }
}
