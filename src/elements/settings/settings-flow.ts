import type { LitElement } from 'lit';
import type { AnnouncerController } from '../../controllers/announcer-controller.js';
import { CallController } from '../../controllers/call-controller.js';
import type { Factor, FactorKind, FactorSettings, MfaClient, ProofOptions } from '../../core/client.js';
import type { MfaError } from '../../core/mfa-error.js';
import type { TextKey, TextValues } from '../../locales/texts.js';
import { factorText } from '../factor-text.js';
import { wasDeclined } from '../proof/proof-controller.js';
import { MfaFactorsChangedEvent, MfaSettingsFailedEvent, type FactorChange } from './settings.events.js';
import { loadSettings, shownFactors, type SettingsTask } from './settings-task.js';
import { warnOfSetup } from '../warnings.js';

/** Where focus goes when what had it is gone, the first that is there. */
const WAYS_ON = '#proof-title, #task-title, #note:not([hidden]), [part=retry]';

/** The button that a task begins with. */
const PARTS = { adding: 'add', changing: 'change', renaming: 'rename', removing: 'remove' };

type Change = (client: MfaClient, options: ProofOptions) => Promise<void> | undefined;

export interface SettingsFlowOptions {
  voice: AnnouncerController;
  text: (key: TextKey, values?: TextValues) => string;
  errorText: (error: MfaError) => string;
  client: () => Promise<MfaClient>;
  /** The same client, for calls that may want a proof. */
  guarded: (client: MfaClient) => MfaClient;
  /** No proof will be given any more. */
  declineProof: () => void;
  /** A call was given up, as when the element was moved: nobody knows what came of it. */
  onGivenUp: () => void;
}

/** The list, what the person does to it, and what came of that. Nothing in it is ahead of what the backend says. */
export class SettingsFlow {
  settings: FactorSettings | undefined;
  loadFailure: MfaError | undefined;
  failure: MfaError | undefined;
  task: SettingsTask | undefined;
  /** What was done last. */
  note = '';
  nameMissing = false;
  /** Made by the backend along with an authenticator; shown once that is active. Secret. */
  newCodes: readonly string[] | undefined;
  codesShown: readonly string[] | undefined;

  readonly #host: LitElement;
  readonly #options: SettingsFlowOptions;
  readonly #load: CallController<[], FactorSettings>;
  readonly #change: CallController<[call: Change], void>;

