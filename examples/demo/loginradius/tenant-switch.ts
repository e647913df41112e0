import { html, render } from 'lit';
import type { LoginRadiusSettings } from '../../../src/sandbox/index.js';

type Mfa = LoginRadiusSettings['mfa'];

const KINDS = {
  required: ['Required', 'Who has none yet sets one up on the way in, and the last one cannot be removed.'],
  optional: ['Optional', 'Only who has set one up is asked for it.'],
} as const satisfies Record<Mfa, readonly [label: string, explanation: string]>;

/** The tenant's own switch: whether everybody needs a second factor. */
export function renderTenantSwitch(root: HTMLElement, current: Mfa, choose: (mfa: Mfa) => void): void {
  render(
    html`<fieldset class="segments">
        <legend class="visually-hidden">The tenant’s second factor</legend>
        ${(Object.keys(KINDS) as Mfa[]).map(
          (mfa) =>
            html`<label
              ><input
                type="radio"
                name="mfa"
                .checked=${mfa === current}
                @change=${() => {
                  choose(mfa);
                  renderTenantSwitch(root, mfa, choose);
                }}
              /><span>${KINDS[mfa][0]}</span></label
            >`,
        )}
      </fieldset>
      <p class="tenant-words" aria-live="polite">${KINDS[current][1]}</p>`,
    root,
  );
}
