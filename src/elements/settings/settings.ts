import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { CallController } from '../../controllers/call-controller.js';
import type { ConfigSource } from '../../controllers/config.js';
import { provideConfig } from '../../controllers/provide-config.js';
import { warnOnce } from '../../controllers/warn-once.js';
import type {
  Factor,
  FactorKind,
  FactorSettings,
  MfaClient,
  Proof,
  ProofOptions,
} from '../../core/client.js';
import type { MfaError } from '../../core/mfa-error.js';
import { challenge } from '../../locales/en/challenge.js';
import { destination } from '../../locales/en/destination.js';
import { offline } from '../../locales/en/offline.js';
import { proof } from '../../locales/en/proof.js';
import { settings } from '../../locales/en/settings.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { optionalBoolean, optionalText } from '../attributes.js';
import { dateText } from '../date-text.js';
import { renderEnrollPanel } from '../enroll/enroll-panel.js';
import { factorText } from '../factor-text.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { ProofController, wasDeclined } from '../proof/proof-controller.js';
import { MfaFactorsChangedEvent, MfaSettingsFailedEvent, type FactorChange } from './settings.events.js';
import type { SettingsStatus } from './settings-status.js';
import { actionsOf, loadSettings, shownFactors, type SettingsTask } from './settings-task.js';
import { renderSettings } from './settings-view.js';
import { styles } from './settings.styles.js';

/** Where focus goes when what had it is gone, the first that is there. */
const WAYS_ON = '#proof-title, #task-title, #note:not([hidden]), [part=retry]';

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
 * @csspart confirm - The button that removes for good.
 * @csspart save - The button that saves a name.
 * @csspart cancel - The button that leaves everything as it is.
 * @csspart name-input - The field for another name.
 * @csspart note - What was done last.
 * @csspart empty - What is said where nothing is set up.
 * @csspart recovery - The section of recovery codes.
 * @csspart error - What went wrong.
 * @csspart retry - The button that tries again.
 * @csspart proof - The question for a proof.
 * @cssstate idle - And one for each other status: loading, ready, empty, failed, adding, changing, renaming, removing,
 *   proving, saving, codes.
 */
