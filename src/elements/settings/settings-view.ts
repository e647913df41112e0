import { html, nothing, type TemplateResult } from 'lit';
import type { Factor, FactorKind, MfaClient } from '../../core/client.js';
import { actionsOf, isLast, type FactorActions } from '../../flows/factor-actions.js';
import type { SettingsState } from '../../flows/settings-state.js';
import { writtenDay } from '../../locales/text-values.js';
import type { TrustedDevicesFlow } from '../../flows/trusted-devices-flow.js';
import type { TextKey } from '../../locales/texts.js';
import { button, submitting } from '../button.js';
import { renderField } from '../field.js';
import { factorText, isAllPasskeys } from '../factor-text.js';
import { EXPORTED_PARTS } from '../exported-parts.js';
import { renderFailed } from '../failed.js';
import type { FlowView } from '../flow-view.js';
import { heading } from '../heading.js';
import { kindIcon } from '../icons.js';
import { renderPanel } from '../panel-view.js';
import type { Part } from '../part.js';
import { renderProof } from '../proof-part.js';
import { fieldError, notice, scene, skeleton } from '../scene.js';
import { renderWait } from '../wait.js';
import { factorWords } from './factor-words.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface SettingsView extends FlowView {
  state: SettingsState;
  client: MfaClient | undefined;
  headingLevel: number;
  /** What was done last. */
  note: string;
  error: string;
  nameError: string;
  issuer: string | undefined;
  accountLabel: string | undefined;
  /** By when a second step has to be set up, in words; or that it has to be now. */
  due: string;
  /** The devices that the person trusts. */
  trustedDevices: TrustedDevicesFlow;
  add: (kind: FactorKind) => void;
  change: (factor: Factor) => void;
  askForName: (factor: Factor) => void;
  askToRemove: (factor: Factor) => void;
  cancel: () => void;
  remove: () => void;
  rename: () => void;
  retry: () => void;
  saved: () => void;
}

const REASON_KEYS = { required: 'settingsRequired', 'not-removable': 'settingsNotRemovable' } as const;

export function renderSettings(view: SettingsView): TemplateResult {
  return html`${renderStatus(view)} ${view.voice}`;
}

function renderStatus(view: SettingsView): TemplateResult {
  const { state, text, note, error } = view;
  const { status, settings, task } = state;
  if (status === 'idle' || status === 'loading') return skeleton(text('settingsLoading'), 4);
  if (status === 'failed' || !settings)
    return html`<div class="stack">${renderFailed(view)}<slot name="help"></slot></div>`;
  const isProving = status === 'proving';
  return html`<div class="stack" aria-busy=${state.isReloading ? 'true' : nothing}>
    ${notice(note, { part: 'note', id: 'note', tone: 'success', focusable: true })}
    ${view.due ? notice(view.due, { part: 'due', tone: 'warning' }) : nothing} ${renderList(view)}
    ${error && !task ? notice(error) : nothing} ${renderWait(text, state.waitUntil)}
    ${isProving && task?.type !== 'removing' && task?.type !== 'renaming' && task?.type !== 'changing' ? renderProof(view.proof, view.headingLevel) : nothing}
    ${task?.type === 'adding' ? renderTaskPanel(view, addText(view, task.kind)) : nothing}
    ${task || status === 'codes' ? nothing : renderAdd(view)} ${renderRecovery(view)}
    ${renderTrustedDevices(view)}
    <slot name="help"></slot>
  </div>`;
}

function renderTrustedDevices({ client, state, headingLevel, trustedDevices }: SettingsView): Part {
  if (!client?.listTrustedDevices) return nothing;
  return html`<mfa-trusted-devices
    part="trusted"
    exportparts=${EXPORTED_PARTS}
    .flow=${trustedDevices}
    .headingLevel=${headingLevel}
    ?hidden=${state.task !== undefined || state.status === 'codes'}
  ></mfa-trusted-devices>`;
}

