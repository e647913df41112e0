import type { PropertyDeclarations, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import { FocusController } from '../../controllers/focus-controller.js';
import { MediaController } from '../../controllers/media-controller.js';
import type { Proof, Verification } from '../../core/client.js';
import type { MfaErrorCode } from '../../core/mfa-error.js';
import { PushEnrollFlow } from '../../flows/push-enroll-flow.js';
import type { PushEnrollEvent, PushEnrollState, PushEnrollStatus } from '../../flows/push-enroll-state.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { push } from '../../locales/en/push.js';
import { shared } from '../../locales/en/shared.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { steps } from '../../styles/steps.js';
import { tokens } from '../../styles/tokens.js';
import { optionalNumber } from '../attributes.js';
import { forgetQr } from '../forget-qr.js';
import { headingLevelOf } from '../heading.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { openApp, PHONE } from '../on-phone.js';
import { saysLeft, SPOKEN_AT_MS } from '../wait.js';
import { warnOfSetup } from '../warnings.js';
import { MfaPushEnrolledEvent, MfaPushEnrollmentFailedEvent } from './push-enroll.events.js';
import { renderPushEnroll } from './push-enroll-view.js';
import { styles } from './push-enroll.styles.js';
import { says } from './says.js';

/** What is said otherwise here than of a code. */
const ERROR_TEXTS: Partial<Record<MfaErrorCode, TextKey>> = {
  'code-expired': 'pushCodeExpired',
  'code-used': 'pushCodeExpired',
  'challenge-expired': 'pushCodeExpired',
  'push-denied': 'pushEnrollDenied',
};

/** Where focus goes when what had it is gone, the first that is there. */
const WAYS_OUT = ['done', 'step', 'begin', 'restart', 'error'];

/**
 * @summary Set a phone up that shows notifications: a QR code to scan, until the app has done so.
 *
 * Begins when the person presses the button. The URI in the QR code is a secret: it is in no attribute, event, log or
 * storage, and is forgotten at the end.
 *
 * ```html
 * <mfa-push-enroll backend="loginradius" endpoint="/mfa"></mfa-push-enroll>
 * ```
 *
 * @slot intro - What is going to happen.
 * @slot app-step - Title and words of the step in which the person gets the app.
 * @slot scan-step - Title and words of the step with the QR code.
 * @slot confirm-step - Title and words of the step in which the person confirms on the phone.
 * @slot done - What is said at the end.
 * @slot help - What the page wants to say to people who are stuck.
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @slot restart - The page's own way back to the sign-in, in place of the button, where it cannot go on.
 * @event {MfaPushEnrolledEvent} mfa-push-enrolled - The device shows notifications from now on.
 * @event {MfaPushEnrollmentFailedEvent} mfa-push-enrollment-failed - No device was added; with the error's code.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - It cannot go on, and the person wants to sign in again.
 * @csspart intro - What is going to happen.
 * @csspart begin - The button that begins, or tries again.
 * @csspart steps - The list of steps.
 * @csspart step - One step.
 * @csspart step-marker - Its number.
 * @csspart step-title - Its title.
 * @csspart qr - The QR code.
 * @csspart qr-image - Its drawing.
 * @csspart open-app - The button that opens the app on this device.
 * @csspart timer - How long the code can be scanned.
 * @csspart expiry-hint - That the code may have expired.
 * @csspart trouble - That the backend cannot be asked at the moment.
 * @csspart start-over - The button that gets another code.
 * @csspart error - What went wrong.
 * @csspart wait - How long to wait before the next try.
 * @csspart restart - The button back to the sign-in.
 * @csspart done - What is said at the end.
 * @csspart proof - The question for a proof.
 * @cssstate idle - And one for each other status: creating, proving, scanning, enrolled, failed, ended.
 */
export class MfaPushEnroll extends MfaFlowElement {
  static override readonly tag: string = 'mfa-push-enroll';
  static override readonly english: Texts = { ...push, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, screens, steps, styles];

  static override properties: PropertyDeclarations = {
    headingLevel: { attribute: 'heading-level', converter: optionalNumber },
    flow: { attribute: false },
  };

  /** Level of the titles, 1 to 6. Default 2. */
  headingLevel?: number | undefined;

  /** What adds the device, for a page that holds it itself. Default: the element makes its own. Its options then win. */
  flow?: PushEnrollFlow | undefined;

  readonly #flow: FlowController<PushEnrollFlow> = new FlowController<PushEnrollFlow>(this, {
    make: () => new PushEnrollFlow({ client: this.clients, ...this.ports }),
    given: () => this.flow,
    onChange: (before, after) => this.#onChange(before, after),
    onEvent: (event) => void this.#onEvent(event),
    onLeave: () => {
      // Out of the document as well, no secret stays in what was rendered.
      forgetQr(this.renderRoot);
      this.requestUpdate();
    },
  });
  protected readonly announcer = new AnnouncerController<PushEnrollState>(this, {
    state: () => this.#state,
    says: (before, after) => says(before, after, { text: this.text, failure: this.failureText(this.#state) }),
  });
  readonly #countdown = new CountdownController(this, {
    clock: this.time,
    thresholds: () => SPOKEN_AT_MS,
    onThreshold: (ms) => this.announcer.tell(saysLeft(this.text, ms, 'pushCodeExpiresIn')),
  });
  readonly #wait = this.spokenWait((saying) => this.announcer.tell(saying));
  readonly #phone = new MediaController(this, PHONE);
  readonly #internals = this.attachInternals();

  constructor() {
    super();
    new FocusController(this, { field: () => null, waysOut: WAYS_OUT });
  }

  /** Where the element is. */
  get status(): PushEnrollStatus {
    return this.#state.status;
  }

  /** What the backend gave for the new device. */
  get verification(): Verification | undefined {
    const state = this.#state;
    return state.status === 'enrolled' ? state.verification : undefined;
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status]);
  }

  /** Has a device prepared. Resolves to whether there is something to scan; does nothing where there is already. */
  async start(): Promise<boolean> {
    return this.isConnected && this.shown(this.#flow.flow.begin());
  }

  /** Gives up what there is to scan, and gets another code: only this does. */
  async startOver(): Promise<boolean> {
    return this.isConnected && this.shown(this.#flow.flow.startOver());
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#flow.flow.proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    const first = 'mfa-proof, [part~=begin], [part~=step], [part~=done], [part~=error]';
    this.shadowRoot?.querySelector<HTMLElement>(first)?.focus(options);
  }

  protected override errorKey(code: MfaErrorCode): TextKey {
    return ERROR_TEXTS[code] ?? super.errorKey(code);
  }

  protected override renderContent(): TemplateResult {
    const { flow } = this.#flow;
    return renderPushEnroll({
      ...this.viewOf(flow.proof, this.announcer),
      texts: this.texts,
      state: flow.state,
      headingLevel: headingLevelOf(this),
      error: this.failureText(this.#state),
      onPhone: !this.asOnServer && this.#phone.matches,
      begin: () => void this.start(),
      startOver: () => void this.startOver(),
      openApp,
    });
  }

  get #state(): PushEnrollState {
    return this.#flow.state;
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(before: PushEnrollState | undefined, after: PushEnrollState): void {
    const isTimed = after.status === 'scanning' && !after.mayHaveExpired;
    this.#countdown.deadline = isTimed ? after.expiresAt : undefined;
    this.#wait.deadline = after.waitUntil;
    if (before?.status === 'scanning' && after.status !== 'scanning') forgetQr(this.renderRoot);
    const isProving = after.status === 'proving';
    if (before && (before.status === 'proving') !== isProving)
      void this.leadToProof(this.#flow.flow.proof, isProving, '[part~=step], [part~=begin]');
  }

  async #onEvent(event: PushEnrollEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    if (event.type === 'failed')
      this.dispatchEvent(new MfaPushEnrollmentFailedEvent({ code: event.error.code }));
    else this.dispatchEvent(new MfaPushEnrolledEvent(null));
  }
}
