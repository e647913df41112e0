import { html, nothing, type TemplateResult } from 'lit';
import type { MessageChannel } from '../../core/client.js';
import type { OtpVerifyState } from '../../flows/otp-verify-state.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { button } from '../button.js';
import { CODE_FIELD_PARTS } from '../exported-parts.js';
import { fieldPart } from '../field.js';
import type { FlowView } from '../flow-view.js';
import { icon } from '../icons.js';
import type { Part } from '../part.js';
import { renderProof } from '../proof-part.js';
import { renderRecoveryField } from '../recovery-field.js';
import { renderRemember } from '../remember.js';
import { renderRestart } from '../restart.js';
import { notice, scene } from '../scene.js';
import { endsNext, renderTimeLeft } from '../wait.js';
import { expiredKey, expiryKey, isLast } from './says.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface OtpVerifyView extends FlowView {
  /** The page's own texts, for the field. */
  texts: Texts | undefined;
  state: OtpVerifyState;
  /** That a code is on its way, and where to. */
  sent: string;
  length: number;
  mask: boolean;
  /** What is wrong with what is in the field. */
  fieldError: string;
  /** What went wrong, where it is not about that. */
  error: string;
  /** The same code may simply be sent again. */
  canRetry: boolean;
  /** Advice after several wrong codes. */
  advice: string | undefined;
  /** The person enters a recovery code. */
  isRecovering: boolean;
  canRecover: boolean;
  /** What is said of not being asked again on this device, where that is offered. */
  remember: string | undefined;
  canChangeDestination: boolean;
  canResend: boolean;
  otherChannels: readonly MessageChannel[];
  /** What is in the field is another than before. */
  typed: () => void;
  submit: () => void;
  resend: () => void;
  sendElsewhere: (channel: MessageChannel) => void;
  changeDestination: () => void;
  toggleRecovery: () => void;
}

const OTHER_CHANNEL_KEYS: Record<MessageChannel, TextKey> = {
  sms: 'verifyOtherSms',
  email: 'verifyOtherEmail',
  voice: 'verifyOtherVoice',
};

export function renderOtpVerify(view: OtpVerifyView): TemplateResult {
  const { status } = view.state;
  const isOver = status === 'verified' || status === 'ended';
  return html`<div class="stack">
      ${renderIntro(view)} ${view.isRecovering ? renderRecovery(view) : renderField(view, isOver)}
      ${renderError(view)} ${status === 'blocked' ? renderLock(view) : renderTimer(view)}
      ${renderAdvice(view)} ${isOver || status === 'idle' ? nothing : renderActions(view)}
      ${status === 'ended' ? renderRestart(view.text, view.restart) : nothing}
      <slot name="help"></slot>
    </div>
    ${view.voice}`;
}

function renderIntro(view: OtpVerifyView): Part {
  const { text, state, isRecovering } = view;
  const { status, channel } = state;
  if (status === 'verified')
    return scene(
      'success',
      html`<p part="done" class="lead" tabindex="-1">${text('verifyDone')}</p>`,
      'shield',
    );
  if (isRecovering || status === 'ended') return nothing;
  if (channel === 'totp') return html`<p part="intro">${text('verifyTotp')}</p>`;
  if (status === 'idle') return html`<p part="intro hint" class="hint">${text('verifyIdle')}</p>`;
  return html`<p part="intro">
    ${view.sent} ${view.canChangeDestination ? renderChangeDestination(view) : nothing}
  </p>`;
}

function renderChangeDestination({ text, state, changeDestination }: OtpVerifyView): TemplateResult {
  const label = text(state.channel === 'email' ? 'verifyNotYoursEmail' : 'verifyNotYours');
  return button({ part: 'change-destination', kind: 'link', label, onClick: changeDestination });
}

/** Stays in place for good: the field that it holds is the page's, and keeps what is typed. */
function renderField(view: OtpVerifyView, isOver: boolean): Part {
  const { state, texts, fieldError, length, mask, typed } = view;
  const { status } = state;
  const isOpen = status === 'ready' || status === 'verifying' || status === 'resending';
  return html`<mfa-code-input
    part="${fieldPart(fieldError !== '')} code-field"
    exportparts=${CODE_FIELD_PARTS}
    ?hidden=${isOver}
    .texts=${texts}
    .error=${fieldError}
    .hint=${isOpen ? undefined : ''}
    .length=${length}
    .mask=${mask}
    .whenChanged=${typed}
    ?disabled=${!isOpen}
    ><slot></slot
  ></mfa-code-input>`;
}

