import { html, nothing, type TemplateResult } from 'lit';
import { BRAND } from './brand.js';

interface AccountPage {
  /** What the person is called. */
  name: string;
  /** How the account is kept safe. */
  security: TemplateResult;
  /** Sends money, held back until the person has confirmed; and what has come of it. Default: none is sent here. */
  transfer?: { send: () => void; sent: string };
  signOut: () => void;
}

const PAYMENTS = [
  ['Corner bakery', '− 7.40'],
  ['River ferry', '− 3.20'],
  ['Salary, Tide & Sons', '+ 2,940.00'],
] as const;

/** What the signed-in person sees. The money is pretend, what keeps it safe is not. */
export function renderAccount({ name, security, transfer, signOut }: AccountPage): TemplateResult {
  return html`<div class="account">
    <div class="account-head">
      <p class="brand">${BRAND}</p>
      <button class="plain" @click=${signOut}>Sign out</button>
    </div>
    <h3 tabindex="-1">Welcome back, ${name}</h3>
    <div class="balance">
      <p class="balance-name">Everyday account</p>
      <p class="balance-sum">4,218.60 <span>pretend</span></p>
      <dl class="payments">
        ${PAYMENTS.map(
          ([who, sum]) =>
            html`<div>
              <dt>${who}</dt>
              <dd dir="ltr">${sum}</dd>
            </div>`,
        )}
      </dl>
      ${
        transfer
          ? html`<mfa-confirm reason="Send 250.00 to Ada">
                <button class="plain" @click=${transfer.send}>Send 250.00 to Ada</button>
              </mfa-confirm>
              <p role="status">${transfer.sent}</p>`
          : nothing
      }
    </div>
    ${security}
  </div>`;
}
