import { html, nothing, type TemplateResult } from 'lit';
import type { TrustedDevice } from '../../core/client.js';
import type { TrustedDevicesState, TrustedDevicesTask } from '../../flows/trusted-devices-state.js';
import { writtenDay } from '../../locales/text-values.js';
import type { TextOf } from '../../locales/texts.js';
import { button } from '../button.js';
import { renderFailed } from '../failed.js';
import type { FlowView } from '../flow-view.js';
import { heading } from '../heading.js';
import { icon } from '../icons.js';
import type { Part } from '../part.js';
import { renderProof } from '../proof-part.js';
import { notice, scene, skeleton } from '../scene.js';
import { renderWait } from '../wait.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface TrustedDevicesView extends FlowView {
  state: TrustedDevicesState;
  headingLevel: number;
  /** What was removed last. */
  note: string;
  error: string;
  ask: (task: TrustedDevicesTask) => void;
  cancel: () => void;
  forget: () => void;
  retry: () => void;
}
export function renderTrustedDevices(view: TrustedDevicesView): TemplateResult {
  const { text, headingLevel } = view;
  const title = { part: 'title', id: 'title', class: 'title' };
  return html`<section class="stack" aria-labelledby="title">
      ${heading(headingLevel, title, text('devicesTitle'))} ${renderStatus(view)}
      <slot name="help"></slot>
    </section>
    ${view.voice}`;
}

/** What a device is called. */
export function deviceText(text: TextOf, { name }: TrustedDevice): string {
  return name ?? text('devicesUnknown');
}

function renderStatus(view: TrustedDevicesView): TemplateResult {
  const { text, state, note, error } = view;
  const { status, task, waitUntil } = state;
  if (status === 'idle' || status === 'loading') return skeleton(text('devicesLoading'));
  if (status === 'failed') return renderFailed(view);
  return html`${notice(note, { part: 'note', id: 'note', tone: 'success', focusable: true })}
  ${renderList(view)} ${error && !task ? notice(error) : nothing} ${renderWait(text, waitUntil)}
  ${renderAll(view)}`;
}

function renderList(view: TrustedDevicesView): TemplateResult {
  const { text, state } = view;
  const { devices, isReloading } = state;
  if (devices.length === 0)
    return scene('neutral', html`<p part="empty" class="lead">${text('devicesEmpty')}</p>`, 'device');
  return html`<p part="hint" class="hint">${text('devicesWords')}</p>
    <ul part="devices list" class="list" aria-busy=${isReloading ? 'true' : nothing}>
      ${devices.map((device, index) => renderDevice(view, device, index))}
    </ul>`;
}

function renderDevice(view: TrustedDevicesView, device: TrustedDevice, index: number): TemplateResult {
  const { text, state } = view;
  const { task } = state;
  const { place, lastUsedAt, expiresAt } = device;
  const isOpen = task !== undefined && task !== 'all' && task.id === device.id;
  const fact = (part: string, words: string | TemplateResult): TemplateResult =>
    html`<p part="${part} hint" id="${part}-${index}" class="hint">${words}</p>`;
  return html`<li part="device">
    <div class="line">
      <span class="disc">${icon('device')}</span>
      <div class="facts">
        <p class="name">
          <bdi part="name" id="name-${index}">${deviceText(text, device)}</bdi
          >${device.isThis ? html`<span part="this" id="this-${index}">${text('devicesThis')}</span>` : nothing}
        </p>
        ${place ? fact('place', html`<bdi>${place}</bdi>`) : nothing}
        ${lastUsedAt === undefined ? nothing : fact('date', text('devicesLastUsed', { date: writtenDay(lastUsedAt) }))}
        ${expiresAt === undefined ? nothing : fact('until', text('devicesUntil', { date: writtenDay(expiresAt) }))}
      </div>
      ${isOpen ? nothing : renderRemove(view, device, index)}
    </div>
    ${isOpen ? renderTask(view, device) : nothing}
  </li>`;
}

/** Each button says what it is for: there are several of the same name, and devices of one kind are told apart by a date. */
function renderRemove(view: TrustedDevicesView, device: TrustedDevice, index: number): Part {
  const { text, state } = view;
  if (!state.canForget) return nothing;
  const name = deviceText(text, device);
  const isOne = state.devices.filter((other) => deviceText(text, other) === name).length === 1;
  const detail = device.isThis
    ? ` this-${index}`
    : isOne || device.lastUsedAt === undefined
      ? ''
      : ` date-${index}`;
  return html`<span
    >${button({
      part: 'remove',
      kind: 'link',
      label: text('devicesRemove'),
      id: `remove-${index}`,
      about: `name-${index}${detail}`,
      onClick: () => view.ask(device),
      off: isBusy(state),
    })}</span
  >`;
}

/** The way to remove them all, and its question. */
function renderAll(view: TrustedDevicesView): Part {
  const { text, state } = view;
  if (state.task === 'all') return renderTask(view, 'all');
  if (!state.canForgetAll || state.devices.length === 0) return nothing;
  return html`<div>
    ${button({
      part: 'remove-all',
      kind: 'secondary',
      label: text('devicesRemoveAll'),
      onClick: () => view.ask('all'),
      off: isBusy(state),
    })}
  </div>`;
}

function renderTask(view: TrustedDevicesView, task: TrustedDevicesTask): TemplateResult {
  const { text, state, error, headingLevel } = view;
  const { status, waitUntil } = state;
  if (status === 'proving') return renderProof(view.proof, headingLevel + 1);
  const busy = status === 'saving';
  const isAll = task === 'all';
  const title = isAll ? text('devicesAskAll') : text('devicesAsk', { name: deviceText(text, task) });
  const words = isAll ? 'devicesAskAllWords' : task.isThis ? 'devicesAskThis' : 'devicesAskWords';
  return html`<div part="task card" class="stack card" role="group" aria-labelledby="task-title">
    ${heading(headingLevel + 1, { part: 'task-title title', id: 'task-title', class: 'title' }, title)}
    <p>${text(words)}</p>
    ${error ? notice(error) : nothing} ${renderWait(text, waitUntil)}
    <div class="row buttons">
      ${button({ part: 'confirm', kind: 'danger', label: text('devicesRemove'), onClick: view.forget, busy, off: waitUntil !== undefined })}
      ${button({ part: 'cancel', kind: 'secondary', label: text(isAll ? 'devicesKeepAll' : 'devicesKeep'), onClick: view.cancel, off: busy })}
    </div>
  </div>`;
}

function isBusy({ task, status, waitUntil }: TrustedDevicesState): boolean {
  return task !== undefined || status === 'saving' || waitUntil !== undefined;
}
