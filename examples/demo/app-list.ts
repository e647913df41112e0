import { html, nothing, type TemplateResult } from 'lit';
import type { Factor } from '../../src/core/index.js';

interface AppList {
  devices: readonly Factor[];
  problem: string;
  pair: () => void;
  remove: (device: Factor) => void;
}

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** The paired apps, in the page's own markup: the list comes from the same client that the elements use. */
export function renderAppList({ devices, problem, pair, remove }: AppList): TemplateResult {
  return html`<h4>Authenticator apps</h4>
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    ${
      devices.length === 0
        ? html`<p class="hint">None yet. With one, you sign in without waiting for a message.</p>`
        : html`<ul class="devices">
            ${devices.map((device) => renderDevice(device, remove))}
          </ul>`
    }
    <button class="main" @click=${pair}>Pair an app</button>`;
}

function renderDevice(device: Factor, remove: (device: Factor) => void): TemplateResult {
  const { name = 'Authenticator', createdAt, active } = device;
  const since = createdAt === undefined ? '' : `since ${DATE.format(createdAt)}`;
  return html`<li>
    <span class="device-name">${name}</span>
    <span class="device-since">${active ? since : 'waits for its first code'}</span>
    <button class="small" aria-label="Remove ${name}" @click=${() => remove(device)}>Remove</button>
  </li>`;
}
