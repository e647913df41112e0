import { html, nothing, type TemplateResult } from 'lit';
import type { PasskeyState } from '../../flows/passkey-state.js';
import { button, submitting } from '../button.js';
import { renderField } from '../field.js';
import type { FlowView } from '../flow-view.js';
import type { Part } from '../part.js';
import { renderProof } from '../proof-part.js';
import { renderRemember } from '../remember.js';
import { renderEnded, renderRestart } from '../restart.js';
import { notice, scene } from '../scene.js';
import { renderWait } from '../wait.js';
import { nameOfAuthenticator } from './authenticator-names.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface PasskeyView extends FlowView {
  state: PasskeyState;
  error: string;
  /** Whether the backend takes a name before the passkey is made. */
  namesFirst: boolean;
  /** A name of the page's own to suggest. */
  name: string;
  /** What is said of not being asked again on this device, where that is offered. */
  remember: string | undefined;
  submit: () => void;
  cancel: () => void;
}

export function renderPasskey(view: PasskeyView): TemplateResult {
  return html`<div class="stack">${renderStatus(view)}<slot name="help"></slot></div>
    ${view.voice}`;
}

function renderStatus(view: PasskeyView): Part {
  const { text, state, error } = view;
  const isUsed = state.mode === 'use';
  switch (state.status) {
    case 'unavailable':
      return scene(
        'warning',
        html`<p part="unavailable" class="lead" tabindex="-1">
            ${text(isUsed ? 'passkeyUnavailable' : 'passkeyCreateUnavailable')}
          </p>
          <p part="hint" class="hint">
            ${text(isUsed ? 'passkeyUnavailableWords' : 'passkeyCreateUnavailableWords')}
          </p>
          ${isUsed ? renderRestart(text, view.restart) : nothing}`,
      );
    case 'ended':
      return renderEnded(text, error, view.restart);
    case 'verified':
    case 'created':
      return scene(
        'success',
        html`<p part="done" class="lead" tabindex="-1">
          ${text(isUsed ? 'passkeyVerified' : 'passkeyCreated')}
        </p>`,
        'key',
      );
    default:
      return html`${state.status === 'proving' ? renderProof(view.proof) : nothing}${renderForm(view)}`;
  }
}

/** Stays in place while a proof is asked for: what is typed is in its field. */
function renderForm(view: PasskeyView): TemplateResult {
  const { text, state, error } = view;
  const { status, waitUntil } = state;
  const isNaming = status === 'naming';
  const busy = status === 'preparing' || status === 'asking' || status === 'checking';
  return html`<form
    class="stack"
    novalidate
    autocomplete="off"
    ?hidden=${status === 'proving'}
    @submit=${submitting(view.submit)}
  >
    ${renderIntro(view)} ${isNaming || view.namesFirst ? renderName(view) : nothing}
    ${notice(error, { id: 'error' })} ${renderWait(text, waitUntil)}
    ${view.remember ? renderRemember(view.remember) : nothing}
    <div class="row">
      ${button({
        part: isNaming ? 'save' : 'begin',
        label: buttonText(view),
        busy,
        off: waitUntil !== undefined,
      })}
      ${
        status === 'asking' || status === 'preparing'
          ? button({ part: 'cancel', kind: 'link', label: text('cancel'), onClick: view.cancel })
          : nothing
      }
    </div>
  </form>`;
}

function renderIntro({ text, state: { mode, status } }: PasskeyView): TemplateResult {
  if (status === 'asking') return html`<p part="intro hint" class="hint">${text('passkeyAsking')}</p>`;
  if (status === 'naming') return html`<p part="intro">${text('passkeyNaming')}</p>`;
  return html`<slot name="intro"
    ><p part="intro hint" class="hint">
      ${text(mode === 'use' ? 'passkeyUseWords' : 'passkeyCreateWords')}
    </p></slot
  >`;
}

/** What is typed is in the input, and read from there. */
function renderName({ text, state, name, at }: PasskeyView): TemplateResult {
  const { status, failure } = state;
  const isWrong = failure?.code === 'name-taken';
  const suggested = status === 'naming' ? nameOfAuthenticator(state.authenticator) : undefined;
  return renderField({
    at,
    isInvalid: isWrong,
    label: html`<label part="label field-label" for="name">${text('passkeyName')}</label>`,
    input: html`<input
      id="name"
      placeholder=" "
      part="name-input input ${isWrong ? 'invalid' : ''}"
      autocomplete="off"
      enterkeyhint="done"
      maxlength="100"
      .value=${name || (suggested ?? '')}
      ?readonly=${status !== 'ready' && status !== 'failed' && status !== 'naming'}
      aria-invalid=${isWrong ? 'true' : nothing}
      aria-describedby=${isWrong ? 'name-hint error' : 'name-hint'}
    />`,
    hint: html`<p id="name-hint" part="hint" class="hint">${text('passkeyNameHint')}</p>`,
  });
}

function buttonText({ text, state: { mode, status } }: PasskeyView): string {
  if (status === 'naming') return text('passkeyNameSave');
  if (status === 'failed') return text('tryAgain');
  return text(mode === 'use' ? 'passkeyUse' : 'passkeyCreate');
}