  constructor(host: LitElement, options: SettingsFlowOptions) {
    this.#host = host;
    this.#options = options;
    this.#load = new CallController(host, async (signal) => loadSettings(await options.client(), { signal }));
    this.#change = new CallController(host, async (signal, call: Change) =>
      call(options.guarded(await options.client()), { signal }),
    );
  }

  get loading(): boolean {
    return this.#load.pending;
  }

  get saving(): boolean {
    return this.#change.pending;
  }

  /** What the list shows. */
  get shown(): readonly Factor[] {
    return shownFactors(this.settings?.factors ?? []);
  }

  /** Gives whether the list is there. */
  async load(): Promise<boolean> {
    const outcome = await this.#load.run();
    if (!outcome) {
      this.#options.onGivenUp();
      return false;
    }
    if ('value' in outcome) {
      const { task } = this;
      this.settings = outcome.value;
      this.loadFailure = undefined;
      if (task && task.type !== 'adding' && this.#indexOf(task.factor) < 0) this.task = undefined;
      this.#host.requestUpdate();
      return true;
    }
    this.#report(outcome.error);
    this.loadFailure = outcome.error;
    this.task = undefined;
    this.#host.requestUpdate();
    return false;
  }

  async retry(): Promise<void> {
    this.loadFailure = this.failure = undefined;
    await this.load();
    await this.#focusOn(WAYS_ON);
  }

  async begin(task: SettingsTask): Promise<void> {
    if (this.task || this.saving) return;
    this.task = task;
    this.note = '';
    this.failure = undefined;
    this.nameMissing = false;
    await this.#focusOn(task.type === 'renaming' ? '#new-name' : WAYS_ON);
  }

  /** Leaves everything as it is. */
  async close(): Promise<void> {
    const { task } = this;
    this.#options.declineProof();
    this.task = this.failure = this.newCodes = undefined;
    this.#host.requestUpdate();
    if (!task) return;
    // Back to the button that it began with.
    const index = task.type === 'adding' ? -1 : this.#indexOf(task.factor);
    const item = index < 0 ? '' : `[part=factor]:nth-child(${index + 1}) `;
    await this.#focusOn(`${item}[part=${PARTS[task.type]}]`);
  }

  async remove(factor: Factor): Promise<void> {
    await this.#do(factor, 'removed', 'settingsRemoved', (client, options) =>
      client.removeFactor?.(factor, options),
    );
  }

  async rename(factor: Factor): Promise<void> {
    const field = this.#host.renderRoot.querySelector<HTMLInputElement>('#new-name');
    const name = field?.value.trim() ?? '';
    const { text, voice } = this.#options;
    this.nameMissing = name === '';
    this.#host.requestUpdate();
    if (this.nameMissing) {
      voice.alert(text('settingsRenameMissing'));
      field?.focus();
      return;
    }
    await this.#do(factor, 'renamed', 'settingsRenamed', (client, options) =>
      client.renameFactor?.(factor, name, options),
    );
  }

  async onSetUp(kind: FactorKind, change: FactorChange): Promise<void> {
    if (kind === 'totp' && this.newCodes?.length) this.codesShown = this.newCodes;
    this.newCodes = undefined;
    const key = change === 'added' ? 'settingsAdded' : 'settingsChanged';
    const { text } = this.#options;
    await this.#onChanged(kind, change, text(key, { name: factorText(text, kind) }));
  }

  onCodesSaved(): void {
    this.codesShown = undefined;
    this.#host.requestUpdate();
  }

  reset(): void {
    this.#load.abort();
    this.#change.abort();
    this.newCodes = this.codesShown = undefined;
    this.settings = this.failure = this.loadFailure = this.task = undefined;
    this.note = '';
    this.#host.requestUpdate();
  }

  async #do(
    factor: Factor,
    change: FactorChange,
    noteKey: 'settingsRemoved' | 'settingsRenamed',
    call: Change,
  ): Promise<void> {
    if (this.saving) return;
    const { text, voice } = this.#options;
    this.failure = undefined;
    voice.say(text('settingsSaving'));
    const outcome = await this.#change.run(call);
    if (!outcome) {
      this.#options.onGivenUp();
      return;
    }
    if ('value' in outcome) {
      const name = factorText(text, factor.kind, factor);
      await this.#onChanged(factor.kind, change, text(noteKey, { name }));
      return;
    }
    const { error } = outcome;
    // Who declines to prove who they are leaves everything as it is.
    if (wasDeclined(error)) {
      await this.close();
      return;
    }
    this.#report(error);
    this.failure = error;
    // Nobody knows whether the change was made: the list does.
    if (await this.load()) await this.#focusOn(WAYS_ON);
  }

  async #onChanged(kind: FactorKind, change: FactorChange, note: string): Promise<void> {
    this.task = this.failure = undefined;
    this.note = note;
    this.#options.voice.say(note);
    // What had the focus goes at once, the list comes later, or fails.
    const byPerson = this.#host.matches(':focus-within');
    if (byPerson) await this.#focusOn(WAYS_ON);
    const isThere = await this.load();
    if (byPerson && !isThere) await this.#focusOn(WAYS_ON);
    this.#host.dispatchEvent(new MfaFactorsChangedEvent(kind, change));
  }

  #report(error: MfaError): void {
    warnOfSetup(this.#host, error);
    this.#options.voice.alert(this.#options.errorText(error));
    this.#host.dispatchEvent(new MfaSettingsFailedEvent(error.code));
  }

  async #focusOn(selector: string): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #indexOf(factor: Factor): number {
    return this.shown.findIndex(({ id }) => id === factor.id);
  }
}
