import { html, nothing, type TemplateResult } from 'lit';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import type { TextOf } from '../locales/texts.js';
import { button } from './button.js';
import type { FlowView } from './flow-view.js';
import { scene } from './scene.js';
import { renderRetry, renderWait } from './wait.js';

/** The way on where the session is over: the page's own, or a button. */
export function renderRestart(text: TextOf, onClick: () => void): TemplateResult {
  return html`<slot name="restart"
    ><div>${button({ part: 'restart', label: text('restart'), onClick })}</div></slot
  >`;
}

/** What is seen of something that cannot be had. */
export interface FailedView extends Pick<FlowView, 'text' | 'restart'> {
  state: { readonly failure: MfaError | undefined; readonly waitUntil: Deadline | undefined };
  error: string;
  retry: () => void;
}

/** It cannot be had: why, and the way on, which is back to the sign-in where the session is over. */
export function renderFailed({ text, state, error, restart, retry }: FailedView): TemplateResult {
  const { failure, waitUntil } = state;
  return scene(
    'danger',
    html`<p part="error" class="lead" tabindex="-1">${error}</p>
      ${
        isSessionOver(failure)
          ? html`${renderWait(text, waitUntil)} ${renderRestart(text, restart)}`
          : renderRetry(text, waitUntil, retry)
      }`,
  );
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
