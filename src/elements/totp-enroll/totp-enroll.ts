import type { PropertyValues, TemplateResult, PropertyDeclarations } from 'lit';
import { MediaController } from '../../controllers/media-controller.js';
import { warnOnce } from '../../controllers/warn-once.js';
import type { Verification } from '../../core/client.js';
import type { MfaError } from '../../core/mfa-error.js';
import { parseOtpauth, rebuildOtpauth, unusualParameters, type OtpauthKey } from '../../core/otpauth.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { totp } from '../../locales/en/totp.js';
import { code } from '../../locales/en/code.js';
import { offline } from '../../locales/en/offline.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { optionalText } from '../attributes.js';
import type { MfaCodeInput } from '../code-input/code-input.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { EnrollmentSession } from './enrollment-session.js';
import { copyOrSelect, openApp } from './setup-key.js';
import { MfaTotpEnrolledEvent, MfaTotpEnrollmentFailedEvent } from './totp-enroll.events.js';
import { ERROR_TEXTS, RETYPE, VOID, type TotpEnrollStatus } from './totp-enroll-status.js';
import { renderTotpEnroll } from './totp-enroll-view.js';
import { styles } from './totp-enroll.styles.js';

/** Who looks at the page on a phone cannot scan it with that phone. */
const PHONE = '(pointer: coarse) and (max-width: 40rem)';
const REFUSALS_BEFORE_HINT = 2;

/**
 * @summary Pair an authenticator app: QR code and key, then the first code from the app.
 *
 * One page with numbered steps. The device is made once: when the person has named it, or, where the backend takes no
 * names, when the element is first in sight. Neither a wrong code nor a move of the element makes another; only
 * "Start over" does. Whoever leaves before the end leaves no half-made device behind, where the backend can take it
 * back. Key, URI and code are in no attribute, event, log or storage, and are forgotten at the end.
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
 * @cssstate idle - And one for each other status: naming, creating, pairing, activating, activated, failed.
 */
