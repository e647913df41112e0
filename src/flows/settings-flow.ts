import type { Factor, FactorKind, FactorSettings, MfaClient } from '../core/client.js';
import { unable } from './client-option.js';
import { listed, loadSettings } from './factor-actions.js';
import { ListFlow } from './list-flow.js';
import { panelOptions } from './panel-options.js';
import { disposePanel, enrollPanel, flowsOf, outcomeOf, type Panel } from './panels.js';
import { Requirement } from './requirement.js';
import type {
  FactorChange,
  SettingsChange,
  SettingsEvent,
  SettingsFacts,
  SettingsOptions,
  SettingsState,
  SettingsTask,
} from './settings-state.js';
import { TrustedDevicesFlow } from './trusted-devices-flow.js';

type ChangedEvent = Extract<SettingsEvent, { type: 'changed' }>;

/**
 * The account page: the list, what the person does to it, and what came of that. Nothing in it is ahead of what the
 * backend says: after each change it is asked again.
 *
 * ```ts
 * const flow = new SettingsFlow({ client });
 * await flow.load(); // flow.state.factors
 * ```
 */
export class SettingsFlow extends ListFlow<SettingsState, FactorSettings, ChangedEvent> {
  /** The devices that the person trusts, where the client knows such; loaded along with the list. */
  readonly trustedDevices: TrustedDevicesFlow;

  readonly #options: SettingsOptions;
  #settings: FactorSettings | undefined;
  #requirement: Requirement | undefined;
  #task: SettingsTask | undefined;
  #done: SettingsChange | undefined;
  #recoveryCodes: readonly string[] | undefined;

  constructor(options: SettingsOptions) {
    super(
      {
        status: 'idle',
        settings: undefined,
        requiredFrom: undefined,
        factors: [],
        isReloading: false,
        task: undefined,
        done: undefined,
        failure: undefined,
        waitUntil: undefined,
      },
      options,
    );
    this.#options = options;
    const { client } = options;
    this.trustedDevices = new TrustedDevicesFlow({ client, clock: this.clock, schedule: this.schedule });
  }

  /** The client that the list came from, else the one that it will come from. */
  override get client(): MfaClient | undefined {
    return this.asked ?? super.client;
  }

  /** The person begins to set something up. */
  add(kind: FactorKind): void {
    this.#begin(() => ({ type: 'adding', kind, panel: this.#panel(kind) }));
  }

  /** The person begins to replace a number, an address, or their questions. */
  change(factor: Factor): void {
    this.#begin(() => ({ type: 'changing', factor, panel: this.#panel(factor.kind) }));
  }

  /** The person is asked for another name: `rename()` takes it. */
  askForName(factor: Factor): void {
    this.#begin(() => ({ type: 'renaming', factor }));
  }

  /** The person is asked whether to remove it: `remove()` does so. */
  askToRemove(factor: Factor): void {
    this.#begin(() => ({ type: 'removing', factor }));
  }

  /** Gives the device that the task is about another name. Resolves to whether it has it. */
  async rename(name: string): Promise<boolean> {
    const { type, factor } = this.#factorTask;
    if (type !== 'renaming' || !factor) return false;
    return this.save(
      (client, options) => {
        if (!client.renameFactor) throw unable('rename factors');
        return client.renameFactor(factor, name, options);
      },
      () => this.#changed(factor.kind, 'renamed', factor),
    );
  }

  /** Removes what the task is about. Resolves to whether it is gone. */
  async remove(): Promise<boolean> {
    const { type, factor } = this.#factorTask;
    if (type !== 'removing' || !factor) return false;
    return this.save(
      (client, options) => {
        if (!client.removeFactor) throw unable('remove factors');
        return client.removeFactor(factor, options);
      },
      () => this.#changed(factor.kind, 'removed', factor),
    );
  }

  /** The recovery codes that were just made are saved. */
  saved(): void {
    this.#recoveryCodes = undefined;
    this.present();
  }

  override reset(): void {
    this.trustedDevices.reset();
    super.reset();
  }

  override dispose(): void {
    this.trustedDevices.dispose();
    super.dispose();
  }

