import { html, nothing, type TemplateResult } from 'lit';
import type { Channel } from '../../core/client.js';
import { clockTime } from '../../core/duration.js';
import type { TextKey, Texts, TextValues } from '../../locales/texts.js';
import { button } from '../button.js';
import type { VerifyActs } from './late/verify-acts.js';
import type { OtpVerifyStatus } from './otp-verify-status.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface OtpVerifyView {
  text: (key: TextKey, values?: TextValues) => string;
  /** The page's own texts, for the field. */
  texts: Texts | undefined;
  status: OtpVerifyStatus;
  channel: Channel;
  destination: string;
  length: number;
  mask: boolean;
  /** What is shown once somebody acts, as soon as it is there. */
  acts: VerifyActs | undefined;
  /** What went wrong, where it is not about the code. */
  error: string;
  expiry: { key: TextKey; seconds: number } | undefined;
  resend: { allowed: boolean; spent: boolean; waitSeconds: number } | undefined;
  voice: TemplateResult;
  submit: () => void;
  sendAgain: () => void;
}

type Part = TemplateResult | typeof nothing;

export function renderOtpVerify(view: OtpVerifyView): TemplateResult {
  const { status, text, acts } = view;
  const over = status === 'verified' || status === 'ended';
  const error = view.error || (status === 'expired' ? text('verifyExpired') : '');
  return html`<div class="stack">
      ${status === 'verified' ? acts?.done : renderIntro(view)}
      ${acts?.recovering ? acts.recoveryField : renderField(view, over)}
      ${error ? html`<p part="error" class="error" tabindex="-1">${error}</p>` : nothing}
      ${status === 'blocked' ? acts?.wait : renderTimer(view)} ${acts?.advice}
      ${over || status === 'idle' ? nothing : renderActions(view)}
      <slot name="help"></slot>
    </div>
    ${view.voice}`;
}

function renderIntro(view: OtpVerifyView): Part {
  const { text, channel, status, acts } = view;
  if (acts?.recovering || status === 'ended') return nothing;
  if (channel === 'totp') return html`<p part="intro">${text('verifyTotp')}</p>`;
  if (status === 'idle') return html`<p part="intro" class="hint">${text('verifyIdle')}</p>`;
  return html`<p part="intro">
    ${text(channel === 'voice' ? 'verifyCalling' : 'codeSent', { destination: view.destination })}
    ${acts?.changeDestination}
  </p>`;
}

/** Stays in place for good: the field that it holds is the page's, and keeps what is typed. */
function renderField({ status, texts, acts, length, mask }: OtpVerifyView, over: boolean): TemplateResult {
  const enabled = status === 'ready' || status === 'verifying' || status === 'resending';
  return html`<mfa-code-input
    exportparts="label: code-label, boxes, box, error: code-error, hint: code-hint"
    ?hidden=${over}
    .texts=${texts}
    .error=${acts?.codeError ?? ''}
    .hint=${enabled ? undefined : ''}
    .length=${length}
    .mask=${mask}
    ?disabled=${!enabled}
    ><slot></slot
  ></mfa-code-input>`;
}

/** The ticks are for eyes only: what is said aloud goes through the live region, a few times in all. */
function renderTimer({ text, expiry }: OtpVerifyView): Part {
  if (!expiry) return nothing;
  return html`<p part="timer" class="quiet" aria-hidden="true">
    ${text(expiry.key, { time: clockTime(expiry.seconds) })}
  </p>`;
}

function renderActions(view: OtpVerifyView): TemplateResult {
  const { text, status, acts } = view;
  return html`${
    status === 'expired'
      ? nothing
      : html`<div>
          ${acts?.remember}
          ${button({
            part: 'submit',
            label: acts?.submitLabel ?? text(view.error ? 'verifyRetry' : 'verifySubmit'),
            onClick: view.submit,
            busy: status === 'verifying',
            off: status !== 'ready',
          })}
        </div>`
  }${renderResend(view)}${acts?.otherWays}`;
}

function renderResend({ text, status, resend, sendAgain }: OtpVerifyView): Part {
  // One wait at a time is enough to read.
  if (!resend || status === 'blocked') return nothing;
  const { spent, waitSeconds } = resend;
  if (spent || waitSeconds > 0) {
    return html`<p part="resend-wait" class="quiet">
      ${spent ? text('verifyResendSpent') : text('verifyResendIn', { time: clockTime(waitSeconds) })}
    </p>`;
  }
  return html`<div>
    ${button({
      part: 'resend',
      kind: status === 'expired' ? 'primary' : 'link',
      label: text('verifyResend'),
      onClick: sendAgain,
      busy: status === 'resending',
      off: !resend.allowed,
    })}
  </div>`;
}