/** Recovery codes: those that were just made, or the way to them. */
function renderRecovery({
  text,
  state,
  client,
  headingLevel,
  issuer,
  accountLabel,
  saved,
}: SettingsView): Part {
  const { task, factors, status } = state;
  const isOffered = client?.recoveryCodes ?? client?.regenerateRecoveryCodes;
  const hasFactors = factors.some(({ active }) => active);
  const made = status === 'codes' ? state.recoveryCodes : undefined;
  if (task || (!made && (!isOffered || !hasFactors))) return nothing;
  return html`<section part="recovery" aria-label=${text('settingsRecovery')}>
    <mfa-recovery-codes
      exportparts=${EXPORTED_PARTS}
      .client=${client}
      .codes=${made}
      .headingLevel=${headingLevel}
      .issuer=${issuer}
      .accountLabel=${accountLabel}
      @mfa-recovery-codes-acknowledged=${saved}
    ></mfa-recovery-codes>
  </section>`;
}

/** What can be done to a factor: nothing before the client is there. */
function actionsFor({ client, state }: SettingsView, factor: Factor): FactorActions {
  return client && state.settings
    ? actionsOf(client, factor, state.settings)
    : { change: false, rename: false, remove: false, keptBecause: undefined };
}

function renderList(view: SettingsView): TemplateResult {
  const { factors } = view.state;
  if (factors.length === 0)
    return scene(
      'neutral',
      html`<p part="empty" class="lead" tabindex="-1">${view.text('settingsEmpty')}</p>`,
    );
  return html`<ul part="factors list" class="list" tabindex="-1">
    ${factors.map((factor, index) => renderFactor(view, factor, index))}
  </ul>`;
}

function renderFactor(view: SettingsView, factor: Factor, index: number): TemplateResult {
  const { text, state } = view;
  const { task } = state;
  const { keptBecause } = actionsFor(view, factor);
  const isOpen = task !== undefined && task.type !== 'adding' && task.factor.id === factor.id;
  return html`<li part="factor">
    <div class="line">
      <span class="disc">${kindIcon(factor.kind)}</span>
      <div class="facts">
        <p part="name" class="name" id="name-${index}">${factorText(text, factor.kind, factor)}</p>
        ${factor.active ? nothing : html`<p part="hint" class="hint">${text('settingsNotActive')}</p>`}
        ${factor.createdAt === undefined ? nothing : html`<p part="date hint" class="hint">${text('settingsSince', { date: writtenDay(factor.createdAt) })}</p>`}
      </div>
      ${isOpen ? nothing : renderActions(view, factor, index)}
    </div>
    ${keptBecause ? html`<p part="reason hint" class="hint">${text(REASON_KEYS[keptBecause])}</p>` : nothing}
    ${isOpen ? renderTask(view, factor) : nothing}
  </li>`;
}

/** Each button says what it is for: there are several of the same name. */
function renderActions(view: SettingsView, factor: Factor, index: number): Part {
  const { text, state } = view;
  const { task, status, waitUntil } = state;
  const { change, rename, remove } = actionsFor(view, factor);
  const off = task !== undefined || status === 'saving' || status === 'codes' || waitUntil !== undefined;
  const action = (part: string, key: TextKey, begin: (factor: Factor) => void): TemplateResult =>
    html`<span
      >${button({
        part,
        kind: 'link',
        label: text(key),
        id: `${part}-${index}`,
        about: `name-${index}`,
        onClick: () => begin(factor),
        off,
      })}</span
    >`;
  if (!change && !rename && !remove) return nothing;
  return html`<div class="row actions">
    ${change ? action('change', 'settingsChange', view.change) : nothing}
    ${rename ? action('rename', 'settingsRename', view.askForName) : nothing}
    ${remove ? action('remove', 'settingsRemove', view.askToRemove) : nothing}
  </div>`;
}

function renderTask(view: SettingsView, factor: Factor): Part {
  const { text, state } = view;
  const { task, status } = state;
  if (task?.type === 'changing') {
    const title = text(factorWords(factor.kind)?.change ?? 'settingsChange');
    return html`${status === 'proving' ? renderProof(view.proof, view.headingLevel) : nothing}
    ${renderTaskPanel(view, title, text('settingsChangeWords'))}`;
  }
  if (status === 'proving') return renderProof(view.proof, view.headingLevel);
  return task?.type === 'renaming' ? renderRename(view, factor) : renderRemove(view, factor);
}

