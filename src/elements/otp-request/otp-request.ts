import { nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CallController } from '../../controllers/call-controller.js';
import { ResendController } from '../../controllers/resend-controller.js';
import { MESSAGE_CHANNELS } from '../../core/channels.js';
import type { Challenge, MessageChannel, OtpRequest } from '../../core/client.js';
import { parseEmail, parsePhone } from '../../core/destination.js';
import { MfaError } from '../../core/mfa-error.js';
import { request } from '../../locales/en/request.js';
import { destination } from '../../locales/en/destination.js';
import { offline } from '../../locales/en/offline.js';
import { sent } from '../../locales/en/sent.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { optionalNumber, optionalText, wordOf } from '../attributes.js';
import { destinationText } from '../destination-text.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { MfaOtpSentEvent } from '../otp.events.js';
import { MfaOtpFailedEvent } from '../otp-trouble.events.js';
import { destinationsAttribute } from './destinations-attribute.js';
import { OtpTarget } from './otp-target.js';
import { renderOtpRequest } from './otp-request-view.js';
import { styles } from './otp-request.styles.js';
import { requestOf, sendOptions, type KnownDestination, type SendOption } from './send-options.js';

/** Where `<mfa-otp-request>` is. */
export const OTP_REQUEST_STATUSES = ['idle', 'sending', 'sent'] as const;
export type OtpRequestStatus = (typeof OTP_REQUEST_STATUSES)[number];

/**
 * @summary Choose how and where to get a code, and ask for it.
 *
 * Point `for` at an `<mfa-otp-verify>`, and it takes the challenge over. What the page or the server knows is offered
 * as a choice; the person types a number or address only where nobody knows one.
 *
 * @slot help - What the page wants to say to people who are stuck.
 * @event {MfaOtpSentEvent} mfa-otp-sent - A code is on its way. The challenge is in the `challenge` property.
 * @event {MfaOtpFailedEvent} mfa-otp-failed - It could not be sent; with the error's code.
 * @csspart options - The group of choices.
 * @csspart option - One choice.
 * @csspart input - The field for a number or an address.
 * @csspart error - What went wrong.
 * @csspart sent - The sentence that says where the code went.
 * @csspart submit - The button that asks for the code.
 * @csspart again - The button that goes back to the choices.
 * @cssstate idle - And one for each other status: sending, sent.
 */
export class MfaOtpRequest extends MfaFlowElement {
  static override readonly tag: string = 'mfa-otp-request';
  static override readonly english: Texts = { ...request, ...destination, ...offline, ...sent };
  static override readonly styles = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    htmlFor: { attribute: 'for', converter: optionalText },
    deviceType: { attribute: 'device-type', converter: optionalText },
    destinations: { converter: destinationsAttribute },
    resendDelay: { attribute: 'resend-delay', converter: optionalNumber },
    sent: { state: true },
    done: { state: true },
    failure: { state: true },
    fieldError: { state: true },
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

  private sent: Challenge | undefined;
  /** The linked element has had its right code. */
  private done = false;
  private failure: MfaError | undefined;
  private fieldError: 'requestPhoneInvalid' | 'requestEmailInvalid' | undefined;
  private chosen = 0;

  private get input(): HTMLInputElement | null {
    return this.shadowRoot?.querySelector<HTMLInputElement>('input[part=input]') ?? null;
  }

  private get wayOn(): HTMLElement | null {
    return this.shadowRoot?.querySelector<HTMLElement>('[part=submit], [part=again], [part=sent]') ?? null;
  }