export class MfaSettings extends MfaFlowElement implements ConfigSource {
  static override readonly tag: string = 'mfa-settings';
  static override readonly english: Texts = {
    ...settings,
    ...challenge,
    ...destination,
    ...proof,
    ...offline,
  };
  static override readonly styles = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    issuer: { converter: optionalText },
    accountLabel: { attribute: 'account-label', converter: optionalText },
    showTwoFactorOnProfile: { attribute: 'show-two-factor-on-profile', converter: optionalBoolean },
    factors: { state: true },
    loadFailure: { state: true },
    failure: { state: true },
    task: { state: true },
    note: { state: true },
    nameMissing: { state: true },
  };

  /** @internal */
  readonly takers = provideConfig(this);

  /** Who the account is with, as apps and saved codes show it. Default: what the backend says. */
  issuer?: string | undefined;

  /** Whose account it is, as apps and saved codes show it. Default: what the backend says. */
  accountLabel?: string | undefined;

  /** Whether it shows at all. Default true. */
  showTwoFactorOnProfile?: boolean | undefined;

  private factors: FactorSettings | undefined;
  private loadFailure: MfaError | undefined;
  private failure: MfaError | undefined;
  private task: SettingsTask | undefined;
  private note = '';
  private nameMissing = false;

  readonly #load = new CallController(this, async (signal) =>
    loadSettings(await this.callable(), { signal }),
  );
  readonly #change = new CallController(
    this,
    async (signal, call: (client: MfaClient, options: ProofOptions) => Promise<void> | undefined) =>
      call(this.#proof.client(await this.callable()), { signal }),
  );
  readonly #proof: ProofController = new ProofController(this, {
    text: this.text,
    errorText: (error) => this.errorText(error),
    client: () => this.clients.current,
    onChange: () => this.requestUpdate(),
    onRecoveryCodes: (codes) => (this.#newCodes = codes),
  });
  readonly #internals = this.attachInternals();
  /** Made by the backend along with an authenticator; shown once that is active. Secret. */
  #newCodes: readonly string[] | undefined;
  #codesShown: readonly string[] | undefined;
  #asked = false;

  constructor() {
    super();
    // After the look-up of the client, which has been added before.
    this.addController({ hostUpdate: () => this.#begin() });
  }

  /** Where the element is. */
  get status(): SettingsStatus {
    if (this.#proof.kind) return 'proving';
    if (this.#change.pending) return 'saving';
    if (this.task) return this.task.type;
    if (this.#codesShown) return 'codes';
    if (this.loadFailure) return 'failed';
    if (!this.factors) return this.#load.pending ? 'loading' : 'idle';
    return shownFactors(this.factors.factors).length > 0 ? 'ready' : 'empty';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      // What has only been moved in the document is in it again.
      if (!this.isConnected) this.#reset();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client') && this.hasUpdated) {
      this.#reset();
      this.#begin();
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    setStates(this.#internals, [this.status]);
    if (changed.size > 0) for (const taker of this.takers) taker.requestUpdate();
  }

  /** Asks the backend for the list. Resolves to whether it is there; does nothing while that is under way. */
  async reload(): Promise<boolean> {
    if (!this.isConnected) return false;
    this.#asked = true;
    const outcome = await this.#load.run();
    if (!outcome) return false;
    if ('value' in outcome) {
      this.factors = outcome.value;
      this.loadFailure = undefined;
      return true;
    }
    await this.#report(outcome.error);
    this.loadFailure = outcome.error;
    this.task = undefined;
    return false;
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#proof.give(given);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    if (this.#isHidden) return nothing;
    const client = this.clients.current;
    const { factors, failure, loadFailure, task } = this;
    const shown = loadFailure ?? failure;
    return renderSettings({
      text: this.text,
      status: this.status,
      settings: factors,
      reloading: this.#load.pending,
      task,
      note: this.note,
      error: shown ? this.errorText(shown) : '',
      nameError: this.nameMissing ? this.text('settingsRenameMissing') : '',
      actions: (factor) =>
        client && factors
          ? actionsOf(client, factor, factors)
          : { change: false, rename: false, remove: false, reason: undefined },
      date: (time) => dateText(this, time),
      panel: client && task ? this.#renderPanel(task, client) : nothing,
      proof: this.#proof.render(),
      recovery: client ? this.#renderRecovery(client) : nothing,
      voice: this.announcer.render(),
      start: (next) => void this.#start(next),
      cancel: () => void this.#close(),
      remove: (factor) => void this.#remove(factor),
      rename: (factor) => void this.#rename(factor),
      retry: () => void this.#retry(),
    });
  }

  #renderPanel(task: SettingsTask, client: MfaClient): TemplateResult | typeof nothing {
    if (task.type !== 'adding' && task.type !== 'changing') return nothing;
    const kind = task.type === 'adding' ? task.kind : task.factor.kind;
    return renderEnrollPanel({
      kind,
      client: this.#proof.client(client),
      id: kind,
      slot: html``,
      issuer: this.issuer,
      accountLabel: this.accountLabel,
      onDone: () => void this.#onSetUp(kind, task.type === 'adding' ? 'added' : 'changed'),
    });
  }

  #renderRecovery(client: MfaClient): TemplateResult | typeof nothing {
    const isOffered = client.recoveryCodes ?? client.regenerateRecoveryCodes;
    const hasFactors = this.factors && shownFactors(this.factors.factors).some(({ active }) => active);
    if (this.task || (!this.#codesShown && (!isOffered || !hasFactors))) return nothing;
    return html`<section part="recovery" aria-label=${this.text('settingsRecovery')}>
      <mfa-recovery-codes
        .client=${this.#proof.client(client)}
        .codes=${this.#codesShown}
        .issuer=${this.issuer}
        .accountLabel=${this.accountLabel}
        @mfa-recovery-codes-acknowledged=${() => this.#onCodesSaved()}
      ></mfa-recovery-codes>
    </section>`;
  }

  #begin(): void {
    if (this.#asked || !this.isConnected || !this.hasClient) return;
    if (this.setting('twoFactorAuthentication') === false || this.#isHidden) return;
    void this.reload();
  }

  /** An option of the JavaScript interface, which an `<mfa-config>` around may have. */
  get #isHidden(): boolean {
    return this.setting('showTwoFactorOnProfile') === false;
  }

  async #start(task: SettingsTask): Promise<void> {
    if (this.task || this.#change.pending) return;
    this.task = task;
    this.note = '';
    this.failure = undefined;
    this.nameMissing = false;
    await this.#focusOn(task.type === 'renaming' ? '#new-name' : WAYS_ON);
  }

  /** Leaves everything as it is. */
  async #close(): Promise<void> {
    const { task } = this;
    this.#proof.give(undefined);
    this.task = this.failure = this.#newCodes = undefined;
    if (!task) return;
    // Back to the button that it began with.
    const index = task.type === 'adding' ? -1 : this.#indexOf(task.factor);
    const part = { adding: 'add', changing: 'change', renaming: 'rename', removing: 'remove' }[task.type];
    const item = index < 0 ? '' : `[part=factor]:nth-child(${index + 1}) `;
    await this.#focusOn(`${item}[part=${part}]`);
  }

  #indexOf(factor: Factor): number {
    return shownFactors(this.factors?.factors ?? []).findIndex(({ id }) => id === factor.id);
  }

  async #remove(factor: Factor): Promise<void> {
    await this.#do(factor, 'removed', 'settingsRemoved', (client, options) =>
      client.removeFactor?.(factor, options),
    );
  }

  async #rename(factor: Factor): Promise<void> {
    const field = this.renderRoot.querySelector<HTMLInputElement>('#new-name');
    const name = field?.value.trim() ?? '';
    this.nameMissing = name === '';
    if (this.nameMissing) {
      this.announcer.alert(this.text('settingsRenameMissing'));
      field?.focus();
      return;
    }
    await this.#do(factor, 'renamed', 'settingsRenamed', (client, options) =>
      client.renameFactor?.(factor, name, options),
    );
  }

  async #do(
    factor: Factor,
    change: FactorChange,
    noteKey: 'settingsRemoved' | 'settingsRenamed',
    call: (client: MfaClient, options: ProofOptions) => Promise<void> | undefined,
  ): Promise<void> {
    this.failure = undefined;
    this.announcer.say(this.text('settingsSaving'));
    const outcome = await this.#change.run(call);
    if (!outcome) return;
    if ('value' in outcome) {
      await this.#onChanged(factor.kind, change, this.text(noteKey, { name: this.#nameOf(factor) }));
      return;
    }
    const { error } = outcome;
    // Who declines to prove who they are leaves everything as it is.
    if (wasDeclined(error)) {
      await this.#close();
      return;
    }
    await this.#report(error);
    this.failure = error;
    // Nobody knows whether the change was made: the list does.
    if (!(await this.reload())) return;
    if (this.#indexOf(factor) < 0) this.task = undefined;
    await this.#focusOn(WAYS_ON);
  }

  async #onSetUp(kind: FactorKind, change: FactorChange): Promise<void> {
    if (kind === 'totp' && this.#newCodes?.length) this.#codesShown = this.#newCodes;
    this.#newCodes = undefined;
    const key = change === 'added' ? 'settingsAdded' : 'settingsChanged';
    await this.#onChanged(kind, change, this.text(key, { name: factorText(this.text, kind) }));
  }

  async #onChanged(kind: FactorKind, change: FactorChange, note: string): Promise<void> {
    this.task = this.failure = undefined;
    this.note = note;
    this.announcer.say(note);
    const byPerson = this.matches(':focus-within');
    await this.reload();
    if (byPerson) await this.#focusOn(WAYS_ON);
    this.dispatchEvent(new MfaFactorsChangedEvent(kind, change));
  }

  #onCodesSaved(): void {
    this.#codesShown = undefined;
    this.requestUpdate();
  }

  async #retry(): Promise<void> {
    this.loadFailure = this.failure = undefined;
    await this.reload();
    await this.#focusOn(WAYS_ON);
  }

  async #report(error: MfaError): Promise<void> {
    if (error.code === 'misconfigured') warnOnce(this, `is misconfigured: ${error.message}.`);
    await this.loadLateTexts();
    this.announcer.alert(this.errorText(error));
    this.dispatchEvent(new MfaSettingsFailedEvent(error.code));
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #nameOf(factor: Factor): string {
    return factorText(this.text, factor.kind, factor);
  }

  #reset(): void {
    this.#load.abort();
    this.#change.abort();
    this.#newCodes = this.#codesShown = undefined;
    this.factors = this.failure = this.loadFailure = this.task = undefined;
    this.note = '';
    this.#asked = false;
    this.requestUpdate();
  }
}