function renderRecovery({ text, fieldError: error, at, typed: onInput }: OtpVerifyView): TemplateResult {
  return renderRecoveryField({ text, error, errorPart: 'code-error', at, onInput });
}

function renderError({ text, state, error }: OtpVerifyView): Part {
  const words = error || (state.status === 'expired' ? text(expiredKey(state)) : '');
  return words
    ? notice(words, { focusable: true, tone: state.status === 'expired' ? 'warning' : 'danger' })
    : nothing;
}

/** Whether a time is shown that runs. */
export function isCounting({ status, expiresAt, resendAt }: OtpVerifyState): boolean {
  if (status === 'blocked') return true;
  const isOpen = status === 'ready' || status === 'verifying' || status === 'resending';
  return isOpen && (expiresAt ?? resendAt) !== undefined;
}

function renderTimer({ text, state }: OtpVerifyView): Part {
  const { status, expiresAt } = state;
  const resendAt = isLast(state) ? undefined : state.resendAt;
  if (status !== 'ready' && status !== 'verifying' && status !== 'resending') return nothing;
  if (!expiresAt || !endsNext(expiresAt, resendAt)) return nothing;
  const key = expiryKey(state);
  return html`<p part="timer hint" class="quiet timer">
    ${icon('clock')}<span>${renderTimeLeft(text, key, expiresAt)}</span>
  </p>`;
}

function renderLock({ text, state }: OtpVerifyView): Part {
  if (state.status !== 'blocked') return nothing;
  return html`<p part="timer" class="timer">
    ${icon('clock')}<span>${renderTimeLeft(text, 'tryAgainIn', state.blockedUntil)}</span>
  </p>`;
}

function renderAdvice({ state, proof, advice }: OtpVerifyView): Part {
  if (state.status === 'proving') return renderProof(proof);
  return advice ? html`<p part="advice hint" class="hint">${advice}</p>` : nothing;
}

function renderActions(view: OtpVerifyView): TemplateResult {
  const { text, state, canRetry, isRecovering } = view;
  const { status } = state;
  const submitKey = isRecovering ? 'verifyRecoverySubmit' : 'verifySubmit';
  return html`${
    status === 'expired'
      ? nothing
      : html`<div>
          ${view.remember ? renderRemember(view.remember) : nothing}
          ${button({
            part: 'submit',
            label: text(canRetry && status === 'ready' ? 'tryAgain' : submitKey),
            onClick: view.submit,
            busy: status === 'verifying',
            off: status !== 'ready',
          })}
        </div>`
  }${renderResend(view)}${status === 'proving' ? nothing : renderOtherWays(view)}`;
}

function renderResend({ text, state, canResend, resend, restart }: OtpVerifyView): Part {
  const { status, channel, challenge, resendAt, resendsLeft } = state;
  if (channel === 'totp' || status === 'blocked') return nothing;
  if (status === 'expired' && isLast(state)) return renderRestart(text, restart);
  if (challenge?.canResend === false) return nothing;
  if (!resendsLeft || resendAt)
    return html`<p part="resend-wait hint" class="quiet timer">
      ${
        resendAt && resendsLeft
          ? html`${icon('clock')}<span>${renderTimeLeft(text, 'verifyResendIn', resendAt)}</span>`
          : text('verifyResendSpent')
      }
    </p>`;
  return html`<div>
    ${button({
      part: 'resend',
      kind: status === 'expired' ? 'primary' : 'link',
      label: text('verifyResend'),
      onClick: resend,
      busy: status === 'resending',
      off: !canResend,
    })}
  </div>`;
}

function renderOtherWays(view: OtpVerifyView): Part {
  const { text, state, otherChannels, canRecover, isRecovering } = view;
  const isBusy = state.status === 'verifying' || state.status === 'resending';
  // Another destination is asked for first: that takes its time.
  const waits = state.resendAt !== undefined && !view.canChangeDestination;
  if (otherChannels.length === 0 && !canRecover) return nothing;
  return html`<div part="others" class="row">
    ${otherChannels.map((channel) =>
      button({
        part: 'other',
        kind: 'link',
        label: text(OTHER_CHANNEL_KEYS[channel]),
        onClick: () => view.sendElsewhere(channel),
        off: isBusy || waits,
      }),
    )}
    ${
      canRecover
        ? button({
            part: 'other',
            kind: 'link',
            label: text(isRecovering ? 'verifyCodeInstead' : 'verifyRecoveryInstead'),
            onClick: view.toggleRecovery,
            off: state.status === 'verifying',
          })
        : nothing
    }
  </div>`;
}
