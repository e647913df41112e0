import { nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import { MESSAGE_CHANNELS } from '../../core/kinds.js';
import type { Challenge, MessageChannel, Proof } from '../../core/client.js';
import { parseEmail, parsePhone } from '../../core/destination.js';
import type { MfaError } from '../../core/mfa-error.js';
import {
  OtpRequestFlow,
  type OtpRequestEvent,
  type OtpRequestState,
  type OtpRequestStatus,
} from '../../flows/otp-request-flow.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { request } from '../../locales/en/request.js';
import { shared } from '../../locales/en/shared.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { optionalNumber, optionalText, wordOf } from '../attributes.js';
import { sentText } from '../destination-text.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { MfaOtpFailedEvent, MfaOtpSentEvent } from '../otp.events.js';
import type { MfaPhoneInput } from '../phone-input/phone-input.js';
import { warnOfSetup } from '../warnings.js';
import { destinationsAttribute } from './destinations-attribute.js';
import { OtpTarget } from './otp-target.js';
import { renderOtpRequest } from './otp-request-view.js';
import { styles } from './otp-request.styles.js';
import { says } from './says.js';
import { requestOf, sendOptions, type KnownDestination, type SendOption } from './send-options.js';

/**
 * @summary Choose how and where to get a code, and ask for it.
 *
 * Point `for` at an `<mfa-otp-verify>`, and it takes the challenge over. What the page or the server knows is offered
 * as a choice; the person types a number or address only where nobody knows one.
 *
 * @slot help - What the page wants to say to people who are stuck.
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @slot restart - The page's own way back to the sign-in, in place of the button, where the session is over.
 * @event {MfaOtpSentEvent} mfa-otp-sent - A code is on its way. The challenge is in the `challenge` property.
 * @event {MfaOtpFailedEvent} mfa-otp-failed - It could not be sent; with the error's code.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - The session is over, and the person wants to sign in again.
 * @csspart intro - The sentence that says where the code will go, where there is no choice.
 * @csspart options - The group of choices.
 * @csspart option - One choice.
 * @csspart input - The field for a number or an address.
 * @csspart sent - The sentence that says where the code went.
 * @csspart submit - The button that asks for the code.
 * @csspart restart - The button back to the sign-in.
 * @csspart again - The button that goes back to the choices.
 * @csspart proof - The question for a proof.
 * @csspart radio - The button of a choice.
 * @csspart checked - What is chosen.
 * @cssstate idle - And one for each other status: sending, proving, sent.
 * @cssstate invalid - What was typed is no number or address.
 */
export class MfaOtpRequest extends MfaFlowElement {
  static override readonly tag: string = 'mfa-otp-request';
  static override readonly english: Texts = { ...request, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    htmlFor: { attribute: 'for', converter: optionalText },
    deviceType: { attribute: 'device-type', converter: optionalText },
    destinations: { converter: destinationsAttribute },
    resendDelay: { attribute: 'resend-delay', converter: optionalNumber },
    flow: { attribute: false },
    isDone: { state: true },
    fieldError: { state: true },
    hasPhoneField: { state: true },
    chosen: { state: true },
  };

  /** Id of the `<mfa-otp-verify>` that checks the code. */
  htmlFor?: string | undefined;

  /** The one channel to offer: `sms`, `email` or `voice`. Default: all that the backend has. */
  deviceType?: string | undefined;

  /** Where a code can go, as far as the page knows. As an attribute, JSON: `[{"channel":"sms","masked":"***0406"}]`. */
  destinations?: readonly KnownDestination[] | undefined;

  /** Seconds before another code may be asked for, where the backend does not say. Default 30; doubles each time. */
  resendDelay?: number | undefined;

  /** What asks for the code, for a page that holds it itself. Default: the element makes its own. Its options then win. */
  flow?: OtpRequestFlow | undefined;

  /** The linked element has had its right code. */
  private isDone = false;
  private fieldError: 'requestPhoneInvalid' | 'requestEmailInvalid' | undefined;
  private chosen = 0;
  /** The field for phone numbers is there, in place of the plain input. */
  private hasPhoneField = false;
  #hasAskedForPhoneField = false;

  private get input(): HTMLInputElement | null {
    return this.shadowRoot?.querySelector<HTMLInputElement>('input[part~=input]') ?? null;
  }

  private get phoneField(): MfaPhoneInput | null {
    return this.hasPhoneField
      ? (this.shadowRoot?.querySelector<MfaPhoneInput>('mfa-phone-input') ?? null)
      : null;
  }

  private get wayOn(): HTMLElement | null {
    return this.shadowRoot?.querySelector<HTMLElement>('[part~=submit], [part~=again], [part~=sent]') ?? null;
  }

  readonly #flow: FlowController<OtpRequestFlow> = new FlowController<OtpRequestFlow>(this, {
    make: () =>
      new OtpRequestFlow({
        client: this.clients,
        resendDelay: () => this.firstResendDelay(this.resendDelay),
        recordKey: () => this.recordKeyOf(this.htmlFor ?? this.id),
        ...this.ports,
      }),
    given: () => this.flow,
    onChange: (before, after) => {
      const isProving = after.status === 'proving';
      if (before && (before.status === 'proving') !== isProving)
        void this.leadToProof(this.#flow.flow.proof, isProving, '[part~=submit]');
    },
    onEvent: (event) => this.#onEvent(event),
  });
  protected readonly announcer = new AnnouncerController<OtpRequestState>(this, {
    state: () => this.#state,
    says: (before, after) =>
      says(before, after, {
        text: this.text,
        sent: this.#sent,
        failure: this.failureText(after),
      }),
  });
  readonly #wait = new CountdownController(this, { clock: this.time });
  readonly #target = new OtpTarget(this, {
    id: () => this.htmlFor,
    onRejected: (event) => this.#startOver(event.detail.channel),
    onVerified: () => (this.isDone = true),
    onOver: () => this.announcer.hush(),
    onResumed: (challenge) => this.#flow.flow.resumed(challenge),
  });
  readonly #internals = this.attachInternals();

  /** Where the element is. */
  get status(): OtpRequestStatus {
    return this.#state.status;
  }

  /** What the backend said of the code that was sent last. */
  get challenge(): Challenge | undefined {
    return this.#state.status === 'sent' ? this.#state.challenge : undefined;
  }

  protected override willUpdate(): void {
    if (!this.flow) this.#flow.flow.refresh();
    this.#wait.deadline = this.#state.resendAt;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    setStates(this.#internals, [this.status, this.fieldError && 'invalid']);
    this.#target.connect();
    void this.#summonPhoneField();
  }

  /** Asks for a code. Resolves to whether one is on its way; does nothing while that is not allowed. */
  async submit(): Promise<boolean> {
    const { flow } = this.#flow;
    if (!this.isConnected || flow.state.status !== 'idle' || flow.state.resendAt) return false;
    const option = this.#option;
    const typed = option.typed ? this.#typedDestination(option) : undefined;
    if (option.typed && typed === undefined) return false;
    this.fieldError = undefined;
    const isSent = await flow.send(requestOf(option, typed));
    await this.#handedOver;
    return isSent;
  }

  /** Goes back to the choices. A wait that runs goes on. */
  reset(): void {
    this.#flow.flow.again();
    this.fieldError = undefined;
    this.isDone = false;
    this.chosen = 0;
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#flow.flow.proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    (this.input ?? this.wayOn)?.focus(options);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    if (this.isDone) return nothing;
    const state = this.#state;
    return renderOtpRequest({
      ...this.viewOf(this.#flow.flow.proof, this.announcer),
      state,
      options: this.#options,
      chosen: this.#option,
      linked: this.#target.element !== undefined,
      sent: this.#sent,
      hasPhoneField: this.hasPhoneField,
      country: this.country,
      fieldError: this.fieldError ? this.text(this.fieldError) : '',
      error: this.failureText(state),
      choose: (index) => this.#choose(index),
      submit: () => void this.submit(),
      again: () => this.#startOver(),
    });
  }

  /** Resolves when whoever checks the code has it, and the page knows. */
  #handedOver: Promise<void> = Promise.resolve();

  #onEvent(event: OtpRequestEvent): void {
    this.#handedOver = event.type === 'sent' ? this.#onSent(event) : this.#onFailed(event.error);
  }

  async #onSent({ challenge, client, sends }: Extract<OtpRequestEvent, { type: 'sent' }>): Promise<void> {
    const hadFocus = this.matches(':focus-within');
    await this.updateComplete;
    // Whoever holds the flow hands the challenge over.
    if (!this.flow) await this.#target.take(challenge, { client, sends });
    // On to the code, but only for who is here.
    if (hadFocus) (this.#target.element ?? this).focus();
    const { channel, destination } = challenge;
    this.dispatchEvent(new MfaOtpSentEvent({ channel, destination, resent: false }));
  }

  async #onFailed(error: MfaError): Promise<void> {
    warnOfSetup(this, error);
    await this.updateComplete;
    const { code, attemptsLeft } = error;
    this.dispatchEvent(new MfaOtpFailedEvent({ code, attemptsLeft }));
  }

  #typedDestination(option: SendOption): string | undefined {
    const text = this.input?.value ?? '';
    const isEmail = option.channel === 'email';
    const { phoneField } = this;
    if (!isEmail && phoneField) {
      phoneField.reportInvalid();
      return phoneField.value || undefined;
    }
    const destination = isEmail ? parseEmail(text) : parsePhone(text);
    if (destination === undefined) {
      this.fieldError = isEmail ? 'requestEmailInvalid' : 'requestPhoneInvalid';
      this.announcer.alert(this.text(this.fieldError));
      this.input?.focus();
    }
    return destination;
  }

  /** Where it cannot be had, a number with `+` goes as it is typed. Asked for once each time that a number is typed. */
  async #summonPhoneField(): Promise<void> {
    const { channel, typed } = this.#option;
    const isWanted = typed && channel !== 'email' && this.input !== null;
    const isNew = isWanted && !this.#hasAskedForPhoneField;
    this.#hasAskedForPhoneField = isWanted;
    if (isNew) this.hasPhoneField = await this.summon('mfa-phone-input');
  }

  #choose(index: number): void {
    this.chosen = index;
    this.fieldError = undefined;
    this.#flow.flow.forgive();
  }

  #startOver(channel?: MessageChannel): void {
    const { element } = this.#target;
    // The linked element may have sent more codes since: its wait is the one that counts.
    const sends = element?.sends;
    this.reset();
    if (sends) this.#flow.flow.again(sends);
    element?.reset();
    if (channel)
      this.chosen = Math.max(
        0,
        this.#options.findIndex((option) => option.channel === channel),
      );
    void this.updateComplete.then(() => this.focus());
  }

  get #state(): OtpRequestState {
    return this.#flow.state;
  }

  get #sent(): string {
    const { challenge } = this;
    return challenge ? sentText(this.text, 'codeSent', challenge.channel, challenge.destination) : '';
  }

  get #options(): readonly SendOption[] {
    const { client } = this.#flow.flow;
    const offered = client?.channels ?? ['sms'];
    const wanted = this.deviceType && wordOf(this, 'device-type', this.deviceType, MESSAGE_CHANNELS, 'sms');
    return sendOptions({
      channels: MESSAGE_CHANNELS.filter((channel) =>
        wanted ? channel === wanted : offered.includes(channel),
      ),
      known: this.destinations ?? [],
      phoneNumber: this.setting('phoneNumber'),
      email: this.setting('email'),
      takesDestination: client?.takesDestination ?? false,
    });
  }

  get #option(): SendOption {
    const options = this.#options;
    return options[this.chosen] ?? options[0] ?? { channel: 'sms', typed: false };
  }
}
