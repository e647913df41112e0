import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import type { ConfigSource } from '../../controllers/config.js';
import { provideConfig } from '../../controllers/provide-config.js';
import type { MfaClient, Proof } from '../../core/client.js';
import { challenge } from '../../locales/en/challenge.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { settings } from '../../locales/en/settings.js';
import { shared } from '../../locales/en/shared.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalBoolean, optionalText } from '../attributes.js';
import { dateText } from '../date-text.js';
import { renderEnrollPanel } from '../enroll/enroll-panel.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { ProofController } from '../proof/proof-controller.js';
import { SettingsFlow } from './settings-flow.js';
import type { SettingsStatus } from './settings-status.js';
import { actionsOf, type SettingsTask } from './settings-task.js';
import { renderSettings } from './settings-view.js';
import { styles } from './settings.styles.js';

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
  static override readonly english: Texts = { ...settings, ...challenge, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  static override properties: PropertyDeclarations = {
    issuer: { converter: optionalText },
    accountLabel: { attribute: 'account-label', converter: optionalText },
    showTwoFactorOnProfile: { attribute: 'show-two-factor-on-profile', converter: optionalBoolean },
  };

  /** @internal */
  readonly takers = provideConfig(this);

  /** Who the account is with, as apps and saved codes show it. Default: what the backend says. */
  issuer?: string | undefined;

  /** Whose account it is, as apps and saved codes show it. Default: what the backend says. */
  accountLabel?: string | undefined;

  /** Whether the account page has a part for the second step: where it is false, nothing is shown or asked. Default true. */
  showTwoFactorOnProfile?: boolean | undefined;

  protected readonly announcer = new AnnouncerController(this);
  readonly #flow: SettingsFlow = new SettingsFlow(this, {
    voice: this.announcer,
    text: this.text,
    errorText: (error) => this.errorText(error),
    client: () => this.callable(),
    guarded: (client) => this.#proof.client(client),
    declineProof: () => this.#proof.give(undefined),
    onGivenUp: () => {
      this.#asked = false;
      this.requestUpdate();
    },
  });
  readonly #proof: ProofController = new ProofController(this, {
    text: this.text,
    errorText: (error) => this.errorText(error),
    client: () => this.clients.current,
    onChange: () => this.requestUpdate(),
    onRecoveryCodes: (codes) => (this.#flow.newCodes = codes),
  });
  readonly #internals = this.attachInternals();
  #asked = false;

  constructor() {
    super();
    // After the look-up of the client, which has been added before.
    this.addController({ hostUpdate: () => this.#begin() });
  }

  /** Where the element is. */
  get status(): SettingsStatus {
    const { task, saving, loading, settings: list, loadFailure, codesShown, shown } = this.#flow;
    if (this.#proof.kind) return 'proving';
    if (saving) return 'saving';
    if (task) return task.type;
    if (codesShown) return 'codes';
    if (loadFailure) return 'failed';
    if (!list) return loading ? 'loading' : 'idle';
    return shown.length > 0 ? 'ready' : 'empty';
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
    if (!this.isConnected || this.#flow.loading) return false;
    this.#asked = true;
    return this.#flow.load();
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#proof.give(given);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    if (this.#isOff) return nothing;
    const client = this.clients.current;
    const flow = this.#flow;
    const { settings: list, task } = flow;
    const failure = flow.loadFailure ?? flow.failure;
    return renderSettings({
      text: this.text,
      status: this.status,
      settings: list,
      reloading: flow.loading,
      task,
      note: flow.note,
      error: failure ? this.errorText(failure) : '',
      nameError: flow.nameMissing ? this.text('settingsRenameMissing') : '',
      actions: (factor) =>
        client && list
          ? actionsOf(client, factor, list)
          : { change: false, rename: false, remove: false, reason: undefined },
      date: (time) => dateText(this, time),
      panel: client && task ? this.#renderPanel(task, client) : nothing,
      proof: this.#proof.render(),
      recovery: client ? this.#renderRecovery(client) : nothing,
      voice: this.announcer.render(),
      start: (next) => void flow.begin(next),
      cancel: () => void flow.close(),
      remove: (factor) => void flow.remove(factor),
      rename: (factor) => void flow.rename(factor),
      retry: () => void flow.retry(),
    });
  }

  #renderPanel(task: SettingsTask, client: MfaClient): TemplateResult | typeof nothing {
    if (task.type !== 'adding' && task.type !== 'changing') return nothing;
    const kind = task.type === 'adding' ? task.kind : task.factor.kind;
    return renderEnrollPanel({
      kind,
      known: this.#flow.settings?.known,
      client: this.#proof.client(client),
      id: kind,
      slot: html``,
      issuer: this.issuer,
      accountLabel: this.accountLabel,
      onDone: () => void this.#flow.onSetUp(kind, task.type === 'adding' ? 'added' : 'changed'),
    });
  }

  #renderRecovery(client: MfaClient): TemplateResult | typeof nothing {
    const isOffered = client.recoveryCodes ?? client.regenerateRecoveryCodes;
    const { task, codesShown, shown } = this.#flow;
    const hasFactors = shown.some(({ active }) => active);
    if (task || (!codesShown && (!isOffered || !hasFactors))) return nothing;
    return html`<section part="recovery" aria-label=${this.text('settingsRecovery')}>
      <mfa-recovery-codes
        .client=${this.#proof.client(client)}
        .codes=${codesShown}
        .issuer=${this.issuer}
        .accountLabel=${this.accountLabel}
        @mfa-recovery-codes-acknowledged=${() => this.#flow.onCodesSaved()}
      ></mfa-recovery-codes>
    </section>`;
  }

  #begin(): void {
    if (this.#asked || !this.isConnected || !this.hasClient) return;
    if (this.#isOff) return;
    void this.reload();
  }

  get #isOff(): boolean {
    return (
      this.setting('twoFactorAuthentication') === false || this.setting('showTwoFactorOnProfile') === false
    );
  }

  #reset(): void {
    this.#flow.reset();
    this.#asked = false;
  }
}
