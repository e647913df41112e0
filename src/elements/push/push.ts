import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import { FocusController } from '../../controllers/focus-controller.js';
import type { Proof, Verification } from '../../core/client.js';
import type { MfaErrorCode } from '../../core/mfa-error.js';
import { PushFlow } from '../../flows/push-flow.js';
import type { PushEvent, PushState, PushStatus } from '../../flows/push-state.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { push } from '../../locales/en/push.js';
import { shared } from '../../locales/en/shared.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalBoolean, optionalNumber, optionalText } from '../attributes.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { rememberWords } from '../remember.js';
import { saysLeft, SPOKEN_AT_MS } from '../wait.js';
import { warnOfSetup } from '../warnings.js';
import {
  MfaPushDeniedEvent,
  MfaPushExpiredEvent,
  MfaPushFailedEvent,
  MfaPushSentEvent,
  MfaPushVerifiedEvent,
} from './push.events.js';
import { renderPush } from './push-view.js';
import { styles } from './push.styles.js';
import { says } from './says.js';

/** What is said otherwise here than of a code. */
const ERROR_TEXTS: Partial<Record<MfaErrorCode, TextKey>> = {
  'invalid-code': 'pushWrongNumber',
  'code-used': 'pushExpired',
  'code-expired': 'pushExpired',
  'challenge-expired': 'pushExpired',
  'too-many-attempts': 'pushTooMany',
  'delivery-failed': 'pushNotDelivered',
  'not-enrolled': 'pushNone',
};

/** Where focus goes when what had it is gone, the first that is there. */
const WAYS_OUT = ['done', 'title', 'denied', 'expired', 'send', 'resend', 'restart', 'error'];

/**
 * @summary Approve a notification on a phone, with a number to match where the backend gives one.
 *
 * The notification is sent when the person presses the button, once, and never by itself again. The element then asks
 * the backend at its pace whether it was approved, only while the page is shown, and until the time is up.
 *
 * ```html
 * <mfa-push backend="loginradius" endpoint="/mfa"></mfa-push>
 * ```
 *
 * @slot intro - What is going to happen.
 * @slot help - What the page wants to say to people who are stuck.
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @slot restart - The page's own way back to the sign-in, in place of the button, where it cannot go on.
 * @event {MfaPushSentEvent} mfa-push-sent - A notification is on its way.
 * @event {MfaPushVerifiedEvent} mfa-push-verified - It was approved.
 * @event {MfaPushDeniedEvent} mfa-push-denied - The person said that it was not them.
 * @event {MfaPushExpiredEvent} mfa-push-expired - Nobody answered in time.
 * @event {MfaPushFailedEvent} mfa-push-failed - It came to nothing; with the error's code.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - It cannot go on, and the person wants to sign in again.
 * @csspart intro - What is going to happen.
 * @csspart send - The button that sends the first one.
 * @csspart title - Where the person has to look.
 * @csspart words - What they have to do there.
 * @csspart number - The number to match.
 * @csspart trouble - That the backend cannot be asked at the moment.
 * @csspart timer - How long there is to answer.
 * @csspart expiry-hint - That it may have expired.
 * @csspart remember - The box for not being asked again on this device.
 * @csspart hint - What to do where nothing is to be seen.
 * @csspart resend - The button that sends another one.
 * @csspart resend-wait - How long until another one may be sent.
 * @csspart denied - That it was refused.
 * @csspart denied-hint - What to do where it was not the person.
 * @csspart expired - That nobody answered in time.
 * @csspart error - What went wrong.
 * @csspart restart - The button back to the sign-in.
 * @csspart done - What is said at the end.
 * @csspart proof - The question for a proof.
 * @cssstate ready - And one for each other status: sending, proving, waiting, verified, denied, expired, failed, ended.
 */
