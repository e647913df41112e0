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
import { sentText } from '../destination-text.js';
import { setStates } from '../host-states.js';
import {
  MfaBeforeVerifyEvent,
  MfaDestinationRejectedEvent,
  MfaOtpExpiredEvent,
  MfaOtpFailedEvent,
  MfaOtpSentEvent,
  MfaOtpVerifiedEvent,
} from '../otp.events.js';
import { rememberWords } from '../remember.js';
import { saysLeft, WAIT_SPOKEN_AT_MS } from '../wait.js';
import { warnOfSetup } from '../warnings.js';
import { clockHint } from './clock-hint.js';
import { CodeFields } from './code-fields.js';
import { OtpVerifyOptions } from './otp-verify-options.js';
import { isCounting, renderOtpVerify } from './otp-verify-view.js';
import { styles } from './otp-verify.styles.js';
import { otherChannels } from './other-channels.js';
import { EXPIRY_SPOKEN_AT_MS, leftKey, says } from './says.js';
import { isAboutField, troublesOf, type Troubles } from './troubles.js';

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
 * @csspart others - The row of other ways.
 * @cssstate idle - And one for each other status: ready, verifying, proving, resending, expired, blocked, ended, verified.
 * @cssstate invalid - The code was refused, or is not whole.
 * @cssstate counting - The time until something is shown.
 */
export class MfaOtpVerify extends OtpVerifyOptions {
  static override readonly tag: string = 'mfa-otp-verify';
  static override readonly english: Texts = { ...verify, ...code, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, styles];