  protected override leave(): void {
    super.leave();
    this.#settings = this.#requirement = this.#done = this.#recoveryCodes = undefined;
  }

  protected list(client: MfaClient, signal: AbortSignal): Promise<FactorSettings> {
    return loadSettings(client, { signal }, this.#options.ceremony);
  }

  protected take(settings: FactorSettings): void {
    this.#requirement = new Requirement(this.clock, settings);
    this.#settings = settings;
    if (this.asked?.listTrustedDevices) void this.trustedDevices.load();
    const factor = this.#task && 'factor' in this.#task ? this.#task.factor : undefined;
    if (factor && !this.#factors.some(({ id }) => id === factor.id)) this.endTask();
  }

  protected endTask(): void {
    const task = this.#task;
    this.#task = undefined;
    if (task && 'panel' in task) disposePanel(task.panel);
  }

  #begin(make: () => SettingsTask): void {
    const { status } = this.state;
    if (status !== 'ready' && status !== 'empty') return;
    this.#task = make();
    this.#done = this.failure = undefined;
    this.present();
  }

  #panel(kind: FactorKind): Panel {
    const options = panelOptions(this.#options, {
      client: this.asked ?? {},
      proof: this.proof,
      clock: this.clock,
      schedule: this.schedule,
    });
    const panel = enrollPanel(kind, this.#settings?.known, options);
    for (const flow of flowsOf(panel)) flow.subscribe(() => this.#onPanel(panel, kind));
    return panel;
  }

  #onPanel(panel: Panel, kind: FactorKind): void {
    const task = this.#task;
    const outcome = outcomeOf(panel);
    if (!outcome || !task || !('panel' in task) || task.panel !== panel) return;
    if (outcome.recoveryCodes?.length) this.#recoveryCodes = outcome.recoveryCodes;
    const change = task.type === 'adding' ? 'added' : 'changed';
    void this.loadAnew(this.#changed(kind, change, task.type === 'changing' ? task.factor : undefined));
  }

  #changed(kind: FactorKind, change: FactorChange, factor: Factor | undefined): ChangedEvent {
    this.#done = { kind, change, factor };
    this.failure = undefined;
    this.endTask();
    this.present();
    return { type: 'changed', kind, change };
  }

  get #factorTask(): { type: string | undefined; factor: Factor | undefined } {
    const task = this.#task;
    return { type: task?.type, factor: task && 'factor' in task ? task.factor : undefined };
  }

  get #factors(): readonly Factor[] {
    return listed(this.#settings?.factors ?? []);
  }

  protected override present(): void {
    if (this.waitUntil?.isPast) this.waitUntil = undefined;
    // What was optional until now is so no longer.
    if (this.#settings && this.#requirement?.isRequired && !this.#settings.required)
      this.#settings = { ...this.#settings, required: true };
    this.watch.follow([this.waitUntil, this.#requirement?.next]);
    this.enter(this.#stateOf());
  }

  #stateOf(): SettingsState {
    const before = this.state.factors;
    const factors = this.#factors;
    const facts: SettingsFacts = {
      settings: this.#settings,
      requiredFrom: this.#requirement?.begins,
      factors:
        factors.length === before.length && factors.every((one, at) => one === before[at]) ? before : factors,
      isReloading: this.loading.busy && this.#settings !== undefined,
      task: this.#task,
      done: this.#done,
      failure: this.loadFailure ?? this.failure,
      waitUntil: this.waitUntil,
    };
    if (this.proof.isAsking) return { ...facts, status: 'proving' };
    if (this.saving.busy) return { ...facts, status: 'saving' };
    if (this.#task) return { ...facts, status: this.#task.type };
    if (this.#recoveryCodes) return { ...facts, status: 'codes', recoveryCodes: this.#recoveryCodes };
    if (this.loadFailure) return { ...facts, status: 'failed' };
    if (!this.#settings) return { ...facts, status: this.loading.busy ? 'loading' : 'idle' };
    return { ...facts, status: factors.length > 0 ? 'ready' : 'empty' };
  }
}
