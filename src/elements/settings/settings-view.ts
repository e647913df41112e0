import { html, nothing, type TemplateResult } from 'lit';
import type { Factor, FactorKind, FactorSettings } from '../../core/client.js';
import type { TextKey, TextValues } from '../../locales/texts.js';
import { button } from '../button.js';
import { factorText } from '../factor-text.js';
import type { SettingsStatus } from './settings-status.js';
import { ADD_KEYS, isLast, shownFactors, type FactorActions, type SettingsTask } from './settings-task.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface SettingsView {
  text: (key: TextKey, values?: TextValues) => string;
  status: SettingsStatus;
  settings: FactorSettings | undefined;
  /** The list is being fetched anew. */
  reloading: boolean;
  task: SettingsTask | undefined;
  /** What was done last. */
  note: string;
  error: string;
  nameError: string;
  actions: (factor: Factor) => FactorActions;
  date: (time: number) => string;
  /** What sets something up. */
  panel: TemplateResult | typeof nothing;
  proof: TemplateResult | typeof nothing;
  /** Recovery codes, new or asked for. */
  recovery: TemplateResult | typeof nothing;
  voice: TemplateResult;
  start: (task: SettingsTask) => void;
  cancel: () => void;
  remove: (factor: Factor) => void;
  rename: (factor: Factor) => void;
  retry: () => void;
}

type Part = TemplateResult | typeof nothing;

export function renderSettings(view: SettingsView): TemplateResult {
  const { status, text, settings, task, note, error } = view;
  if (status === 'idle' || status === 'loading')
    return html`<div part="loading" aria-busy="true">
        <span class="spinner-frame" aria-hidden="true"><span class="spinner"></span></span>
        <span class="visually-hidden">${text('settingsLoading')}</span>
      </div>
      ${view.voice}`;
  if (status === 'failed' || !settings)
    return html`<div class="stack">
        <p part="error" class="error">${error}</p>
        <div>${button({ part: 'retry', label: text('settingsTryAgain'), onClick: view.retry })}</div>
        <slot name="help"></slot>
      </div>
      ${view.voice}`;
  const isProving = status === 'proving';
  return html`<div class="stack" aria-busy=${view.reloading ? 'true' : nothing}>
      <p part="note" id="note" class="success" tabindex="-1" ?hidden=${!note}>${note}</p>
      ${renderList(view, settings)}
      ${error && !task ? html`<p part="error" class="error">${error}</p>` : nothing}
      ${isProving && task?.type !== 'removing' && task?.type !== 'renaming' ? view.proof : nothing}
      ${task?.type === 'adding' ? renderPanel(view, addText(view, task.kind), isProving) : nothing}
      ${task || status === 'codes' ? nothing : renderAdd(view, settings)} ${view.recovery}
      <slot name="help"></slot>
    </div>
    ${view.voice}`;
}

function renderList(view: SettingsView, { factors }: FactorSettings): TemplateResult {
  const shown = shownFactors(factors);
  if (shown.length === 0) return html`<p part="empty">${view.text('settingsEmpty')}</p>`;
  return html`<ul part="factors">
    ${shown.map((factor) => renderFactor(view, factor))}
  </ul>`;
}

function renderFactor(view: SettingsView, factor: Factor): TemplateResult {
  const { text, task } = view;
  const name = factorText(text, factor.kind, factor);
  const { reason } = view.actions(factor);
  const isOpen = task !== undefined && task.type !== 'adding' && task.factor.id === factor.id;
  return html`<li part="factor">
    <div class="line">
      <div class="facts">
        <p part="name" class="name">${name}</p>
        ${factor.active ? nothing : html`<p class="hint">${text('settingsNotActive')}</p>`}
        ${factor.createdAt === undefined ? nothing : html`<p part="date" class="hint">${text('settingsSince', { date: view.date(factor.createdAt) })}</p>`}
      </div>
      ${isOpen ? nothing : renderActions(view, factor, name)}
    </div>
    ${reason ? html`<p part="reason" class="hint">${text(reason)}</p>` : nothing}
    ${isOpen ? renderTask(view, factor, name) : nothing}
  </li>`;
}