export class MfaTotpEnroll extends MfaFlowElement {
  static override readonly tag: string = 'mfa-totp-enroll';
  static override readonly english: Texts = { ...totp, ...code, ...offline };
  static override readonly styles = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    issuer: { converter: optionalText },
    accountLabel: { attribute: 'account-label', converter: optionalText },
    deviceName: { attribute: 'device-name', converter: optionalText },
    autoSubmit: { attribute: 'auto-submit', type: Boolean },
    name: { state: true },
    nameMissing: { state: true },
    codeMissing: { state: true },
    qrOpen: { state: true },
    copyNote: { state: true },
  };

  /** Who the account is with, as the app shows it. Default: what the backend says. */
  issuer?: string | undefined;

  /** Whose account it is, as the app shows it. Default: what the backend says. */
  accountLabel?: string | undefined;

  /** A name for the device, which the person may change. Only for backends that name devices. */
  deviceName?: string | undefined;

  /** Check the code as soon as it is complete. Default false. */
  autoSubmit = false;

  private name: string | undefined;
  private nameMissing = false;
  private codeMissing = false;
  private qrOpen = false;
  private copyNote: TextKey | undefined;

  private get field(): MfaCodeInput | null {
    return this.shadowRoot?.querySelector<MfaCodeInput>('mfa-code-input') ?? null;
  }

  private get nameField(): HTMLInputElement | null {
    return this.shadowRoot?.querySelector<HTMLInputElement>('#device-name') ?? null;
  }

  readonly #session = new EnrollmentSession(this, {
    client: () => this.callable(),
    clock: this.time,
    onExpired: (error) => void this.#fail(error, this.matches(':focus-within')),
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
  /** The code in the field is the one that was refused. */
  #refusedUnchanged = false;

  constructor() {
    super();
    this.addEventListener('keydown', (event) => this.#onKeydown(event));
    this.addEventListener('input', () => this.#onInput());
    this.addEventListener('mfa-code-completed', () => {
      if (this.autoSubmit) void this.submit();
    });
    // After the look-up of the client, which has been added before.
    this.addController({ hostUpdate: () => this.#beginInSight() });
  }

  get status(): TotpEnrollStatus {
    return this.#session.status;
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

  protected override updated(_changed: PropertyValues<this>): void {
    setStates(this.#internals, [this.status]);
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
    const { field } = this;
    if (!this.isConnected || this.status !== 'pairing' || !field) return false;
    this.codeMissing = !field.complete;
    if (!field.complete || this.#refusedUnchanged) {
      // The same code again would only cost an attempt.
      field.select();
      return false;
    }
    const byPerson = this.matches(':focus-within');
    this.announcer.say(this.text('totpChecking'));
    const isRight = await this.#session.activate(field.value);
    if (isRight) await this.#succeed(byPerson);
    else if (this.#session.failure) await this.#fail(this.#session.failure, byPerson);
    return isRight;
  }

  override focus(options?: FocusOptions): void {
    (this.nameField ?? this.field)?.focus(options);
  }

  protected override errorText(error: MfaError): string {
    const key = ERROR_TEXTS[error.code];
    return key && !(this.setting('showBackendMessages') && error.backendMessage)
      ? this.text(key)
      : super.errorText(error);
  }

  protected override renderContent(): TemplateResult {
    const { failure, refusals, status, phase } = this.#session;
    const error = failure ? this.errorText(failure) : '';
    const isAboutCode = failure !== undefined && phase === 'pairing' && RETYPE.includes(failure.code);
    const isAboutName = failure?.code === 'name-taken' && phase === 'naming';
    return renderTotpEnroll({
      text: this.text,
      texts: this.texts,
      status,
      known: this.clients.current !== undefined || status === 'failed',
      named: this.clients.current?.namesDevices ?? false,
      name: this.name ?? this.deviceName ?? '',
      nameError: this.nameMissing ? this.text('totpNameMissing') : isAboutName ? error : '',
      pairing: this.#pairing(),
      onPhone: this.#phone.matches,
      qrOpen: this.qrOpen,
      copyNote: this.copyNote,
      codeError: this.codeMissing
        ? this.text('codeIncomplete', { length: this.field?.length ?? 0 })
        : isAboutCode
          ? error
          : '',
      error: isAboutCode || isAboutName ? '' : error,
      clockHint: refusals >= REFUSALS_BEFORE_HINT,
      over: failure !== undefined && VOID.includes(failure.code),
      voice: this.announcer.render(),
      confirmName: () => void this.#confirmName(),
      retry: () => void this.#retry(),
      copy: () => void this.#copy(),
      openApp: () => {
        const pairing = this.#pairing();
        if (pairing) openApp(pairing.uri);
      },
      toggleQr: (event) => (this.qrOpen = (event.target as HTMLDetailsElement).open),
      submit: () => void this.submit(),
      startOver: () => void this.#retry(),
    });
  }

  /** What there is to pair with, by the page's names where it has some. */
  #pairing(): { key: OtpauthKey; uri: string } | undefined {
    const { enrollment } = this.#session;
    if (!enrollment) return undefined;
    const { secret, uri } = enrollment;
    const rebuilt = rebuildOtpauth({ secret, uri, issuer: this.issuer, accountLabel: this.accountLabel });
    const key = parseOtpauth(rebuilt);
    return key && { key, uri: rebuilt };
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
    const went = await this.#session.begin(name);
    const { phase, failure } = this.#session;
    if (failure) await this.#fail(failure, byPerson);
    if (!went) return false;
    this.#warnOfUnusual();
    await this.updateComplete;
    if (byPerson) this.#focusOn(phase === 'naming' ? '#device-name' : '#pair');
    return true;
  }

  async #succeed(byPerson: boolean): Promise<void> {
    this.#clear();
    await this.updateComplete;
    if (byPerson) this.#focusOn('#done');
    else this.announcer.say(this.text('totpDone'));
    this.dispatchEvent(new MfaTotpEnrolledEvent(this.name));
  }

  async #fail(error: MfaError, byPerson: boolean): Promise<void> {
    const { phase, refusals } = this.#session;
    if (error.code === 'misconfigured' && this.#session.client)
      warnOnce(this, `cannot make a key: ${error.message}.`);
    const isAboutCode = phase === 'pairing' && RETYPE.includes(error.code);
    const isAboutName = phase === 'naming' && error.code === 'name-taken';
    this.#refusedUnchanged = isAboutCode;
    if (phase === 'failed') this.#clear();
    await this.loadLateTexts();
    // What is tied to a field is said by the field.
    if (!isAboutCode && !isAboutName) this.announcer.alert(this.errorText(error));
    else if (refusals === REFUSALS_BEFORE_HINT) this.announcer.say(this.text('totpClockHint'));
    await this.updateComplete;
    if (byPerson) {
      if (isAboutCode) this.field?.select();
      else if (isAboutName) this.nameField?.select();
      else if (phase === 'failed') this.#focusOn('[part=retry]');
    }
    this.dispatchEvent(new MfaTotpEnrollmentFailedEvent(error.code));
  }

  #warnOfUnusual(): void {
    const pairing = this.#pairing();
    const unusual = pairing ? unusualParameters(pairing.key) : [];
    if (unusual.length > 0) {
      warnOnce(
        this,
        `pairs with ${unusual.join(', ')}. Common apps ignore that, and show codes that are wrong.`,
      );
    }
  }

  #focusOn(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Forgets what was typed and copied; the device's name stays. */
  #clear(): void {
    this.field?.clear();
    this.copyNote = undefined;
    this.nameMissing = this.codeMissing = this.#refusedUnchanged = false;
  }

  #leave(): void {
    this.#inSight = false;
    this.#session.leave();
    this.#clear();
    this.name = undefined;
    this.qrOpen = false;
  }

  // What the person does

  async #confirmName(): Promise<void> {
    this.name = this.nameField?.value.trim() ?? '';
    this.nameMissing = this.name === '';
    if (!this.nameMissing) {
      await this.#begin(this.name);
      return;
    }
    await this.updateComplete;
    this.nameField?.focus();
  }

  /** The button that was pressed goes away: the step that it leads to takes the focus. */
  async #retry(): Promise<void> {
    this.#focusOn('#pair');
    await this.startOver();
  }

  async #copy(): Promise<void> {
    const pairing = this.#pairing();
    if (!pairing) return;
    const note = await copyOrSelect(pairing.key.secret, this.renderRoot.querySelector('[part=secret]'));
    if (this.#session.phase !== 'pairing') return;
    this.copyNote = note;
    this.announcer.say(this.text(note));
  }

  #onKeydown(event: KeyboardEvent): void {
    const field = event.composedPath()[0];
    if (event.key !== 'Enter' || event.isComposing || !(field instanceof HTMLInputElement)) return;
    // The form around the element, where there is one, is for pages without scripts.
    event.preventDefault();
    void (field === this.nameField ? this.#confirmName() : this.submit());
  }

  #onInput(): void {
    this.nameMissing = this.codeMissing = this.#refusedUnchanged = false;
    this.#session.failure = undefined;
    this.requestUpdate();
  }
}
