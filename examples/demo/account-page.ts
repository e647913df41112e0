import { html, nothing, type TemplateResult } from 'lit';
import type { Factor } from '../../src/core/index.js';
import { BRAND } from './demo-sandbox.js';

interface AccountPage {
  devices: readonly Factor[];
  problem: string;
  pair: () => void;
  remove: (device: Factor) => void;
  signOut: () => void;
}

const PAYMENTS = [
  ['Corner bakery', '− 7.40'],
  ['River ferry', '− 3.20'],
  ['Salary, Tide & Sons', '+ 2,940.00'],
] as const;

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** What the signed-in person sees. The money is pretend, the list of apps is not. */
export function renderAccount(page: AccountPage): TemplateResult {
  return html`<div class="account">
    <div class="account-head">
      <p class="brand">${BRAND}</p>
      <button class="plain" @click=${page.signOut}>Sign out</button>
    </div>
    <h3 tabindex="-1">Welcome back, Alex</h3>
    <div class="balance">
      <p class="balance-name">Everyday account</p>
      <p class="balance-sum">4,218.60 <span>pretend</span></p>
      <dl class="payments">
        ${PAYMENTS.map(
          ([who, sum]) =>
            html`<div>
              <dt>${who}</dt>
              <dd>${sum}</dd>
            </div>`,
        )}
      </dl>
    </div>
    <h4>Authenticator apps</h4>
    ${page.problem ? html`<p class="problem" role="alert">${page.problem}</p>` : nothing}
    ${
      page.devices.length === 0
        ? html`<p class="hint">None yet. With one, you sign in without waiting for a message.</p>`
        : html`<ul class="devices">
            ${page.devices.map((device) => renderDevice(device, page))}
          </ul>`
    }
    <button class="main" @click=${page.pair}>Pair an app</button>
  </div>`;
}

function renderDevice(device: Factor, { remove }: AccountPage): TemplateResult {
  const { name = 'Authenticator', createdAt, active } = device;
  const since = createdAt === undefined ? '' : `since ${DATE.format(createdAt)}`;
  return html`<li>
    <span class="device-name">${name}</span>
    <span class="device-since">${active ? since : 'waits for its first code'}</span>
    <button class="small" aria-label="Remove ${name}" @click=${() => remove(device)}>Remove</button>
  </li>`;
}