function renderRemove(view: SettingsView, factor: Factor): TemplateResult {
  const { text, state, error } = view;
  const { settings, status, waitUntil } = state;
  const busy = status === 'saving';
  const last = settings && isLast(factor, settings);
  const [title, words, lastWords] = isAllPasskeys(factor)
    ? (['settingsAskAll', 'settingsAskAllWords', 'settingsAskAllLast'] as const)
    : ([factorWords(factor.kind)?.ask ?? 'settingsRemove', 'settingsAskWords', 'settingsAskLast'] as const);
  return html`<div part="task card" class="stack card" role="group" aria-labelledby="task-title">
    ${heading(view.headingLevel, { part: 'task-title title', id: 'task-title', class: 'title' }, text(title))}
    <p>${text(last ? lastWords : words)}</p>
    ${error ? notice(error) : nothing}
    <div class="row buttons">
      ${button({ part: 'confirm', kind: 'danger', label: text('settingsRemove'), onClick: view.remove, busy, off: waitUntil !== undefined })}
      ${button({ part: 'cancel', kind: 'secondary', label: text('settingsKeep'), onClick: view.cancel, off: busy })}
    </div>
  </div>`;
}

function renderRename(view: SettingsView, factor: Factor): TemplateResult {
  const { text, state, nameError, error } = view;
  const { status, waitUntil } = state;
  const busy = status === 'saving';
  return html`<form
    part="task card"
    class="stack card"
    novalidate
    aria-labelledby="task-title"
    @submit=${submitting(view.rename)}
  >
    ${heading(view.headingLevel, { part: 'task-title title', id: 'task-title', class: 'title' }, text(factorWords(factor.kind)?.rename ?? 'settingsRename'))}
    ${renderField({
      at: view.at,
      isInvalid: nameError !== '',
      label: html`<label part="label field-label" for="new-name">${text('settingsRenameLabel')}</label>`,
      input: html`<input
        id="new-name"
        placeholder=" "
        part="name-input input ${nameError ? 'invalid' : ''}"
        autocomplete="off"
        maxlength="100"
        .value=${factor.name ?? ''}
        ?readonly=${busy}
        aria-invalid=${nameError ? 'true' : nothing}
        aria-describedby="name-error"
      />`,
      error: fieldError('name-error', nameError),
    })}
    ${error ? notice(error) : nothing}
    <div class="row buttons">
      ${button({ part: 'save', label: text('settingsSave'), busy, off: waitUntil !== undefined })}
      ${button({ part: 'cancel', kind: 'secondary', label: text('cancel'), onClick: view.cancel, off: busy })}
    </div>
  </form>`;
}

/** Stays in the page while a proof is asked for: what was begun goes on. */
function renderTaskPanel(view: SettingsView, title: string, words = ''): Part {
  const { state, client, headingLevel } = view;
  const { task, status } = state;
  if (!client || !task || !('panel' in task)) return nothing;
  const kind = task.type === 'adding' ? task.kind : task.factor.kind;
  return html`<div
    part="task card"
    class="stack card asks"
    role="group"
    aria-labelledby="task-title"
    ?hidden=${status === 'proving'}
  >
    ${heading(headingLevel, { part: 'task-title title', id: 'task-title', class: 'title' }, title)}
    ${words ? html`<p part="hint" class="hint">${words}</p>` : nothing}
    ${renderPanel({ panel: task.panel, client, id: kind, slot: nothing, headingLevel: headingLevel + 1 })}
    <div>${button({ part: 'cancel', kind: 'link', label: view.text('cancel'), onClick: view.cancel })}</div>
  </div>`;
}

function renderAdd(view: SettingsView): Part {
  const { text, state } = view;
  const { status, settings, waitUntil } = state;
  const kinds = (settings?.addable ?? []).filter((kind) => factorWords(kind)?.add);
  if (kinds.length === 0) return nothing;
  const add = kinds.map((kind) =>
    button({
      part: 'add',
      kind: 'secondary',
      label: addText(view, kind),
      onClick: () => view.add(kind),
      off: status === 'saving' || waitUntil !== undefined,
    }),
  );
  return html`<div role="group" aria-label=${text('settingsAdd')} class="row buttons">${add}</div>`;
}

function addText({ text }: SettingsView, kind: FactorKind): string {
  return text(factorWords(kind)?.add ?? 'settingsAdd');
}
