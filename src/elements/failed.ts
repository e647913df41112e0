import { html, type TemplateResult } from 'lit';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import type { FlowView } from './flow-view.js';
import { isSessionOver, renderRestart } from './restart.js';
import { scene } from './scene.js';
import { renderRetry, renderWait } from './wait.js';

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