/** Each button says what it is for: there are several of the same name. */
function renderActions(view: SettingsView, factor: Factor, name: string): Part {
  const { text, start, task, status } = view;
  const { change, rename, remove } = view.actions(factor);
  const off = task !== undefined || status === 'saving' || status === 'codes';
  const action = (type: 'changing' | 'renaming' | 'removing', key: TextKey, nameKey: TextKey): Part =>
    html`<span
      >${button({
        part: type === 'changing' ? 'change' : type === 'renaming' ? 'rename' : 'remove',
        kind: 'link',
        label: text(key),
        name: text(nameKey, { name }),
        onClick: () => start({ type, factor }),
        off,
      })}</span
    >`;
  if (!change && !rename && !remove) return nothing;
  return html`<div class="row actions">
    ${change ? action('changing', 'settingsChange', 'settingsChangeName') : nothing}
    ${rename ? action('renaming', 'settingsRename', 'settingsRenameName') : nothing}
    ${remove ? action('removing', 'settingsRemove', 'settingsRemoveName') : nothing}
  </div>`;
}

function renderTask(view: SettingsView, factor: Factor, name: string): Part {
  const { text, task, status } = view;
  if (task?.type === 'changing')
    return html`${status === 'proving' ? view.proof : nothing}${renderPanel(
      view,
      text('settingsChangeName', { name }),
      status === 'proving',
      text('settingsChangeWords'),
    )}`;
  if (status === 'proving') return view.proof;
  return task?.type === 'renaming' ? renderRename(view, factor, name) : renderRemove(view, factor, name);
}

function renderRemove(view: SettingsView, factor: Factor, name: string): TemplateResult {
  const { text, settings, status, error } = view;
  const busy = status === 'saving';
  const last = settings && isLast(factor, settings);
  return html`<div part="task" class="stack" role="group" aria-labelledby="task-title">
    <p id="task-title" class="title" tabindex="-1">${text('settingsAsk', { name })}</p>
    <p>${text(last ? 'settingsAskLast' : 'settingsAskWords')}</p>
    ${error ? html`<p part="error" class="error">${error}</p>` : nothing}
    <div class="row buttons">
      ${button({ part: 'confirm', label: text('settingsRemove'), onClick: () => view.remove(factor), busy })}
      ${button({ part: 'cancel', kind: 'secondary', label: text('settingsKeep'), onClick: view.cancel, off: busy })}
    </div>
  </div>`;
}

function renderRename(view: SettingsView, factor: Factor, name: string): TemplateResult {
  const { text, status, nameError, error } = view;
  const busy = status === 'saving';
  return html`<form
    part="task"
    class="stack"
    novalidate
    aria-labelledby="task-title"
    @submit=${(event: Event) => {
      event.preventDefault();
      view.rename(factor);
    }}
  >
    <p id="task-title" class="title" tabindex="-1">${text('settingsRenameName', { name })}</p>
    <div class="field">
      <label for="new-name">${text('settingsRenameLabel')}</label>
      <input
        id="new-name"
        part="name-input"
        autocomplete="off"
        maxlength="100"
        .value=${factor.name ?? ''}
        ?readonly=${busy}
        aria-invalid=${nameError ? 'true' : nothing}
        aria-describedby="name-error"
      />
      <p id="name-error" class="error" ?hidden=${!nameError}>${nameError}</p>
    </div>
    ${error ? html`<p part="error" class="error">${error}</p>` : nothing}
    <div class="row buttons">
      ${button({ part: 'save', label: text('settingsSave'), busy })}
      ${button({ part: 'cancel', kind: 'secondary', label: text('settingsClose'), onClick: view.cancel, off: busy })}
    </div>
  </form>`;
}

/** Stays in the page while a proof is asked for: what was begun goes on. */
function renderPanel(view: SettingsView, title: string, hidden: boolean, words = ''): TemplateResult {
  return html`<div part="task" class="stack asks" role="group" aria-labelledby="task-title" ?hidden=${hidden}>
    <p id="task-title" class="title" tabindex="-1">${title}</p>
    ${words ? html`<p class="hint">${words}</p>` : nothing} ${view.panel}
    <div>
      ${button({ part: 'cancel', kind: 'link', label: view.text('settingsClose'), onClick: view.cancel })}
    </div>
  </div>`;
}

function renderAdd(view: SettingsView, { addable }: FactorSettings): Part {
  const { text, status } = view;
  const kinds = addable.filter((kind) => ADD_KEYS[kind]);
  if (kinds.length === 0) return nothing;
  const add = kinds.map((kind) =>
    button({
      part: 'add',
      kind: 'secondary',
      label: addText(view, kind),
      onClick: () => view.start({ type: 'adding', kind }),
      off: status === 'saving',
    }),
  );
  return html`<div role="group" aria-label=${text('settingsAdd')} class="row buttons">${add}</div>`;
}

function addText({ text }: SettingsView, kind: FactorKind): string {
  return text(ADD_KEYS[kind] ?? 'settingsAdd');
}