  readonly #flow: FlowController<OtpVerifyFlow> = new FlowController<OtpVerifyFlow>(this, {
    make: () => this.#makeFlow(),
    given: () => this.flow,
    onChange: (before, after) => this.#onChange(before, after),
    onEvent: (event) => void this.#onEvent(event),
    onLeave: () => this.#clear(),
  });
  protected readonly announcer = new AnnouncerController<OtpVerifyState>(this, {
    state: () => this.#state,
    says: (before, after) => says(before, after, this.#words),
  });
  readonly #countdown = new CountdownController(this, {
    clock: this.time,
    thresholds: () => (this.#state.status === 'blocked' ? WAIT_SPOKEN_AT_MS : EXPIRY_SPOKEN_AT_MS),
    onThreshold: (ms) => this.announcer.tell(saysLeft(this.text, ms, leftKey(this.#state))),
  });
  /** Ticks for the eyes only. */
  readonly #wait = new CountdownController(this, { clock: this.time });
  readonly #fields = new CodeFields(() => this.shadowRoot);
  readonly #internals = this.attachInternals();

  constructor() {
    super();
    this.forgetOnPageHide(() => {
      this.#fields.clear();
      this.#onTyped();
    });
    new FocusController(this, { field: () => this.#fields.code, waysOut: WAYS_OUT });
    new WebOtpController(this, {
      challenge: () => {
        const { status, channel, challenge } = this.#state;
        return status === 'ready' && channel === 'sms' ? challenge : undefined;
      },
      onCode: (text) => void this.#fields.code?.fill(text),
    });
    this.addEventListener('keydown', (event) => this.#onKeydown(event));
    this.addEventListener('mfa-code-completed', () => {
      if (this.autoSubmit && !this.#remember) void this.submit();
    });
  }

  /** Where the element is. */
  get status(): OtpVerifyStatus {
    return this.#state.status;
  }

  /** What the backend gave for the right code. */
  get verification(): Verification | undefined {
    const state = this.#state;
    return state.status === 'verified' ? state.verification : undefined;
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
  }

  protected override updated(): void {
    const { status } = this.#state;
    const isInvalid = this.#troubles.fieldError !== '';
    setStates(this.#internals, [status, isInvalid && 'invalid', isCounting(this.#state) && 'counting']);
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
    const typed = this.#typedCode();
    if (typed === undefined) return false;
    if (this.#isRefused) {
      // The same code again would only cost an attempt.
      this.#tellAgain();
      return false;
    }
    if (!this.dispatchEvent(new MfaBeforeVerifyEvent({ channel: state.channel }))) return false;
    const options = this.#remember && this.#fields.remembers ? { rememberDevice: true } : {};
    return this.shown(this.isRecovering ? flow.recover(typed, options) : flow.verify(typed, options));
  }

  /**
   * Sends another code, over the same channel or another. Resolves to whether it is on its way; does nothing while
   * that is not allowed. What is typed is cleared, never checked.
   */
  async resend(channel: Channel = this.#state.channel): Promise<boolean> {
    return this.isConnected && this.shown(this.#flow.flow.resend(channel));
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
    this.#fields.shown?.focus(options);
  }

  protected override renderContent(): TemplateResult {
    const state = this.#state;
    const { client } = this.#flow.flow;
    const isTotp = state.channel === 'totp';
    return renderOtpVerify({
      ...this.viewOf(this.#flow.flow.proof, this.announcer),
      texts: this.texts,
      state,
      sent: this.#sent('codeSent'),
      length: this.#codeLength,
      mask: this.setting('maskSensitiveInput') ?? false,
      ...this.#troubles,
      canRetry: state.failure !== undefined && effectOf(state.failure.code, isTotp) === 'keep',
      advice:
        isTotp && !this.isRecovering ? clockHint(this.text, state.refusals, client?.clockSkewMs) : undefined,
      isRecovering: this.isRecovering,
      canRecover: isTotp && !this.recovery && client?.verifyRecoveryCode !== undefined,
      remember: this.#remember,
      canChangeDestination: client?.takesDestination ?? false,
      canResend: this.#flow.flow.canResend,
      otherChannels: otherChannels(state, client),
      typed: () => this.#onTyped(),
      submit: () => void this.submit(),
      resend: () => void this.resend(),
      sendElsewhere: (channel) => this.#sendElsewhere(channel),
      changeDestination: () => this.#rejectDestination(),
      toggleRecovery: () => this.#toggleRecovery(),
    });
  }

  #makeFlow(): OtpVerifyFlow {
    return new OtpVerifyFlow({
      client: this.clients,
      channel: () => this.chosenChannel,
      deviceName: () => this.deviceName,
      expiresIn: () => this.lifetimeOf(this.expiresIn),
      resendDelay: () => this.firstResendDelay(this.resendDelay),
      maxResends: () => this.resendLimit(this.maxResends),
      recordKey: () => this.recordKeyOf(this.id),
      ...this.ports,
    });
  }

  get #state(): OtpVerifyState {
    return this.#flow.state;
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(before: OtpVerifyState | undefined, after: OtpVerifyState): void {
    const isOpen = after.status === 'ready' || after.status === 'verifying' || after.status === 'resending';
    this.#countdown.deadline =
      after.status === 'blocked' ? after.blockedUntil : isOpen ? after.expiresAt : undefined;
    this.#wait.deadline = after.resendAt;
    if (!before) return;
    const isVoid = ['idle', 'expired', 'ended', 'verified'].includes(after.status);
    if (
      after.challenge !== before.challenge
        ? after.channel !== 'totp'
        : isVoid && after.status !== before.status
    )
      this.#clear();
    const isProving = after.status === 'proving';
    if (isProving || before.status === 'proving')
      void this.leadToProof(this.#flow.flow.proof, isProving, '[part~=submit]');
  }

  async #onEvent(event: OtpVerifyEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    switch (event.type) {
      case 'verified':
        this.dispatchEvent(new MfaOtpVerifiedEvent({ channel: event.by }));
        break;
      case 'expired':
        this.dispatchEvent(new MfaOtpExpiredEvent({ channel: event.channel }));
        break;
      case 'sent': {
        const { channel, destination } = event.challenge;
        this.focus();
        this.dispatchEvent(new MfaOtpSentEvent({ channel, destination, resent: true }));
        break;
      }
      case 'failed': {
        if (this.#isRefused) this.#fields.shown?.select();
        const { code, attemptsLeft } = event.error;
        this.dispatchEvent(new MfaOtpFailedEvent({ code, attemptsLeft }));
      }
    }
  }

  #tellAgain(): void {
    if (this.isRecovering) this.announcer.alert(this.#troubles.failure);
    this.#fields.shown?.select();
  }

  /** What is in the field, if it is whole; otherwise the person is told what is missing. */
  #typedCode(): string | undefined {
    const { typed } = this.#fields;
    if (typed !== undefined) return typed;
    this.isIncomplete = true;
    if (this.isRecovering) this.announcer.alert(this.text('recoveryMissing'));
    this.focus();
    return undefined;
  }

  /** What is in the field is another than before: what was said of that ends. */
  #onTyped(): void {
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
    const { client } = this.#flow.flow;
    const isSameDestination = client?.offeredAtOnce?.includes(channel) ?? false;
    if (client?.takesDestination && !isSameDestination) this.#rejectDestination(channel);
    else void this.resend(channel);
  }

  #rejectDestination(to?: MessageChannel): void {
    const now = MESSAGE_CHANNELS.find((channel) => channel === this.#state.channel);
    this.dispatchEvent(new MfaDestinationRejectedEvent({ channel: to ?? now ?? 'sms' }));
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing || event.composedPath()[0] !== this.#fields.input) return;
    // The code is checked here; a form around it is for pages without scripts.
    event.preventDefault();
    void this.submit();
  }

  #clear(): void {
    this.isIncomplete = false;
    this.#fields.clear();
  }

  #sent(sentence: 'codeSent' | 'codeSentAgain'): string {
    const { channel, challenge } = this.#state;
    return sentText(this.text, sentence, channel, challenge?.destination);
  }

  get #codeLength(): number {
    return this.lengthOf(this.#state.challenge);
  }

  get #remember(): string | undefined {
    return rememberWords(this.text, this.setting('rememberDevice'), this.#flow.flow.client);
  }

  get #words(): Parameters<typeof says>[2] {
    return {
      text: this.text,
      sentAgain: this.#sent('codeSentAgain'),
      failure: this.#troubles.failure,
      fieldSpeaks: isAboutField(this.#state) && !this.isRecovering,
    };
  }

  /** What is in the field is what was refused. */
  get #isRefused(): boolean {
    const state = this.#state;
    return state.status === 'ready' && state.isRefused;
  }

  get #troubles(): Troubles {
    return troublesOf(this.#state, this.isIncomplete, {
      text: this.text,
      errorText: (error) => this.errorText(error),
      codeLength: this.#codeLength,
      isRecovering: this.isRecovering,
    });
  }
}
