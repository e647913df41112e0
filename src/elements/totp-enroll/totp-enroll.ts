import type { TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import { MediaController } from '../../controllers/media-controller.js';
import { SightController } from '../../controllers/sight-controller.js';
import type { Proof, Verification } from '../../core/client.js';
import type { MfaErrorCode } from '../../core/mfa-error.js';
import { unusualParameters } from '../../core/otpauth.js';
import { TotpEnrollFlow } from '../../flows/totp-enroll-flow.js';
import { pairingOf } from '../../flows/totp-enroll-state.js';
import type { TotpEnrollEvent, TotpEnrollState, TotpEnrollStatus } from '../../flows/totp-enroll-state.js';
import { code } from '../../locales/en/code.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { shared } from '../../locales/en/shared.js';
import { totp } from '../../locales/en/totp.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { steps } from '../../styles/steps.js';
import { tokens } from '../../styles/tokens.js';
import type { MfaCodeInput } from '../code-input/code-input.js';
import { forgetQr } from '../forget-qr.js';
import { headingLevelOf } from '../heading.js';
import { setStates } from '../host-states.js';
import { PHONE } from '../on-phone.js';
import { warnOfKey, warnOfSetup } from '../warnings.js';
import { EnrollFocus } from './enroll-focus.js';
import { says } from './says.js';
import { copyOrSelect } from './setup-key.js';
import { TotpEnrollOptionsElement } from './totp-enroll-options.js';
import { MfaTotpEnrolledEvent, MfaTotpEnrollmentFailedEvent } from './totp-enroll.events.js';
import { renderTotpEnroll } from './totp-enroll-view.js';
import { styles } from './totp-enroll.styles.js';
import { FAILURE_TEXTS, troublesOf, type Troubles } from './troubles.js';

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
 * @slot restart - The page's own way back to the sign-in, in place of the button, where the session is over.
 * @event {MfaTotpEnrolledEvent} mfa-totp-enrolled - The authenticator is active.
 * @event {MfaTotpEnrollmentFailedEvent} mfa-totp-enrollment-failed - A call failed, or time ran out; with a code.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - The session is over, and the person wants to sign in again.
 * @csspart steps - The list of steps.
 * @csspart step - One step.
 * @csspart step-title - Its title.
 * @csspart name-input - The field for the device's name.
 * @csspart name - The name that the device was given.
 * @csspart hint - The line below that field.
 * @csspart continue - The button that confirms the name.
 * @csspart qr - The QR code.
 * @csspart qr-image - Its drawing.
 * @csspart placeholder - What is in its place while the key is made.
 * @csspart key - The key with its buttons.
 * @csspart secret - The key itself.
 * @csspart copy - The button that copies the key.
 * @csspart copy-note - What came of copying.
 * @csspart open-app - The button that opens an app on this device.
 * @csspart other-way - What is folded: the key on a desktop, the QR code on a phone.
 * @csspart code-label - The label of the field for the code.
 * @csspart code-hint - The line below it.
 * @csspart code-error - What is wrong with the code.
 * @csspart boxes - The row of boxes.
 * @csspart box - One box.
 * @csspart submit - The button that checks the code.
 * @csspart clock-hint - Advice after several wrong codes.
 * @csspart expiry-hint - That the key may be over.
 * @csspart error - What went wrong, where it is not about the code itself.
 * @csspart wait - How long until it may be tried again.
 * @csspart retry - The button that tries again.
 * @csspart restart - The button back to the sign-in.
 * @csspart start-over - The button that makes another key.
 * @csspart done - What is said when the app is paired.
 * @csspart proof - The question for a proof.
 * @csspart code-field - The field for the code.
 * @csspart step-marker - The number of a step, or its tick.
 * @csspart step-done - A step that is done.
 * @csspart step-current - The step that is next to do.
 * @csspart step-open - A step that can be done.
 * @csspart step-next - A step that is still to come.
 * @cssstate idle - And one for each other status: naming, creating, proving, pairing, activating,
 *   activated, failed.
 * @cssstate invalid - The code was refused, or is not whole.
 */
export class MfaTotpEnroll extends TotpEnrollOptionsElement {
  static override readonly tag: string = 'mfa-totp-enroll';
  static override readonly english: Texts = { ...totp, ...code, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, steps, styles];

  readonly #flow: FlowController<TotpEnrollFlow> = new FlowController<TotpEnrollFlow>(this, {
    make: () => this.#makeFlow(),
    given: () => this.flow,
    onEvent: (event) => void this.#onEvent(event),
    onLeave: () => this.#clear(),
  });
  readonly #wait = this.spokenWait((saying) => this.announcer.tell(saying));
  readonly #sight = new SightController(this, { onPageHide: () => this.#flow.flow.cancel() });
  readonly #phone = new MediaController(this, PHONE);
  readonly #internals = this.attachInternals();
  protected readonly announcer: AnnouncerController<TotpEnrollState>;

  readonly #focus = new EnrollFocus(this, () => this.summonProof(this.#flow.flow.proof));
  #seen: TotpEnrollState | undefined;

  constructor() {
    super();
    // After the look-up of the client, and before what is said of it.
    this.addController({ hostUpdate: () => this.#attend() });
    this.announcer = new AnnouncerController<TotpEnrollState>(this, {
      state: () => this.#state,
      says: (before, after) =>
        says(before, after, {
          text: this.text,
          failure: this.#troubles.failure,
          isAtIt: this.#focus.isAtIt,
        }),
    });
    this.addEventListener('keydown', (event) => this.#onKeydown(event));
    this.addEventListener('mfa-code-completed', () => {
      if (this.autoSubmit) void this.submit();
    });
  }

  /** Where the element is. */
  get status(): TotpEnrollStatus {
    return this.#state.status;
  }

  /** What the backend gave for the first code. */
  get verification(): Verification | undefined {
    const state = this.#state;
    return state.status === 'activated' ? state.verification : undefined;
  }

  protected override updated(): void {
    const { codeError, nameError } = this.#troubles;
    setStates(this.#internals, [this.status, (codeError || nameError) !== '' && 'invalid']);
  }

  /**
   * Begins, in sight or not: makes the key, or asks for the device's name. Does nothing once it has begun. Resolves to
   * whether it went well.
   */
  async start(): Promise<boolean> {
    if (!this.isConnected || (this.status !== 'idle' && this.status !== 'failed')) return false;
    return this.shown(this.#flow.flow.begin());
  }

  /** Gives the half-made device up and begins anew: only this makes another key. */
  async startOver(): Promise<boolean> {
    return this.isConnected && this.shown(this.#flow.flow.startOver());
  }

  /** Checks the code that is in the field. Resolves to whether it was right; does nothing while a call is under way. */
  async submit(): Promise<boolean> {
    const field = this.#field;
    const state = this.#state;
    if (!this.isConnected || state.status !== 'pairing' || !field) return false;
    if (!field.complete) this.missing = 'code';
    if (field.complete && !state.isRefused) return this.shown(this.#flow.flow.activate(field.value));
    // The same code again would only cost an attempt.
    field.select();
    return false;
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#flow.flow.proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    (this.#within('mfa-proof, #device-name') ?? this.#field)?.focus(options);
  }

  protected override renderContent(): TemplateResult {
    const { flow } = this.#flow;
    const state = this.#state;
    return renderTotpEnroll({
      ...this.viewOf(flow.proof, this.announcer),
      ...this.#troubles,
      texts: this.texts,
      state,
      headingLevel: headingLevelOf(this),
      isKnown: flow.client !== undefined || state.status === 'failed',
      isNamed: flow.client?.namesDevices ?? false,
      name: state.deviceName ?? this.deviceName ?? '',
      onPhone: !this.asOnServer && this.#phone.matches,
      isQrOpen: this.isQrOpen,
      copyNote: this.copyNote,
      confirmName: () => void this.#confirmName(),
      retry: () => void this.startOver(),
      copy: (secret) => void this.#copy(secret),
      showQr: (isOpen) => (this.isQrOpen = isOpen),
      typed: () => {
        this.missing = undefined;
        flow.typed();
      },
      submit: () => void this.submit(),
    });
  }

  protected override errorKey(code: MfaErrorCode): TextKey {
    return FAILURE_TEXTS[code] ?? super.errorKey(code);
  }

  #makeFlow(): TotpEnrollFlow {
    return new TotpEnrollFlow({
      client: this.clients,
      issuer: () => this.issuer,
      accountLabel: () => this.accountLabel,
      ...this.ports,
    });
  }

  get #state(): TotpEnrollState {
    return this.#flow.state;
  }

  get #field(): MfaCodeInput | null {
    return this.shadowRoot?.querySelector('mfa-code-input') ?? null;
  }

  #within(selector: string): HTMLInputElement | null {
    return this.shadowRoot?.querySelector<HTMLInputElement>(selector) ?? null;
  }

  /** Begins where somebody can see it, and follows what has changed since the last time. */
  #attend(): void {
    const { flow } = this.#flow;
    flow.refresh();
    // Nothing is made for an element that nobody sees.
    const isWanted = this.#sight.inSight && this.setting('twoFactorAuthentication') !== false;
    if (isWanted && flow.state.status === 'idle') void flow.begin();
    const [before, after] = [this.#seen, flow.state];
    if (before === after) return;
    this.#seen = after;
    this.#wait.deadline = after.waitUntil;
    this.#focus.follow(before, after);
    const key = pairingOf(after)?.key;
    if (key) warnOfKey(this, unusualParameters(key));
    else if (before && pairingOf(before)) this.#clear();
  }

  async #onEvent(event: TotpEnrollEvent): Promise<void> {
    // Where there is no client, that has been told already.
    if (event.type === 'failed' && this.#flow.flow.client) warnOfSetup(this, event.error);
    await this.updateComplete;
    if (event.type === 'failed')
      this.dispatchEvent(new MfaTotpEnrollmentFailedEvent({ code: event.error.code }));
    else this.dispatchEvent(new MfaTotpEnrolledEvent({ deviceName: event.deviceName }));
  }

  async #confirmName(): Promise<void> {
    const field = this.#within('#device-name');
    const name = field?.value.trim();
    if (name) await this.#flow.flow.begin(name);
    else {
      this.missing = 'name';
      field?.focus();
    }
  }

  async #copy(secret: string): Promise<void> {
    const note = await copyOrSelect(secret, this.#within('[part~=secret]'));
    if (this.status !== 'pairing') return;
    this.copyNote = note;
    this.announcer.say(this.text(note));
  }

  /** Forgets what was typed, and what was said of it. */
  #clear(): void {
    this.missing = this.copyNote = undefined;
    this.isQrOpen = false;
    this.#field?.clear();
    forgetQr(this.renderRoot);
    // Out of the document as well, no key stays in what was rendered.
    this.requestUpdate();
  }

  #onKeydown(event: KeyboardEvent): void {
    const [field] = event.composedPath();
    const isName = field === this.#within('#device-name');
    if (event.key !== 'Enter' || event.isComposing || !(isName || field === this.#field?.input)) return;
    // The form around the element, where there is one, is for pages without scripts.
    event.preventDefault();
    void (isName ? this.#confirmName() : this.submit());
  }

  get #troubles(): Troubles {
    return troublesOf(this.#state, this.missing, {
      text: this.text,
      errorText: (error) => this.errorText(error),
      codeLength: this.#field?.length ?? 0,
    });
  }
}