  readonly #send = new CallController(this, async (signal, request: OtpRequest) => {
    const client = await this.callable();
    if (!client.requestOtp) throw new MfaError('misconfigured', { message: 'the client cannot send codes' });
    return client.requestOtp(request, { signal });
  });
  readonly #wait = new ResendController(this, {
    clock: this.time,
    recordKey: () => this.recordKey,
    firstDelaySeconds: () => this.firstResendDelay(this.resendDelay),
    onReady: () => undefined,
  });
  readonly #target = new OtpTarget(this, {
    id: () => this.htmlFor,
    onRejected: (event) => this.#startOver(event.detail.channel),
    onVerified: () => (this.done = true),
    onResumed: (challenge) => (this.sent = challenge),
  });
  readonly #internals = this.attachInternals();
  #restored = false;

  /** Where the element is. */
  get status(): OtpRequestStatus {
    if (this.#send.pending) return 'sending';
    return this.sent ? 'sent' : 'idle';
  }

  /** What the backend said of the code that was sent last. */
  get challenge(): Challenge | undefined {
    return this.sent;
  }

  protected override willUpdate(): void {
    if (!this.#restored && this.recordKey !== undefined) {
      this.#restored = true;
      this.#wait.restore();
    }
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status]);
    this.#target.connect();
  }

  /** Asks for a code. Resolves to whether one is on its way; does nothing while that is not allowed. */
  async submit(): Promise<boolean> {
    if (!this.isConnected || this.status !== 'idle' || this.#wait.remainingSeconds > 0) return false;
    const option = this.#option;
    const typed = option.typed ? this.#typedDestination(option) : undefined;
    if (option.typed && typed === undefined) return false;
    this.failure = this.fieldError = undefined;
    this.announcer.say(this.text('requestSending'));
    const outcome = await this.#send.run(requestOf(option, typed));
    if (!outcome) return false;
    if ('error' in outcome) {
      await this.#fail(outcome.error);
      return false;
    }
    await this.#succeed(outcome.value);
    return true;
  }

  /** Goes back to the choices. A wait that runs goes on. */
  reset(): void {
    this.sent = this.failure = this.fieldError = undefined;
    this.done = false;
    this.chosen = 0;
  }

  override focus(options?: FocusOptions): void {
    (this.input ?? this.wayOn)?.focus(options);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    if (this.done) return nothing;
    return renderOtpRequest({
      text: this.text,
      status: this.status,
      options: this.#options,
      chosen: this.#option,
      linked: this.#target.element !== undefined,
      destination: this.sent ? destinationText(this.text, this.sent.channel, this.sent.destination) : '',
      fieldError: this.fieldError ? this.text(this.fieldError) : '',
      error: this.failure ? this.errorText(this.failure) : '',
      waitSeconds: this.#wait.remainingSeconds,
      voice: this.announcer.render(),
      choose: (index) => this.#choose(index),
      submit: () => void this.submit(),
      again: () => this.#startOver(),
    });
  }

  async #succeed(challenge: Challenge): Promise<void> {
    const hadFocus = this.matches(':focus-within');
    this.sent = challenge;
    this.#wait.sent(challenge, challenge.expiresAt);
    const destination = destinationText(this.text, challenge.channel, challenge.destination);
    this.announcer.say(this.text('codeSent', { destination }));
    await this.updateComplete;
    await this.#target.take(challenge, this.clients.current);
    // On to the code, but only for who is here.
    if (hadFocus) (this.#target.element ?? this).focus();
    this.dispatchEvent(new MfaOtpSentEvent(challenge.channel, challenge.destination, false));
  }

  async #fail(error: MfaError): Promise<void> {
    this.failure = error;
    if (error.retryAt !== undefined) this.#wait.waitUntil(error.retryAt);
    void import('../warnings.js').then(({ warnOfSetup }) => warnOfSetup(this, error));
    await this.loadLateTexts();
    this.announcer.alert(this.errorText(error));
    await this.updateComplete;
    this.dispatchEvent(new MfaOtpFailedEvent(error.code, error.attemptsLeft));
  }

  #typedDestination(option: SendOption): string | undefined {
    const text = this.input?.value ?? '';
    const isEmail = option.channel === 'email';
    const destination = isEmail ? parseEmail(text) : parsePhone(text);
    if (destination === undefined) {
      this.fieldError = isEmail ? 'requestEmailInvalid' : 'requestPhoneInvalid';
      this.announcer.alert(this.text(this.fieldError));
      this.input?.focus();
    }
    return destination;
  }

  #choose(index: number): void {
    this.chosen = index;
    this.fieldError = this.failure = undefined;
  }

  #startOver(channel?: MessageChannel): void {
    // The linked element may have sent more codes since: its wait is the one that counts.
    const readyAt = this.#target.element?.resendReadyAt;
    if (readyAt !== undefined) this.#wait.waitUntil(readyAt);
    this.reset();
    this.#target.element?.reset();
    if (channel)
      this.chosen = Math.max(
        0,
        this.#options.findIndex((option) => option.channel === channel),
      );
    void this.updateComplete.then(() => this.focus());
  }

  get #options(): readonly SendOption[] {
    const client = this.clients.current;
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
