import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import { MESSAGE_CHANNELS } from '../../core/kinds.js';
import type { Verification } from '../../core/client.js';
import { ConfirmFlow } from '../../flows/confirm-flow.js';
import type { ConfirmEvent, ConfirmState, ConfirmStatus } from '../../flows/confirm-state.js';
import { confirm } from '../../locales/en/confirm.js';
import { shared } from '../../locales/en/shared.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalText } from '../attributes.js';
import { focusIn } from '../focus-in.js';
import { headingLevelOf } from '../heading.js';
import { setStates } from '../host-states.js';
import { MfaPanelHolder } from '../mfa-panel-holder.js';
import { MfaConfirmationCancelledEvent, MfaIdentityConfirmedEvent } from './confirm.events.js';
import { isSessionOver, renderConfirm } from './confirm-view.js';
import { styles } from './confirm.styles.js';
import { DialogController } from './dialog-controller.js';
import { opensElsewhere, press, pressedControl } from './held-click.js';
import { isAnyOpen, oneAtATime } from './one-at-a-time.js';
import { says } from './says.js';

/**
 * @summary Around the page's own button: what it does is done once the person has confirmed that it is them.
 *
 * A press is held back. A dialog asks for whatever factor the person has, by the client's step-up or else by its own
 * second step; for the password of who has none, where the step-up takes that. Then the press goes on, once, and the page's
 * own listeners run as always. Where the person cancels, it does not. It is the server that decides: what is held back here
 * is asked for in time, and never the only thing that is asked.
 *
 * ```html
 * <mfa-confirm endpoint="/mfa" reason="Send 250 € to Ada">
 *   <button type="submit">Send</button>
 * </mfa-confirm>
 * ```
 *
 * @slot - The page's own button or link.
 * @event {MfaIdentityConfirmedEvent} mfa-identity-confirmed - The person has confirmed, and the press goes on; with the
 *   kind of factor.
 * @event {MfaConfirmationCancelledEvent} mfa-confirmation-cancelled - The person has not, and it does not.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - The session is over, and the person wants to sign in again.
 * @csspart dialog - The dialog.
 * @csspart title - Its title, with the reason.
 * @csspart words - Why it asks.
 * @csspart challenge - What the person confirms with.
 * @csspart cancel - The button that leaves everything as it is.
 * @cssstate idle - And one for each other status: asking, confirmed, cancelled.
 */
export class MfaConfirm extends MfaPanelHolder {
  static override readonly tag: string = 'mfa-confirm';
  static override readonly english: Texts = { ...confirm, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  static override properties: PropertyDeclarations = {
    reason: { converter: optionalText },
    flow: { attribute: false },
  };

  /** What is to be confirmed, in the page's own words and language: `Send 250 € to Ada`. The dialog's title says it. */
  reason?: string | undefined;

  /** What asks, for a page that holds it itself. Its options then win. */
  flow?: ConfirmFlow | undefined;

  readonly #flow: FlowController<ConfirmFlow> = new FlowController<ConfirmFlow>(this, {
    make: () =>
      new ConfirmFlow({
        destinations: () =>
          MESSAGE_CHANNELS.filter((channel) => this.setting(channel === 'email' ? 'email' : 'phoneNumber')),
        order: () => this.setting('authenticatorOptionsOrder') ?? [],
        ...this.holderOptions,
      }),
    given: () => this.flow,
    onChange: (before, after) => {
      if (asksPassword(before) !== asksPassword(after)) void this.#lead(asksPassword(after));
    },
    onEvent: (event) => void this.#onEvent(event),
  });
  protected readonly announcer = new AnnouncerController<ConfirmState>(this, {
    state: () => this.#flow.state,
    says: (before, after) => says(before, after, this.text),
  });
  readonly #dialog = new DialogController(this, {
    isAsked: () => this.status === 'asking',
    challenge: () => this.#flow.flow.challenge,
  });
  readonly #internals = this.attachInternals();
  /** What was pressed, and waits. */
  #held: { control: HTMLElement; elsewhere: boolean } | undefined;
  #goesOn = false;

  constructor() {
    super();
    // Before the page's own listeners, on the button or anywhere below the element.
    for (const type of ['click', 'auxclick'] as const)
      this.addEventListener(type, (event) => this.#onClick(event), { capture: true });
  }

  /** Where the element is. */
  get status(): ConfirmStatus {
    return this.#flow.state.status;
  }

  /** What the backend gave. Secret. Let go of when the person is asked again, or the element has left the page. */
  get verification(): Verification | undefined {
    const { state } = this.#flow.flow;
    return state.status === 'confirmed' ? state.verification : undefined;
  }

  /**
   * Opens the dialog. While one is open in the page, whoever opened it, there is no other, and its answer is this one's.
   *
   * @returns what the backend gave; nothing where the person did not confirm. Secret. Never rejects.
   */
  ask(): Promise<Verification | undefined> {
    return oneAtATime(() => this.show());
  }

  /** @internal Opens it, whatever else is open. The answer comes when the dialog has closed. */
  async show(): Promise<Verification | undefined> {
    return this.isConnected ? this.shown(this.#flow.flow.ask()) : undefined;
  }

  /** Closes the dialog: the person has not confirmed. */
  cancel(): void {
    this.#flow.flow.cancel();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    setStates(this.#internals, [this.status]);
  }

  /** The button is the page's, and there whatever is switched off. */
  protected override render(): TemplateResult {
    return this.renderContent();
  }

  protected override renderContent(): TemplateResult {
    const { flow } = this.#flow;
    return renderConfirm({
      ...this.viewOf(flow.proof, this.announcer),
      state: flow.state,
      challenge: flow.challenge,
      reason: this.reason,
      headingLevel: headingLevelOf(this),
      closed: () => {
        if (this.#dialog.isClosed) flow.cancel();
      },
      cancel: () => flow.cancel(),
      restart: (event) => this.#onRestart(event),
    });
  }

  /** Who has a modal dialog open is at it: to the question for the password, and from there back to the title. */
  async #lead(toPassword: boolean): Promise<void> {
    if (toPassword) await this.summonProof(this.#flow.flow.proof);
    await this.updateComplete;
    if (toPassword === asksPassword(this.#flow.state))
      await focusIn(this.renderRoot, toPassword ? 'mfa-proof' : '#title');
  }

  #onClick(event: MouseEvent): void {
    const control = pressedControl(this, event);
    if (!control || this.#goesOn) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // What another dialog asks for is another thing.
    if (isAnyOpen()) return;
    this.#held = { control, elsewhere: opensElsewhere(event) };
    void this.ask();
  }

  /** A session that is over is the page's to begin anew; of anything else there is another try here. */
  #onRestart(event: Event): void {
    const { flow } = this.#flow;
    if (isSessionOver(flow.challenge.state)) {
      flow.cancel();
      return;
    }
    event.stopPropagation();
    flow.retry();
  }

  async #onEvent(event: ConfirmEvent): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    // The dialog closes first: the page may look at what has the focus, or open a dialog of its own.
    await this.updateComplete;
    if (event.type === 'cancelled') {
      this.dispatchEvent(new MfaConfirmationCancelledEvent(null));
      return;
    }
    this.dispatchEvent(new MfaIdentityConfirmedEvent({ kind: event.kind }));
    if (!held?.control.isConnected) return;
    this.#goesOn = true;
    press(held.control, held.elsewhere);
    this.#goesOn = false;
  }
}

function asksPassword(state: ConfirmState | undefined): boolean {
  return state?.status === 'asking' && state.byPassword;
}
