import { html, nothing, type TemplateResult } from 'lit';
import type { MfaError } from '../core/mfa-error.js';
import type { TextOf } from '../locales/texts.js';
import { button } from './button.js';
import { scene } from './scene.js';

/** The way on where the session is over: the page's own, or a button. */
export function renderRestart(text: TextOf, onClick: () => void): TemplateResult {
  return html`<slot name="restart"
    ><div>${button({ part: 'restart', label: text('restart'), onClick })}</div></slot
  >`;
}

/** With this failure, the person has to sign in again. */
export function isSessionOver(failure: MfaError | undefined): boolean {
  return failure?.code === 'unauthenticated';
}

/** The end where the session is over: why, and the way on. */
export function renderEnded(text: TextOf, error: string, onClick: () => void, id?: string): TemplateResult {
  return scene(
    'danger',
    html`<p part="error" id=${id ?? nothing} class="lead" tabindex="-1">${error}</p>
      ${renderRestart(text, onClick)}`,
    'clock',
  );
}
