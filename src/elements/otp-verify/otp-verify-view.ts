import { html, nothing, type TemplateResult } from 'lit';
import type { Channel, MessageChannel } from '../../core/client.js';
import { clockTime } from '../../core/duration.js';
import type { TextKey, Texts, TextValues } from '../../locales/texts.js';
import { button } from '../button.js';
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
  recovering: boolean;
  canRecover: boolean;
  /** What is wrong with the code. */
  codeError: string;
  /** What went wrong otherwise. */
  error: string;
  hint: string | undefined;
  /** The same code may simply be sent again. */
  retry: boolean;
  expiry: { key: TextKey; seconds: number } | undefined;
  waitSeconds: number | undefined;
  resend: { allowed: boolean; spent: boolean; waitSeconds: number } | undefined;
  otherChannels: readonly MessageChannel[];
  offersToRemember: boolean;
  canChangeDestination: boolean;
  voice: TemplateResult;
  submit: () => void;
  sendAgain: () => void;
  sendElsewhere: (channel: MessageChannel) => void;
  changeDestination: () => void;
  toggleRecovery: () => void;
}

type Part = TemplateResult | typeof nothing;

const OTHER_CHANNEL_KEYS: Record<MessageChannel, TextKey> = {
  sms: 'verifyOtherSms',
  email: 'verifyOtherEmail',
  voice: 'verifyOtherVoice',
};

export function renderOtpVerify(view: OtpVerifyView): TemplateResult {
  const { status } = view;
  const done = status === 'verified';
  const over = done || status === 'ended';
  return html`<div class="stack">
      ${done ? html`<p part="done" class="success" tabindex="-1">${view.text('verifyDone')}</p>` : renderIntro(view)}
      ${view.recovering ? renderRecoveryField(view) : renderField(view, over)}
      ${view.error ? html`<p part="error" class="error" tabindex="-1">${view.error}</p>` : nothing}
      ${status === 'expired' && !view.error ? html`<p part="error" class="error" tabindex="-1">${view.text('verifyExpired')}</p>` : nothing}
      ${renderTimer(view)} ${view.hint ? html`<p part="advice" class="hint">${view.hint}</p>` : nothing}
      ${over || status === 'idle' ? nothing : renderActions(view)}
      <slot name="help"></slot>
    </div>
    ${view.voice}`;
}

function renderIntro(view: OtpVerifyView): Part {
  const { text, channel, status } = view;
  if (view.recovering || status === 'ended') return nothing;
  if (channel === 'totp') return html`<p part="intro">${text('verifyTotp')}</p>`;
  if (status === 'idle') return html`<p part="intro" class="hint">${text('verifyIdle')}</p>`;
  const key = channel === 'voice' ? 'verifyCalling' : 'codeSent';
  return html`<p part="intro">
    ${text(key, { destination: view.destination })}
    ${
      view.canChangeDestination
        ? button({
            part: 'change-destination',
            kind: 'link',
            label: text(channel === 'email' ? 'verifyNotYoursEmail' : 'verifyNotYours'),
            onClick: view.changeDestination,
          })
        : nothing
    }
  </p>`;
}

/** Stays in place for good: the field that it holds is the page's, and keeps what is typed. */
function renderField(view: OtpVerifyView, over: boolean): TemplateResult {
  const enabled = view.status === 'ready' || view.status === 'verifying' || view.status === 'resending';
  return html`<mfa-code-input
    exportparts="label: code-label, boxes, box, error: code-error, hint: code-hint"
    ?hidden=${over}
    .texts=${view.texts}
    .error=${view.codeError}
    .hint=${enabled ? undefined : ''}
    .length=${view.length}
    .mask=${view.mask}
    ?disabled=${!enabled}
    ><slot></slot
  ></mfa-code-input>`;
}

function renderRecoveryField({ text, codeError }: OtpVerifyView): TemplateResult {
  return html`<div class="field">
    <label for="recovery">${text('recoveryLabel')}</label>
    <p id="recovery-hint" class="hint">${text('recoveryHint')}</p>
    <input
      id="recovery"
      part="recovery-input"
      autocomplete="off"
      autocapitalize="none"
      autocorrect="off"
      spellcheck="false"
      translate="no"
      aria-invalid=${codeError ? 'true' : nothing}
      aria-describedby="recovery-hint recovery-error"
    />
    <p id="recovery-error" part="code-error" class="error">${codeError}</p>
  </div>`;
}

/** The ticks are for eyes only: what is said aloud goes through the live region, a few times in all. */
function renderTimer({ text, expiry, waitSeconds }: OtpVerifyView): Part {
  if (waitSeconds !== undefined) {
    return html`<p part="timer" aria-hidden="true">
      ${text('verifyTryAgainIn', { time: clockTime(waitSeconds) })}
    </p>`;
  }
  if (!expiry) return nothing;
  return html`<p part="timer" class="quiet" aria-hidden="true">
    ${text(expiry.key, { time: clockTime(expiry.seconds) })}
  </p>`;
}

function renderActions(view: OtpVerifyView): TemplateResult {
  const { text, status } = view;
  const checkable = status === 'ready' || status === 'verifying';
  return html`${
    status === 'expired'
      ? nothing
      : html`<div>
          ${view.offersToRemember ? renderRemember(view) : nothing}
          ${button({
            part: 'submit',
            label: text(view.retry && status === 'ready' ? 'verifyRetry' : 'verifySubmit'),
            onClick: view.submit,
            busy: status === 'verifying',
            off: !checkable,
          })}
        </div>`
  }${renderResend(view)}${renderOtherWays(view)}`;
}

function renderRemember({ text }: OtpVerifyView): TemplateResult {
  return html`<label class="remember"
    ><input type="checkbox" id="remember" part="remember" /> ${text('verifyRemember')}</label
  >`;
}

function renderResend({ text, status, resend, sendAgain }: OtpVerifyView): Part {
  // One wait at a time is enough to read.
  if (!resend || status === 'blocked') return nothing;
  if (resend.spent) return html`<p part="resend-wait" class="quiet">${text('verifyResendSpent')}</p>`;
  if (resend.waitSeconds > 0) {
    return html`<p part="resend-wait" class="quiet">
      ${text('verifyResendIn', { time: clockTime(resend.waitSeconds) })}
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

function renderOtherWays(view: OtpVerifyView): Part {
  const { text, status } = view;
  const others = view.otherChannels;
  if (others.length === 0 && !view.canRecover) return nothing;
  return html`<div class="row">
    ${others.map((channel) =>
      button({
        part: 'other',
        kind: 'link',
        label: text(OTHER_CHANNEL_KEYS[channel]),
        onClick: () => view.sendElsewhere(channel),
        off: status === 'verifying' || status === 'resending',
      }),
    )}
    ${
      view.canRecover
        ? button({
            part: 'other',
            kind: 'link',
            label: text(view.recovering ? 'verifyCodeInstead' : 'verifyRecoveryInstead'),
            onClick: view.toggleRecovery,
            off: status === 'verifying',
          })
        : nothing
    }
  </div>`;
}
