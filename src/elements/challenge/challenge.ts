import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import { MESSAGE_CHANNELS } from '../../core/kinds.js';
import type { Proof, Verification } from '../../core/client.js';
import { ChallengeFlow } from '../../flows/challenge-flow.js';
import type { ChallengeEvent, ChallengeState, ChallengeStatus } from '../../flows/challenge-state.js';
import { unknownWords } from '../../flows/ways.js';
import { challenge } from '../../locales/en/challenge.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { shared } from '../../locales/en/shared.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalBoolean, optionalWords } from '../attributes.js';
import { dueText } from '../due-text.js';
import { headingLevelOf } from '../heading.js';
import { setStates } from '../host-states.js';
import { MfaPanelHolder } from '../mfa-panel-holder.js';
import { actorIn, type PanelElement } from '../panel-view.js';
import { saysLeft, SPOKEN_AT_MS, WAIT_SPOKEN_AT_MS } from '../wait.js';
import { warnOfOrder, warnOfSetup } from '../warnings.js';
import {
  MfaChallengeCompletedEvent,
  MfaChallengeFailedEvent,
  MfaChallengeSkippedEvent,
} from './challenge.events.js';
import { renderChallenge } from './challenge-view.js';
import { styles } from './challenge.styles.js';
import { says } from './says.js';

/** Where focus goes when what had it is gone, the first that is there. */
const WAYS_ON = 'mfa-proof, mfa-recovery-codes, #title, [part~=retry], [part~=loading]';

/**
 * @summary The whole second step: choose a way, prove who you are, or set a factor up where one is required.
 *
 * Give it what the first step gave (`login`), or let it ask the backend. With one way it goes straight there; a code
 * that was sent already is not sent again. What was begun stays when the person tries another way and comes back. At
 * the end there is one event, and what the backend gave is in the `verification` property. Its own options count for
 * the elements inside of it.
 *
 * ```html
 * <mfa-challenge backend="ciam" endpoint="/mfa"></mfa-challenge>
 * ```
 *
 * @slot - The page's own `<input>` for the code, with its `<label>`; one is made where there is none.
 * @slot help - What the page wants to say to people who are stuck.
 * @slot done - What is said at the end.
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @slot restart - The page's own way back to the sign-in, in place of the button, where it cannot go on.
 * @event {MfaChallengeCompletedEvent} mfa-challenge-completed - It is done; with the kind of factor.
 * @event {MfaChallengeSkippedEvent} mfa-challenge-skipped - The person goes on without, where that is allowed.
 * @event {MfaChallengeFailedEvent} mfa-challenge-failed - It cannot go on; with the error's code.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - It cannot go on, and the person wants to sign in again.
 * @csspart title - What is to be done now.
 * @csspart ways - The list of ways.
 * @csspart way - One way.
 * @csspart panel - What belongs to one way.
 * @csspart limit - Why a passkey is not offered.
 * @csspart timer - The time left to sign in.
 * @csspart another - The button that leads to the other ways.
 * @csspart back - The button that leads back.
 * @csspart due - By when something has to be set up.
 * @csspart skip - The button that goes on without.
 * @csspart reset - The button for who has forgotten the answers.
 * @csspart footer - The row of these buttons.
 * @csspart wait - How long until it may be tried again.
 * @csspart retry - The button that tries again.
 * @csspart restart - The button back to the sign-in.
 * @csspart done - What is said at the end.
 * @csspart proof - The question for a proof.
 * @csspart codes - Recovery codes that were just made.
 * @csspart button-way - A way in a list.
 * @cssstate idle - And one for each other status: loading, choosing, answering, enrolling, proving, saving, completed,
 *   skipped, unusable, ended, failed.
 */
