import { html, nothing, type TemplateResult } from 'lit';
import type { PushState } from '../../flows/push-state.js';
import { button } from '../button.js';
import type { FlowView } from '../flow-view.js';
import { icon } from '../icons.js';
import type { Part } from '../part.js';
import { renderProof } from '../proof-part.js';
import { renderRemember } from '../remember.js';
import { renderEnded, renderRestart } from '../restart.js';
import { notice, scene } from '../scene.js';
import { endsNext, renderTimeLeft } from '../wait.js';
import { troubleKey } from './says.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface PushView extends FlowView {
  state: PushState;
  error: string;
  /** What is said of not being asked again on this device, where that is offered. */
  rememberText: string | undefined;
  send: () => void;
  remember: (isWanted: boolean) => void;
}

export function renderPush(view: PushView): TemplateResult {
  const isProving = view.state.status === 'proving';
  return html`${isProving ? renderProof(view.proof) : nothing}
    <div class="stack" ?hidden=${isProving}>
      ${renderStatus(view)}
      <slot name="help"></slot>
    </div>
    ${view.voice}`;
}

function renderStatus(view: PushView): Part {
  const { text, state } = view;
  switch (state.status) {
    case 'verified':
      return scene(
        'success',
        html`<p part="done" class="lead" tabindex="-1">${text('pushVerified')}</p>`,
        'app',
      );
    case 'ended':
      return renderEnded(text, view.error, view.restart);
    case 'waiting':
      return renderWaiting(view, state);
    case 'denied':
      return scene(
        'danger',
        html`<p part="denied" class="lead" tabindex="-1">${text('pushDenied')}</p>
          <p part="denied-hint hint" class="hint">${text('pushDeniedWords')}</p>
          ${renderSend(view)}`,
      );
    case 'expired':
      return scene(
        'warning',
        html`<p part="expired" class="lead" tabindex="-1">${text('pushExpired')}</p>
          ${renderSend(view)}`,
        'clock',
      );
    default:
      return html`${renderIntro(view)} ${renderError(view)} ${renderSend(view)}`;
  }
}

function renderIntro({ text, state: { deviceName: name } }: PushView): TemplateResult {
  return html`<slot name="intro"
    ><p part="intro hint" class="hint">
      ${name === undefined ? text('pushSendWords') : text('pushSendWordsNamed', { name })}
    </p></slot
  >`;
}

/** The number is text, and the largest thing there is: it has to be read across a desk. */
function renderWaiting(view: PushView, state: Extract<PushState, { status: 'waiting' }>): TemplateResult {
  const { text, rememberText } = view;
  const { deviceName: name, number, expiresAt, mayHaveExpired, trouble, resendsLeft } = state;
  const resendAt = resendsLeft ? state.resendAt : undefined;
  return html`<p part="title" class="title" id="title" tabindex="-1">
      ${name === undefined ? text('pushOpen') : text('pushOpenNamed', { name })}
    </p>
    <p part="words hint" class="hint">
      ${text(number === undefined ? 'pushApproveWords' : 'pushNumberWords')}
    </p>
    ${
      number === undefined
        ? nothing
        : html`<p part="number">
            <span class="visually-hidden">${text('pushNumberLabel')}</span> <span>${number}</span>
          </p>`
    }
    ${trouble ? notice(text(troubleKey(trouble)), { part: 'trouble', tone: 'warning' }) : nothing}
    ${
      mayHaveExpired
        ? html`<p part="expiry-hint hint" class="hint">${text('pushMayHaveExpired')}</p>`
        : expiresAt && endsNext(expiresAt, resendAt)
          ? html`<p part="timer" class="quiet timer">
              ${icon('clock')}<span>${renderTimeLeft(text, 'pushExpiresIn', expiresAt)}</span>
            </p>`
          : nothing
    }
    ${
      rememberText === undefined
        ? nothing
        : renderRemember(rememberText, { isWanted: state.rememberDevice, take: view.remember })
    }
    <p part="hint" class="hint">${text('pushHint')}</p>
    ${renderError(view)} ${renderSend(view)}`;
}

function renderError({ error }: PushView): Part {
  return error ? notice(error, { focusable: true }) : nothing;
}

/** Sends the first one, or another: after the wait, which stands in its place. */
function renderSend({ text, state, send, restart }: PushView): TemplateResult {
  const { status, sends, resendAt, resendsLeft } = state;
  const isFirst = sends === 0;
  if (status !== 'sending' && (!resendsLeft || resendAt))
    return html`<p part="resend-wait" class="quiet timer" tabindex="-1">
        ${
          resendAt && resendsLeft
            ? html`${icon('clock')}<span
                  >${renderTimeLeft(text, isFirst ? 'tryAgainIn' : 'pushResendIn', resendAt)}</span
                >`
            : text('pushResendSpent')
        }
      </p>
      ${resendsLeft || status === 'waiting' ? nothing : renderRestart(text, restart)}`;
  const isBusy = status === 'sending';
  return html`<div>
    ${button({
      part: isFirst ? 'send' : 'resend',
      kind: status === 'waiting' ? 'secondary' : 'primary',
      label: text(isFirst ? (status === 'failed' ? 'tryAgain' : 'pushSend') : 'pushResend'),
      busy: isBusy,
      onClick: send,
    })}
  </div>`;
}
