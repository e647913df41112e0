import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import type { Proof } from '../../core/client.js';
import { TrustedDevicesFlow } from '../../flows/trusted-devices-flow.js';
import type {
  TrustedDevicesEvent,
  TrustedDevicesState,
  TrustedDevicesStatus,
} from '../../flows/trusted-devices-state.js';
import { devices } from '../../locales/en/devices.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { shared } from '../../locales/en/shared.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalNumber } from '../attributes.js';
import { focusIn } from '../focus-in.js';
import { headingLevelOf } from '../heading.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { warnOfSetup } from '../warnings.js';
import { says } from './says.js';
import { MfaTrustedDevicesFailedEvent, MfaTrustedDevicesForgottenEvent } from './trusted-devices.events.js';
import { deviceText, renderTrustedDevices } from './trusted-devices-view.js';
import { styles } from './trusted-devices.styles.js';

/** Where focus goes when what had it is gone, the first that is there. */
const WAYS_ON = 'mfa-proof, #task-title, #note:not([hidden]), [part~=retry], [part~=restart]';

/**
 * @summary The devices on which a person is not asked for a second step, and how to remove them.
 *
 * Part of `<mfa-settings>`, and useful alone. Shows what the backend says, and asks it again after each change.
 *
 * ```html
 * <mfa-trusted-devices backend="rest"></mfa-trusted-devices>
 * ```
 *
 * @slot help - What the page wants to say to people who are stuck.
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @slot restart - The page's own way back to the sign-in, in place of the button, where the session is over.
 * @event {MfaTrustedDevicesForgottenEvent} mfa-trusted-devices-forgotten - One was removed, or all.
 * @event {MfaTrustedDevicesFailedEvent} mfa-trusted-devices-failed - A call failed; with the error's code.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - The session is over, and the person wants to sign in again.
 * @csspart title - The title.
 * @csspart devices - The list.
 * @csspart device - One device.
 * @csspart name - What it is called.
 * @csspart this - The mark of the one in the person's hands.
 * @csspart place - Where it was seen.
 * @csspart date - When it was last used.
 * @csspart until - Until when it is trusted.
 * @csspart remove - The button that removes one.
 * @csspart remove-all - The button that removes all.
 * @csspart task - The question whether to remove.
 * @csspart task-title - The question, as a title.
 * @csspart confirm - The button that removes for good.
 * @csspart cancel - The button that leaves everything as it is.
 * @csspart note - What was removed last.
 * @csspart empty - What is said where there is none.
 * @csspart wait - How long until it may be tried again.
 * @csspart retry - The button that tries again.
 * @csspart restart - The button back to the sign-in.
 * @csspart loading - What is in their place before.
 * @csspart proof - The question for a proof.
 * @cssstate idle - And one for each other status: loading, ready, empty, failed, asking, proving, saving.
 */
export class MfaTrustedDevices extends MfaFlowElement {
  static override readonly tag: string = 'mfa-trusted-devices';
  static override readonly english: Texts = { ...devices, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  static override properties: PropertyDeclarations = {
    headingLevel: { attribute: 'heading-level', converter: optionalNumber },
    flow: { attribute: false },
  };

  /** Level of the title, 1 to 6. Default 2. */
  headingLevel?: number | undefined;

  /** What has the list, for a page that holds it itself. Default: the element makes its own. Its options then win. */
  flow?: TrustedDevicesFlow | undefined;

  readonly #flow: FlowController<TrustedDevicesFlow> = new FlowController<TrustedDevicesFlow>(this, {
    make: () => new TrustedDevicesFlow({ client: this.clients, ...this.ports }),
    given: () => this.flow,
    onChange: (before, after) => this.#onChange(before, after),
    onEvent: (event) => void this.#onEvent(event),
    onLeave: () => (this.#isAsked = false),
  });
  protected readonly announcer = new AnnouncerController<TrustedDevicesState>(this, {
    state: () => this.#state,
    says: (before, after) =>
      says(before, after, { text: this.text, note: this.#note, failure: this.failureText(this.#state) }),
  });
  readonly #wait = this.spokenWait((saying) => this.announcer.tell(saying));
  readonly #internals = this.attachInternals();
  #isAsked = false;

  constructor() {
    super();
    // After the look-up of the client, which has been added before.
    this.addController({ hostUpdate: () => this.#begin() });
  }

  /** Where the element is. */
  get status(): TrustedDevicesStatus {
    return this.#state.status;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client') && this.hasUpdated && !this.flow) {
      this.#flow.flow.reset();
      this.#isAsked = false;
      this.#begin();
    }
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status]);
  }

  /** Asks the backend for the list. Resolves to whether it is there; does nothing while that is under way. */
  async reload(): Promise<boolean> {
    if (!this.isConnected) return false;
    this.#isAsked = true;
    return this.#flow.flow.load();
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#flow.flow.proof.give(given);
  }

  protected override renderContent(): TemplateResult {
    const { flow } = this.#flow;
    return renderTrustedDevices({
      ...this.viewOf(flow.proof, this.announcer),
      state: flow.state,
      headingLevel: headingLevelOf(this),
      note: this.#note,
      error: this.failureText(this.#state),
      ask: (task) => flow.ask(task),
      cancel: () => flow.cancel(),
      forget: () => void flow.forget(),
      retry: () => void flow.retry(),
    });
  }

  get #state(): TrustedDevicesState {
    return this.#flow.state;
  }

  /** What was removed last, in words. */
  get #note(): string {
    const { done } = this.#state;
    if (!done) return '';
    return done === 'all'
      ? this.text('devicesRemovedAll')
      : this.text('devicesRemoved', { name: deviceText(this.text, done) });
  }

  #begin(): void {
    if (this.#isAsked || this.flow || !this.isConnected || !this.hasClient) return;
    if (this.setting('twoFactorAuthentication') === false) return;
    void this.reload();
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(before: TrustedDevicesState | undefined, after: TrustedDevicesState): void {
    this.#wait.deadline = after.waitUntil;
    if (!before) return;
    if (after.status === 'proving') void this.summonProof(this.#flow.flow.proof);
    const isElsewhere =
      after.status !== before.status || after.task !== before.task || after.done !== before.done;
    if (isElsewhere && this.matches(':focus-within')) void this.#lead(before, after);
  }

  /** What had the focus is gone: what is new takes it, or the button that it all began with. */
  async #lead(before: TrustedDevicesState, after: TrustedDevicesState): Promise<void> {
    await this.updateComplete;
    if (after.status === 'proving') await customElements.whenDefined('mfa-proof');
    // Where it still is, it stays.
    if (this.matches(':focus-within') && this.shadowRoot?.activeElement && after.status !== 'proving') return;
    const isLeft = before.task && !after.task && after.done === before.done;
    const button = isLeft ? [this.#buttonOf(before, after)] : [];
    await focusIn(this.renderRoot, ...button, WAYS_ON, '#title');
  }

  #buttonOf({ task }: TrustedDevicesState, { devices }: TrustedDevicesState): string {
    if (task === 'all') return '[part~=remove-all]';
    const index = devices.findIndex(({ id }) => id === task?.id);
    return `[part~=device]:nth-child(${index + 1}) [part~=remove]`;
  }

  async #onEvent(event: TrustedDevicesEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    if (event.type === 'failed')
      this.dispatchEvent(new MfaTrustedDevicesFailedEvent({ code: event.error.code }));
    else this.dispatchEvent(new MfaTrustedDevicesForgottenEvent({ all: event.all }));
  }
}