export class MfaChallenge extends MfaPanelHolder {
  static override readonly tag: string = 'mfa-challenge';
  static override readonly english: Texts = { ...challenge, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  static override properties: PropertyDeclarations = {
    login: { attribute: false },
    authenticatorOptionsOrder: { attribute: 'authenticator-options-order', converter: optionalWords },
    flow: { attribute: false },
    rememberDevice: { attribute: 'remember-device', converter: optionalBoolean },
    optionalTwoFactorAuthentication: {
      attribute: 'optional-two-factor-authentication',
      converter: optionalBoolean,
    },
  };

  /**
   * What the first step gave: an answer, a ticket, or a list of factors. A new one begins anew. Secret, and let go of once
   * the second step is done.
   */
  login: unknown;

  /**
   * In which order ways are offered, by their kinds. Default: what was used last in this tab, then the strongest first.
   * As an attribute, separated by spaces.
   */
  authenticatorOptionsOrder?: readonly string[] | undefined;

  /** Offer to skip the second factor on this device, where the backend can. Default false. */
  rememberDevice?: boolean | undefined;

  /** Whether the person may go on without, as far as the page is concerned. Default: what the backend says. */
  optionalTwoFactorAuthentication?: boolean | undefined;

  /** What leads through the second step, for a page that holds it itself. Its options then win. */
  flow?: ChallengeFlow | undefined;

  readonly #flow: FlowController<ChallengeFlow> = new FlowController<ChallengeFlow>(this, {
    make: () =>
      new ChallengeFlow({
        destinations: () =>
          MESSAGE_CHANNELS.filter((channel) => this.setting(channel === 'email' ? 'email' : 'phoneNumber')),
        order: () => this.setting('authenticatorOptionsOrder') ?? [],
        isOptional: () => this.setting('optionalTwoFactorAuthentication') === true,
        ...this.holderOptions,
      }),
    given: () => this.flow,
    onChange: (before, after) => this.#onChange(before, after),
    onEvent: (event) => void this.#onEvent(event),
    onLeave: () => {
      this.#clearField();
      // What was given up before it had begun begins anew where the element is shown again.
      if (this.status === 'idle') this.#isAsked = false;
    },
  });
  protected readonly announcer = new AnnouncerController<ChallengeState>(this, {
    state: () => this.#state,
    says: (before, after) => says(before, after, { text: this.text, failure: this.#failureText }),
  });
  readonly #countdown = new CountdownController(this, {
    clock: this.time,
    thresholds: () => (this.status === 'failed' ? WAIT_SPOKEN_AT_MS : SPOKEN_AT_MS),
    onThreshold: (ms) =>
      this.announcer.tell(
        saysLeft(this.text, ms, this.status === 'failed' ? 'tryAgainIn' : 'challengeEndsIn'),
      ),
  });
  readonly #internals = this.attachInternals();
  #isAsked = false;

  constructor() {
    super();
    // After the look-up of the client, which has been added before.
    this.addController({ hostUpdate: () => this.#begin() });
  }

  /** Where the element is. */
  get status(): ChallengeStatus {
    return this.#state.status;
  }

  /** What the backend gave for the second step. */
  get verification(): Verification | undefined {
    const state = this.#state;
    return state.status === 'completed' ? state.verification : undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { flow } = this.#flow;
    if (!this.flow) {
      // The same login again, in another object, is no other sign-in.
      if (changed.has('login') && this.hasUpdated && !flow.isTaken(this.login)) {
        flow.reset();
        this.#isAsked = false;
        this.#begin();
      }
      flow.refresh();
    }
    const unknown = unknownWords(this.setting('authenticatorOptionsOrder') ?? []);
    if (unknown.length > 0) warnOfOrder(this, unknown);
    if (this.status === 'completed') this.login = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    setStates(this.#internals, [this.status]);
  }

  /** Finds out anew what there is, and begins. Resolves to whether that went well. */
  async start(): Promise<boolean> {
    if (!this.isConnected || this.status === 'loading') return false;
    this.#isAsked = true;
    return this.shown(this.#flow.flow.start(this.login));
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#flow.flow.proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    (this.#actor ?? this.#first('[part~=way], [part~=retry]') ?? this.#first(WAYS_ON))?.focus(options);
  }

  protected override renderContent(): TemplateResult {
    const { flow } = this.#flow;
    const { state, resetWay } = flow;
    const way = state.current?.way;
    return renderChallenge({
      ...this.viewOf(flow.proof, this.announcer),
      state,
      client: flow.client,
      headingLevel: headingLevelOf(this),
      error: this.#failureText,
      due: this.#due,
      canReset: way?.act === 'use' && way.kind === 'security-questions' && resetWay !== undefined,
      hasPageField: !this.asOnServer && this.#pageField !== null,
      issuer: this.issuer,
      accountLabel: this.accountLabel,
      open: (to) => flow.open(to),
      choose: () => flow.choose(),
      skip: () => flow.skip(),
      reset: () => resetWay && flow.open(resetWay),
      retry: () => void this.start(),
      saved: () => flow.saved(),
    });
  }

  get #state(): ChallengeState {
    return this.#flow.state;
  }

  /** The element that the person acts on in the way that is open. */
  get #actor(): PanelElement | null {
    const way = this.#state.current?.way;
    return way ? actorIn(this.#first(`#panel-${way.id}:not([hidden])`)) : null;
  }

  #first(selector: string): PanelElement | null {
    return this.renderRoot.querySelector<PanelElement>(selector);
  }

  /** Nothing where the person proves themselves by what they have: then there is nothing to do. */
  get #due(): string {
    const { requiredFrom, ways } = this.#state;
    if (!requiredFrom || ways.some(({ act }) => act === 'use')) return '';
    return dueText(this.text, requiredFrom, ['challengeDue', 'challengeDueNow']);
  }

  get #failureText(): string {
    const state = this.#state;
    if (state.status !== 'ended' && state.status !== 'failed') return '';
    if (state.failure.code === 'challenge-expired') return this.text('challengeEnded');
    return state.failure.code === 'unauthenticated'
      ? this.text('challengeEndedSession')
      : this.errorText(state.failure);
  }

  #begin(): void {
    if (this.#isAsked || this.flow || !this.isConnected || !this.hasClient) return;
    if (this.setting('twoFactorAuthentication') === false) return;
    void this.start();
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(before: ChallengeState | undefined, after: ChallengeState): void {
    this.#countdown.deadline = after.status === 'failed' ? after.waitUntil : after.expiresAt;
    if (!before) return;
    // There is one field of the page for all ways: what was typed for another is no code here.
    const isOver = after.opened.length < before.opened.length;
    if (isOver || (before.current && after.current !== before.current)) this.#clearField();
    if (after.status === 'proving') void this.summonProof(this.#flow.flow.proof);
    const isElsewhere =
      after.status !== before.status || after.current !== before.current || after.canSkip !== before.canSkip;
    if (isElsewhere && this.matches(':focus-within')) void this.#lead(before, after);
  }

  /** What had the focus is gone: what is new takes it. */
  async #lead(before: ChallengeState, after: ChallengeState): Promise<void> {
    await this.updateComplete;
    // Only the way around it is gone: what had the focus may still be there.
    const isSame = after.status === before.status && after.current === before.current;
    if (isSame && this.shadowRoot?.activeElement) return;
    if (after.status === 'proving') await customElements.whenDefined('mfa-proof');
    const isUsed = after.status === 'answering' || before.status === 'proving';
    const next = (isUsed ? this.#actor : null) ?? this.#first(WAYS_ON);
    await next?.updateComplete;
    next?.focus();
  }

  async #onEvent(event: ChallengeEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    if (event.type === 'failed') this.dispatchEvent(new MfaChallengeFailedEvent({ code: event.error.code }));
    else if (event.type === 'skipped') this.dispatchEvent(new MfaChallengeSkippedEvent(null));
    else this.dispatchEvent(new MfaChallengeCompletedEvent({ kind: event.kind, enrolled: event.enrolled }));
  }

  #clearField(): void {
    if (this.#pageField) this.#pageField.value = '';
  }

  get #pageField(): HTMLInputElement | null {
    const own = ':scope > input:not([slot]), :scope > label:not([slot]) input';
    return this.querySelector<HTMLInputElement>(own);
  }
}
