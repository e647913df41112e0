import { html, nothing, type TemplateResult } from 'lit';
import type { Channel, MessageChannel } from '../../../core/client.js';
import { clockTime } from '../../../core/duration.js';
import type { TextKey, TextValues } from '../../../locales/texts.js';
import { button } from '../../button.js';
import type { OtpVerifyStatus } from '../otp-verify-status.js';

type TextOf = (key: TextKey, values?: TextValues) => string;

const OTHER_CHANNEL_KEYS: Record<MessageChannel, TextKey> = {
  sms: 'verifyOtherSms',
  email: 'verifyOtherEmail',
  voice: 'verifyOtherVoice',
};

export function renderChangeDestination(text: TextOf, channel: Channel, onClick: () => void): TemplateResult {
  const label = text(channel === 'email' ? 'verifyNotYoursEmail' : 'verifyNotYours');
  return button({ part: 'change-destination', kind: 'link', label, onClick });
}

export function renderDone(text: TextOf): TemplateResult {
  return html`<p part="done" class="success" tabindex="-1">${text('verifyDone')}</p>`;
}

export function renderHint(hint: string): TemplateResult {
  return html`<p part="advice" class="hint">${hint}</p>`;
}

/** The question has fields of its own: what is typed into them is no code. */
export function renderProof(question: TemplateResult | typeof nothing | undefined): TemplateResult {
  const keep = (event: Event): void => event.stopPropagation();
  return html`<div @keydown=${keep} @input=${keep}>${question}</div>`;
}

/** For eyes only: what is said aloud goes through the live region, a few times in all. */
export function renderWait(text: TextOf, seconds: number): TemplateResult {
  return html`<p part="timer" aria-hidden="true">
    ${text('verifyTryAgainIn', { time: clockTime(seconds) })}
  </p>`;
}

export function renderRemember(text: TextOf): TemplateResult {
  return html`<label class="remember"
    ><input type="checkbox" id="remember" part="remember" /> ${text('verifyRemember')}</label
  >`;
}

export interface OtherWays {
  text: TextOf;
  status: OtpVerifyStatus;
  channels: readonly MessageChannel[];
  canRecover: boolean;
  recovering: boolean;
  sendElsewhere: (channel: MessageChannel) => void;
  toggleRecovery: () => void;
}

export function renderOtherWays(ways: OtherWays): TemplateResult | typeof nothing {
  const { text, status, channels, canRecover, recovering } = ways;
  if (status === 'proving' || (channels.length === 0 && !canRecover)) return nothing;
  return html`<div class="row">
    ${channels.map((channel) =>
      button({
        part: 'other',
        kind: 'link',
        label: text(OTHER_CHANNEL_KEYS[channel]),
        onClick: () => ways.sendElsewhere(channel),
        off: status === 'verifying' || status === 'resending',
      }),
    )}
    ${
      canRecover
        ? button({
            part: 'other',
            kind: 'link',
            label: text(recovering ? 'verifyCodeInstead' : 'verifyRecoveryInstead'),
            onClick: ways.toggleRecovery,
            off: status === 'verifying',
          })
        : nothing
    }
  </div>`;
}
