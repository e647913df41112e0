import type { PropertyDeclarations, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { MediaController } from '../../controllers/media-controller.js';
import type { Proof, TotpEnrollment, Verification } from '../../core/client.js';
import { MfaError } from '../../core/mfa-error.js';
import type { MfaErrorCode } from '../../core/mfa-error-codes.js';
import { code } from '../../locales/en/code.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { totp } from '../../locales/en/totp.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { optionalText } from '../attributes.js';
import type { MfaCodeInput } from '../code-input/code-input.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import type { Pairing } from './enroll-host.js';
import { EnrollmentSession, type ProvenCall } from './enrollment-session.js';
import type { EnrollActs } from './late/enroll-acts.js';
import { enrollLate } from './enroll-late.js';
import { MfaTotpEnrollmentFailedEvent } from './totp-enroll.events.js';
import type { TotpEnrollStatus } from './totp-enroll-status.js';
import { renderTotpEnroll } from './totp-enroll-view.js';
import { styles } from './totp-enroll.styles.js';

/** Who looks at the page on a phone cannot scan it with that phone. */
const PHONE = '(pointer: coarse) and (max-width: 40rem)';

const NOT_LOADED = 'the element is not loaded';

/** A URI that can be shown as it is, with a key of which nothing has to be said. */
const PLAIN =
  /^otpauth:\/\/totp\/[^?]*\?(?=.*\bsecret=)(&?(secret=[a-z2-7]+|issuer=[^&#]*|algorithm=sha1|digits=6|period=30)(?=&|$))+$/i;

/**
 * @summary Pair an authenticator app: QR code and key, then the first code from the app.
 *
 * One page with numbered steps. The device is made once: when the person has named it, or, where the backend takes no
 * names, when the element is first in sight. Neither a wrong code nor a move of the element makes another; only
 * "Start over" does. Whoever leaves before the end leaves no half-made device behind, where the backend can take it
 * back. Where the backend wants a proof first, such as the password, the element asks for it. Key, URI, code and
 * password are in no attribute, event, log or storage, and are forgotten at the end.
 *
 * ```html
 * <mfa-totp-enroll endpoint="/mfa" issuer="Acme Bank" account-label="jd@example.com"></mfa-totp-enroll>
 * ```
 *
 * @slot - The page's own `<input>` for the code, with its `<label>`; one is made where there is none.
 * @slot name-step - Title and words of the step in which the device is named.
 * @slot app-step - Title and words of the step in which the person gets an app.
 * @slot pair-step - Title and words of the step with QR code and key.
 * @slot code-step - Title and words of the step with the first code.
 * @slot done - What is said when the app is paired.
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @event {MfaTotpEnrolledEvent} mfa-totp-enrolled - The authenticator is active.
 * @event {MfaTotpEnrollmentFailedEvent} mfa-totp-enrollment-failed - A call failed, or time ran out; with a code.
 * @csspart steps - The list of steps.
 * @csspart step - One step.
 * @csspart step-title - Its title.
 * @csspart name-input - The field for the device's name.
 * @csspart continue - The button that confirms the name.
 * @csspart qr - The QR code.
 * @csspart placeholder - What is in its place while the key is made.
 * @csspart key - The key with its buttons.
 * @csspart secret - The key itself.
 * @csspart copy - The button that copies the key.
 * @csspart copy-note - What came of copying.
 * @csspart open-app - The button that opens an app on this device.
 * @csspart other-way - What is folded: the key on a desktop, the QR code on a phone.
 * @csspart submit - The button that checks the code.
 * @csspart clock-hint - Advice after several wrong codes.
 * @csspart error - What went wrong, where it is not about the code itself.
 * @csspart retry - The button that tries again.
 * @csspart start-over - The button that makes another key.
 * @csspart done - What is said when the app is paired.
 * @csspart proof - The question for a proof.
 * @cssstate idle - And one for each other status: naming, creating, proving, pairing, activating,
 *   activated, failed.
 */
export class MfaTotpEnroll extends MfaFlowElement {
  static override readonly tag: string = 'mfa-totp-enroll';
  static override readonly english: Texts = { ...totp, ...code, ...errors, ...proof };
  static override readonly styles = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    issuer: { converter: optionalText },
    accountLabel: { attribute: 'account-label', converter: optionalText },
    deviceName: { attribute: 'device-name', converter: optionalText },
    autoSubmit: { attribute: 'auto-submit', type: Boolean },
  };

  /** Who the account is with, as the app shows it. Default: what the backend says. */
  issuer?: string | undefined;

  /** Whose account it is, as the app shows it. Default: what the backend says. */
  accountLabel?: string | undefined;

  /** A name for the device, which the person may change. Only for backends that name devices. */
  deviceName?: string | undefined;

  /** Check the code as soon as it is complete. Default false. */
  autoSubmit = false;

  protected readonly announcer = new AnnouncerController(this);
  readonly #session = new EnrollmentSession(this, {
    client: () => this.callable(),
    check: (enrollment) => this.#check(enrollment),
    prove: (call, signal) => this.#prove(call, signal),
  });
  readonly #phone = new MediaController(this, PHONE);
  readonly #internals = this.attachInternals();
  readonly #onPage = ({ type }: Event): void => {
    this.#observer?.disconnect();
    if (type === 'pagehide') this.#leave();
    else this.#observer?.observe(this);
  };
  #observer: IntersectionObserver | undefined;
  #inSight = false;
  #lateActs: EnrollActs | undefined;
  #keyLost = false;
  #waiting = false;

  constructor() {
    super();
    this.addEventListener('keydown', (event) => this.#onKeydown(event));
    this.addEventListener('input', () => {
      this.#session.failure = undefined;
      this.#acts?.typed();
      this.requestUpdate();
    });
    this.addEventListener('mfa-code-completed', () => {
      if (this.autoSubmit) void this.submit();
    });
    // After the look-up of the client, which has been added before.
    this.addController({ hostUpdate: () => this.#beginInSight() });
  }

  get status(): TotpEnrollStatus {
    return this.#lateActs?.proof.asking ? 'proving' : this.#session.status;
  }

  /** What the backend gave for the first code. */
  get verification(): Verification | undefined {
    return this.#session.verification;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new IntersectionObserver((entries) => {
      this.#inSight = entries.at(-1)?.isIntersecting ?? false;
      this.requestUpdate();
    });
    this.#observer.observe(this);
    addEventListener('pagehide', this.#onPage);
    addEventListener('pageshow', this.#onPage);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    this.#inSight = false;
    removeEventListener('pagehide', this.#onPage);
    removeEventListener('pageshow', this.#onPage);
    queueMicrotask(() => {
      // What has only been moved in the document is in it again.
      if (!this.isConnected) this.#leave();
    });
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status]);
    const enrollment = this.#session.device?.enrollment;
    if (enrollment && (this.#isShownOtherwise || enrollment.expiresAt !== undefined)) void this.#showKey();
  }

  /**
   * Begins, in sight or not: makes the key, or asks for the device's name. Does nothing once it has begun. Resolves to
   * whether it went well.
   */
  async start(): Promise<boolean> {
    const { phase, busy } = this.#session;
    if (!this.isConnected || busy || (phase !== 'idle' && phase !== 'failed')) return false;
    return this.#begin();
  }

  /** Gives the half-made device up and begins anew: only this makes another key. */
  async startOver(): Promise<boolean> {
    if (!this.isConnected || this.#session.busy) return false;
    this.#clear();
    this.#session.reset();
    return this.#begin();
  }

  /** Checks the code that is in the field. Resolves to whether it was right; does nothing while a call is under way. */
  async submit(): Promise<boolean> {
    return this.status === 'pairing' && this.#do('submit');
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#lateActs?.proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    const field = this.shadowRoot?.querySelector<HTMLElement>('#proof-password');
    (field ?? this.#nameField ?? this.#field)?.focus(options);
  }

  protected override prepare(): void {
    super.prepare();
    void this.#load();
  }

  protected override renderContent(): TemplateResult {
    const { status } = this;
    const { failure } = this.#session;
    const acts = this.#acts;
    return renderTotpEnroll({
      text: this.text,
      texts: this.texts,
      status,
      known: this.clients.current !== undefined || status === 'failed',
      named: this.clients.current?.namesDevices ?? false,
      name: acts?.name ?? this.deviceName ?? '',
      pairing: this.#pairing,
      onPhone: this.#phone.matches,
      acts,
      keyLost: this.#keyLost,
      waiting: this.#waiting,
      error: acts?.error ?? (failure ? this.errorText(failure) : ''),
      voice: this.announcer.render(),
      confirmName: () => void this.#do('confirmName'),
      retry: () => void this.#retry(),
      showKey: () => void this.#showKey(true),
      submit: () => void this.submit(),
    });
  }

  get #field(): MfaCodeInput | null {
    return this.shadowRoot?.querySelector('mfa-code-input') ?? null;
  }

  get #nameField(): HTMLInputElement | null {
    return this.shadowRoot?.querySelector('#device-name') ?? null;
  }

  get #pairing(): Pairing | undefined {
    const enrollment = this.#session.device?.enrollment;
    return enrollment && (this.#acts?.pairing(enrollment) ?? { uri: enrollment.uri ?? '', key: {} });
  }

  /** The page names the account, or the person cannot scan. */
  get #isShownOtherwise(): boolean {
    return !!this.issuer || !!this.accountLabel || this.#phone.matches;
  }

  /** The late part, once its code is there. */
  get #acts(): EnrollActs | undefined {
    const late = enrollLate.now;
    if (late && this.shadowRoot && !this.#lateActs) {
      this.#lateActs = new late.EnrollActs({
        element: this,
        session: this.#session,
        voice: this.announcer,
        text: this.text,
        clock: this.time,
        field: () => this.#field,
        nameField: () => this.#nameField,
        errorText: (error) => this.errorText(error),
        showsBackendMessages: () => this.setting('showBackendMessages'),
        begin: (name) => this.#begin(name),
        fail: (error, byPerson) => this.#fail(error, byPerson),
        clear: () => this.#clear(),
        focusOn: (selector) => this.#focusOn(selector),
      });
      this.addStyles([late.styles]);
      this.#lateActs.attend();
    }
    return this.#lateActs;
  }

  async #load(): Promise<EnrollActs | undefined> {
    if (!enrollLate.now && (await enrollLate.get())) this.requestUpdate();
    return this.#acts;
  }

  /** The key, or the URI by the page's own names: what the person has not acted for may still need the late part. */
  async #showKey(again = false): Promise<void> {
    if (this.#lateActs || (this.#keyLost && !again)) return;
    this.#keyLost = !(await this.#load());
    this.requestUpdate();
  }

  async #check(enrollment: TotpEnrollment): Promise<MfaErrorCode | undefined> {
    if (!this.#isShownOtherwise && PLAIN.test(enrollment.uri?.trim() ?? '')) return undefined;
    const acts = await this.#load();
    return acts ? acts.check(enrollment) : 'network';
  }

  async #prove<Result>(call: ProvenCall<Result>, signal: AbortSignal): Promise<Result> {
    const acts = await this.#load();
    if (!acts) throw new MfaError('network', { message: NOT_LOADED });
    return acts.proof.guard(call, signal);
  }

  /** Nothing is made for an element that nobody sees. */
  #beginInSight(): void {
    const { phase, busy, client } = this.#session;
    if (busy || !this.#inSight || this.setting('twoFactorAuthentication') === false) return;
    const clientCameLate = phase === 'failed' && !client && this.clients.current;
    if (phase === 'idle' || clientCameLate) void this.#begin();
  }

  async #begin(name?: string): Promise<boolean> {
    const byPerson = this.matches(':focus-within');
    if (this.#isShownOtherwise) void this.#load();
    const went = await this.#session.begin(name);
    const { phase, failure } = this.#session;
    const isAtIt = byPerson || this.#lateActs?.proof.answered === true;
    if (failure) await this.#fail(failure, isAtIt);
    if (!went) return false;
    this.#acts?.attend();
    await this.updateComplete;
    if (isAtIt) this.#focusOn(phase === 'naming' ? '#device-name' : '#pair');
    return true;
  }

  /** What the person does takes the late part. Where that cannot be had, they are offline. */
  async #do(deed: 'confirmName' | 'submit'): Promise<boolean> {
    if (this.#waiting) return false;
    if (!this.#acts) {
      this.#waiting = true;
      this.requestUpdate();
      await this.#load();
      this.#waiting = false;
    }
    if (this.#acts) return this.#acts[deed]();
    this.#session.failure = new MfaError('network', { message: NOT_LOADED });
    await this.#fail(this.#session.failure, true);
    return false;
  }

  async #fail(error: MfaError, byPerson: boolean): Promise<void> {
    const acts = await this.#load();
    if (acts) await acts.fail(error, byPerson);
    else this.announcer.alert(this.errorText(error));
    this.dispatchEvent(new MfaTotpEnrollmentFailedEvent(error.code));
  }

  #focusOn(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Forgets what was typed. */
  #clear(): void {
    this.#field?.clear();
    this.#acts?.clear();
    this.#keyLost = false;
  }

  #leave(): void {
    this.#inSight = false;
    this.#session.leave();
    this.#clear();
    this.#acts?.leave();
  }

  /** The button that was pressed goes away: the step that it leads to takes the focus. */
  async #retry(): Promise<void> {
    this.#focusOn('#pair');
    await this.startOver();
  }

  #onKeydown(event: KeyboardEvent): void {
    const field = event.composedPath()[0];
    if (event.key !== 'Enter' || event.isComposing || !(field instanceof HTMLInputElement)) return;
    // The question has a form of its own.
    if (this.status === 'proving') return;
    // The form around the element, where there is one, is for pages without scripts.
    event.preventDefault();
    void (field === this.#nameField ? this.#do('confirmName') : this.submit());
  }
}
