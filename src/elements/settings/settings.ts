import { nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import type { Factor, Proof } from '../../core/client.js';
import { SettingsFlow } from '../../flows/settings-flow.js';
import type {
  SettingsEvent,
  SettingsState,
  SettingsStatus,
  SettingsTask,
} from '../../flows/settings-state.js';
import { challenge } from '../../locales/en/challenge.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { settings } from '../../locales/en/settings.js';
import { shared } from '../../locales/en/shared.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalBoolean } from '../attributes.js';
import { isAllPasskeys } from '../factor-text.js';
import { dueText } from '../due-text.js';
import { focusIn } from '../focus-in.js';
import { headingLevelOf } from '../heading.js';
import { setStates } from '../host-states.js';
import { MfaPanelHolder } from '../mfa-panel-holder.js';
import { factorWords } from './factor-words.js';
import { warnOfSetup } from '../warnings.js';
import { says } from './says.js';
import { MfaFactorsChangedEvent, MfaSettingsFailedEvent } from './settings.events.js';
import { renderSettings } from './settings-view.js';
import { styles } from './settings.styles.js';

/** Where focus goes when what had it is gone, the first that is there. */
const WAYS_ON = [
  'mfa-proof, #new-name, #task-title, #note:not([hidden]), [part~=retry], [part~=restart]',
  '[part~=loading], [part~=factors], .lead',
];

/** The button that a task begins with. */
const PARTS: Record<SettingsTask['type'], string> = {
  adding: 'add',
  changing: 'change',
  renaming: 'rename',
  removing: 'remove',
};

/**
 * @summary The account page: what is set up, and how to add, change and remove it.
 *
 * Shows what the backend says, and asks it again after each change. What the backend cannot do is not offered. Its own
 * options count for the elements inside of it.
 *
 * ```html
 * <mfa-settings backend="ciam" endpoint="/mfa" issuer="Acme Bank" account-label="jd@example.com"></mfa-settings>
 * ```
 *
 * @slot help - What the page wants to say to people who are stuck.
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @event {MfaFactorsChangedEvent} mfa-factors-changed - A factor was added, changed, renamed or removed.
 * @event {MfaSettingsFailedEvent} mfa-settings-failed - A call failed; with the error's code.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - The session is over, and the person wants to sign in again.
 * @slot restart - The page's own way back to the sign-in, in place of the button, where the session is over.
 * @csspart restart - The button back to the sign-in.
 * @csspart factors - The list.
 * @csspart factor - One factor.
 * @csspart name - What it is called.
 * @csspart date - Since when it is set up.
 * @csspart reason - Why it cannot be removed.
 * @csspart change - The button that replaces a number or an address.
 * @csspart rename - The button that gives another name.
 * @csspart remove - The button that removes.
 * @csspart add - The buttons that set something up.
 * @csspart task - What the person is doing.
 * @csspart task-title - What the person is doing, as a title.
 * @csspart confirm - The button that removes for good.
 * @csspart save - The button that saves a name.
 * @csspart cancel - The button that leaves everything as it is.
 * @csspart name-input - The field for another name.
 * @csspart note - What was done last.
 * @csspart empty - What is said where nothing is set up.
 * @csspart due - By when something has to be set up.
 * @csspart trusted - The devices that the person trusts.
 * @csspart recovery - The section of recovery codes.
 * @csspart retry - The button that tries again.
 * @csspart proof - The question for a proof.
 * @cssstate idle - And one for each other status: loading, ready, empty, failed, adding, changing, renaming, removing,
 *   proving, saving, codes.
 * @cssstate invalid - The new name is missing or taken.
 */
export class MfaSettings extends MfaPanelHolder {
  static override readonly tag: string = 'mfa-settings';
  static override readonly english: Texts = { ...settings, ...challenge, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  static override properties: PropertyDeclarations = {
    flow: { attribute: false },
    isNameMissing: { state: true },
    showTwoFactorOnProfile: { attribute: 'show-two-factor-on-profile', converter: optionalBoolean },
  };

  /** Whether the account page has a part for the second step: where it is false, nothing is shown or asked. Default true. */
  showTwoFactorOnProfile?: boolean | undefined;

  /** What the account page does, for a page that holds it itself. Its options then win. */
  flow?: SettingsFlow | undefined;

  /** A name is to be saved that is none. */
  private isNameMissing = false;

  readonly #flow: FlowController<SettingsFlow> = new FlowController<SettingsFlow>(this, {
    make: () => new SettingsFlow(this.holderOptions),
    given: () => this.flow,
    onChange: (before, after) => this.#onChange(before, after),
    onEvent: (event) => void this.#onEvent(event),
    onLeave: () => (this.#isAsked = this.isNameMissing = false),
  });
  protected readonly announcer = new AnnouncerController<SettingsState>(this, {
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
  get status(): SettingsStatus {
    return this.#state.status;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client') && this.hasUpdated && !this.flow) {
      this.#flow.flow.reset();
      this.#isAsked = false;
      this.#begin();
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    setStates(this.#internals, [this.status, this.isNameMissing && 'invalid']);
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

  protected override renderContent(): TemplateResult | typeof nothing {
    if (this.#isOff) return nothing;
    const { flow } = this.#flow;
    return renderSettings({
      ...this.viewOf(flow.proof, this.announcer),
      state: flow.state,
      client: flow.client,
      headingLevel: headingLevelOf(this),
      note: this.#note,
      error: this.failureText(this.#state),
      nameError: this.isNameMissing ? this.text('settingsRenameMissing') : '',
      issuer: this.issuer,
      accountLabel: this.accountLabel,
      due: this.#due,
      trustedDevices: flow.trustedDevices,
      add: (kind) => flow.add(kind),
      change: (factor) => flow.change(factor),
      askForName: (factor) => flow.askForName(factor),
      askToRemove: (factor) => flow.askToRemove(factor),
      cancel: () => flow.cancel(),
      remove: () => void flow.remove(),
      rename: () => this.#rename(),
      retry: () => void flow.retry(),
      saved: () => flow.saved(),
    });
  }

  get #state(): SettingsState {
    return this.#flow.state;
  }

  /** Nothing where something is set up: then there is nothing to do. */
  get #due(): string {
    const { requiredFrom, factors } = this.#state;
    if (!requiredFrom || factors.some(({ active }) => active)) return '';
    return dueText(this.text, requiredFrom, ['settingsDue', 'settingsDueNow']);
  }

  /** What was done last, in words. */
  get #note(): string {
    const { done } = this.#state;
    if (!done) return '';
    const { change, kind, factor } = done;
    if (change === 'renamed') return this.text('settingsRenamed');
    if (isAllPasskeys(factor ?? {})) return this.text('settingsRemovedAll');
    const key = factorWords(kind)?.[change];
    return key ? this.text(key) : '';
  }

  #begin(): void {
    if (this.#isAsked || this.flow || !this.isConnected || !this.hasClient || this.#isOff) return;
    void this.reload();
  }

  #rename(): void {
    const field = this.renderRoot.querySelector<HTMLInputElement>('#new-name');
    const name = field?.value.trim() ?? '';
    this.isNameMissing = name === '';
    if (!this.isNameMissing) {
      void this.#flow.flow.rename(name);
      return;
    }
    this.announcer.alert(this.text('settingsRenameMissing'));
    field?.focus();
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(before: SettingsState | undefined, after: SettingsState): void {
    this.#wait.deadline = after.waitUntil;
    if (!before) return;
    if (after.task !== before.task) this.isNameMissing = false;
    if (after.status === 'proving') void this.summonProof(this.#flow.flow.proof);
    const isElsewhere =
      after.status !== before.status || after.task !== before.task || after.done !== before.done;
    if (isElsewhere && this.matches(':focus-within')) void this.#lead(before, after);
  }

  /** What had the focus is gone: what is new takes it, or the button that it all began with. */
  async #lead(before: SettingsState, after: SettingsState): Promise<void> {
    await this.updateComplete;
    if (after.status === 'proving') await customElements.whenDefined('mfa-proof');
    // Where it still is, it stays.
    if (this.matches(':focus-within') && this.shadowRoot?.activeElement && after.status !== 'proving') return;
    const isLeft = before.task && !after.task && after.done === before.done;
    const button = isLeft ? [this.#buttonOf(before.task, after.factors)] : [];
    await focusIn(this.renderRoot, ...button, ...WAYS_ON);
  }

  #buttonOf(task: SettingsTask, factors: readonly Factor[]): string {
    const id = 'factor' in task ? task.factor.id : undefined;
    const index = factors.findIndex((factor) => factor.id === id);
    const item = index < 0 ? '' : `[part~=factor]:nth-child(${index + 1}) `;
    return `${item}[part~=${PARTS[task.type]}]`;
  }

  async #onEvent(event: SettingsEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    if (event.type === 'failed') this.dispatchEvent(new MfaSettingsFailedEvent({ code: event.error.code }));
    else this.dispatchEvent(new MfaFactorsChangedEvent({ kind: event.kind, change: event.change }));
  }

  get #isOff(): boolean {
    return (
      this.setting('twoFactorAuthentication') === false || this.setting('showTwoFactorOnProfile') === false
    );
  }
}