export class MfaPush extends MfaFlowElement {
  static override readonly tag: string = 'mfa-push';
  static override readonly english: Texts = { ...push, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  static override properties: PropertyDeclarations = {
    deviceName: { attribute: 'device-name', converter: optionalText },
    expiresIn: { attribute: 'expires-in', converter: optionalNumber },
    resendDelay: { attribute: 'resend-delay', converter: optionalNumber },
    maxResends: { attribute: 'max-resends', converter: optionalNumber },
    rememberDevice: { attribute: 'remember-device', converter: optionalBoolean },
    flow: { attribute: false },
  };

  /** Which of the person's devices to ask, for backends that want its name. */
  deviceName?: string | undefined;

  /** Seconds for which an answer is waited for, where the backend does not say. Default 300. */
  expiresIn?: number | undefined;

  /** Seconds before another one may be sent, where the backend does not say. Default 30; doubles each time. */
  resendDelay?: number | undefined;

  /** How often another one may be sent. Default: no limit but the backend's. */
  maxResends?: number | undefined;

  /** Offer to skip the second factor on this device, where the backend can. Default false. */
  rememberDevice?: boolean | undefined;

  /** What sends and asks, for a page that holds it itself. Default: the element makes its own. Its options then win. */
  flow?: PushFlow | undefined;

  readonly #flow: FlowController<PushFlow> = new FlowController<PushFlow>(this, {
    make: () => this.#makeFlow(),
    given: () => this.flow,
    onChange: (before, after) => this.#onChange(before, after),
    onEvent: (event) => void this.#onEvent(event),
  });
  protected readonly announcer = new AnnouncerController<PushState>(this, {
    state: () => this.#state,
    says: (before, after) => says(before, after, { text: this.text, failure: this.failureText(this.#state) }),
  });
  readonly #countdown = new CountdownController(this, {
    clock: this.time,
    thresholds: () => SPOKEN_AT_MS,
    onThreshold: (ms) => this.announcer.tell(saysLeft(this.text, ms, 'pushExpiresIn')),
  });
  /** Ticks for the eyes only. */
  readonly #wait = new CountdownController(this, { clock: this.time });
  readonly #internals = this.attachInternals();

  constructor() {
    super();
    new FocusController(this, { field: () => null, waysOut: WAYS_OUT });
  }

  /** Where the element is. */
  get status(): PushStatus {
    return this.#state.status;
  }

  /** What the backend gave for the approval. */
  get verification(): Verification | undefined {
    const state = this.#state;
    return state.status === 'verified' ? state.verification : undefined;
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    if (!this.flow) this.#flow.flow.refresh();
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status]);
  }

  /**
   * Sends a notification, the first one or another. Resolves to whether it is on its way; does nothing before the wait
   * is over. To be called when the person presses something, and never by itself.
   */
  async send(): Promise<boolean> {
    return this.isConnected && this.shown(this.#flow.flow.send());
  }

  /** Gives up what is under way, and takes it back where the backend can. */
  cancel(): void {
    this.#flow.flow.cancel();
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#flow.flow.proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    const first =
      'mfa-proof, [part~=send], [part~=done], [part~=title], [part~=denied], [part~=expired], [part~=error]';
    this.shadowRoot?.querySelector<HTMLElement>(first)?.focus(options);
  }

  protected override errorKey(code: MfaErrorCode): TextKey {
    return ERROR_TEXTS[code] ?? super.errorKey(code);
  }

  protected override renderContent(): TemplateResult {
    const { flow } = this.#flow;
    return renderPush({
      ...this.viewOf(flow.proof, this.announcer),
      state: flow.state,
      error: this.failureText(this.#state),
      rememberText: this.#rememberText,
      send: () => void this.send(),
      remember: (isWanted) => flow.remember(isWanted),
    });
  }

  #makeFlow(): PushFlow {
    return new PushFlow({
      client: this.clients,
      deviceName: () => this.deviceName,
      expiresIn: () => this.lifetimeOf(this.expiresIn),
      resendDelay: () => this.firstResendDelay(this.resendDelay),
      maxResends: () => this.resendLimit(this.maxResends),
      recordKey: () => this.recordKeyOf(this.id),
      ...this.ports,
    });
  }

  get #state(): PushState {
    return this.#flow.state;
  }

  get #rememberText(): string | undefined {
    const { client } = this.#flow.flow;
    return rememberWords(this.text, !this.asOnServer && this.setting('rememberDevice'), client);
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(before: PushState | undefined, after: PushState): void {
    const isTimed = after.status === 'waiting' && !after.mayHaveExpired;
    this.#countdown.deadline = isTimed ? after.expiresAt : undefined;
    this.#wait.deadline = after.resendAt;
    const isProving = after.status === 'proving';
    if (before && (before.status === 'proving') !== isProving)
      void this.leadToProof(this.#flow.flow.proof, isProving, '[part~=title], [part~=send], [part~=resend]');
  }

  async #onEvent(event: PushEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    switch (event.type) {
      case 'sent':
        this.dispatchEvent(new MfaPushSentEvent(null));
        break;
      case 'verified':
        this.dispatchEvent(new MfaPushVerifiedEvent(null));
        break;
      case 'denied':
        this.dispatchEvent(new MfaPushDeniedEvent(null));
        break;
      case 'expired':
        this.dispatchEvent(new MfaPushExpiredEvent(null));
        break;
      case 'failed':
        this.dispatchEvent(new MfaPushFailedEvent({ code: event.error.code }));
    }
  }
}
