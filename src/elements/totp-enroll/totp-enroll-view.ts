import { html, nothing, type TemplateResult } from 'lit';
import type { OtpauthKey } from '../../core/otpauth.js';
import type { TextKey, Texts, TextValues } from '../../locales/texts.js';
import { button } from '../button.js';
import { renderSetupKey } from './setup-key.js';
import type { TotpEnrollStatus } from './totp-enroll-status.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface TotpEnrollView {
  text: (key: TextKey, values?: TextValues) => string;
  texts: Texts | undefined;
  status: TotpEnrollStatus;
  /** Whether it is known how many steps there are. */
  known: boolean;
  /** Whether the device gets a name. */
  named: boolean;
  name: string;
  nameError: string;
  /** What to pair with, as soon as there is something. */
  pairing: { key: OtpauthKey; uri: string } | undefined;
  /** The person holds the device that has to scan. */
  onPhone: boolean;
  qrOpen: boolean;
  copyNote: TextKey | undefined;
  codeError: string;
  /** What went wrong otherwise. */
  error: string;
  clockHint: boolean;
  /** The key that was there is void. */
  over: boolean;
  voice: TemplateResult;
  confirmName: () => void;
  retry: () => void;
  copy: () => void;
  openApp: () => void;
  toggleQr: (event: Event) => void;
  submit: () => void;
  startOver: () => void;
}

type Part = TemplateResult | typeof nothing;

export function renderTotpEnroll(view: TotpEnrollView): TemplateResult {
  const { status, text, known } = view;
  const done = status === 'activated';
  return html`${done ? renderDone(view) : nothing} ${known ? nothing : renderPlaceholder(view)}
    <ol part="steps" ?hidden=${done || !known}>
      ${view.named ? renderStep('name', text('totpNameTitle'), isNamed(view) ? '' : text('totpNameWords'), renderName(view)) : nothing}
      ${renderStep('app', text('totpAppTitle'), text('totpAppWords'), nothing)} ${renderPairing(view)}
      ${renderCode(view)}
    </ol>
    ${
      status === 'pairing' || status === 'activating'
        ? button({
            part: 'start-over',
            kind: 'link',
            label: text('totpStartOver'),
            onClick: view.startOver,
            off: status === 'activating',
          })
        : nothing
    }
    ${view.voice}`;
}

/** A step that is still to come shows its title only. */
function renderStep(
  name: string,
  title: string,
  words: string,
  content: Part,
  later = false,
): TemplateResult {
  return html`<li part="step" id=${name} class=${later ? 'later' : ''} tabindex="-1">
    <slot name="${name}-step"
      ><p part="step-title" class="title">${title}</p>
      ${words && !later ? html`<p class="hint">${words}</p>` : nothing}</slot
    >
    ${content}
  </li>`;
}

/** The name cannot be changed any more: the device has been made with it. */
function isNamed({ pairing, status }: TotpEnrollView): boolean {
  return pairing !== undefined || status === 'failed';
}

function renderName(view: TotpEnrollView): TemplateResult {
  const { text, status, name, nameError } = view;
  if (isNamed(view)) return html`<p part="name">${name}</p>`;
  return html`<div class="field">
      <label for="device-name">${text('totpNameLabel')}</label>
      <input
        id="device-name"
        part="name-input"
        autocomplete="off"
        enterkeyhint="next"
        maxlength="100"
        .value=${name}
        aria-describedby="name-note"
        aria-invalid=${nameError ? 'true' : nothing}
        ?readonly=${status === 'creating'}
      />
      <p id="name-note" part=${nameError ? 'error' : 'hint'} class=${nameError ? 'error' : 'hint'}>
        ${nameError || text('totpNameHint')}
      </p>
    </div>
    ${view.error ? html`<p part="error" class="error">${view.error}</p>` : nothing}
    <div>
      ${button({ part: 'continue', label: text('totpContinue'), onClick: view.confirmName, busy: status === 'creating' })}
    </div>`;
}

function renderPairing(view: TotpEnrollView): TemplateResult {
  const { text, onPhone, pairing } = view;
  const title = text(onPhone ? 'totpKeyTitle' : 'totpScanTitle');
  const words = view.status === 'failed' ? '' : text(onPhone ? 'totpKeyWords' : 'totpScanWords');
  const later = !pairing && view.named && view.status !== 'failed';
  if (later) return renderStep('pair', title, words, nothing, true);
  return renderStep('pair', title, words, pairing ? renderWays(view, pairing) : renderNoKey(view));
}

function renderWays(
  view: TotpEnrollView,
  { key, uri }: NonNullable<TotpEnrollView['pairing']>,
): TemplateResult {
  const { text, onPhone, qrOpen } = view;
  const setupKey = renderSetupKey({
    text,
    key,
    note: view.copyNote,
    openFirst: onPhone,
    copy: view.copy,
    openApp: view.openApp,
  });
  const qr = html`<mfa-qr-code
    part="qr"
    exportparts="image: qr-image"
    .texts=${view.texts}
    .value=${uri}
  ></mfa-qr-code>`;
  return onPhone
    ? html`${setupKey}
        <details part="other-way" @toggle=${view.toggleQr}>
          <summary>${text('totpShowQr')}</summary>
          ${qrOpen ? qr : nothing}
        </details>`
    : html`${qr}
        <details part="other-way">
          <summary>${text('totpShowKey')}</summary>
          ${setupKey}
        </details>`;
}

/** The key is on its way, or did not come. */
function renderNoKey(view: TotpEnrollView): TemplateResult {
  const { text, status, error } = view;
  if (status !== 'failed') return renderPlaceholder(view);
  return html`<p part="error" class="error">${error}</p>
    <div>
      ${button({ part: 'retry', label: text(view.over ? 'totpStartOver' : 'totpTryAgain'), onClick: view.retry })}
    </div>`;
}

function renderPlaceholder({ text, status }: TotpEnrollView): TemplateResult {
  return html`<div part="placeholder" class="placeholder" aria-busy=${status === 'creating'}>
    ${status === 'creating' ? html`<span class="spinner-frame"><span class="spinner"></span></span>` : nothing}
    <span class="visually-hidden">${text('totpCreating')}</span>
  </div>`;
}

/** The field stays in place for good: it may hold the page's own input. */
function renderCode(view: TotpEnrollView): TemplateResult {
  const { text, status, pairing } = view;
  const { digits = 6, period = 30 } = pairing?.key ?? {};
  const content = html`<div class="stack" ?hidden=${!pairing}>
    <mfa-code-input
      exportparts="label: code-label, boxes, box, error: code-error, hint: code-hint"
      .texts=${view.texts}
      .length=${digits}
      .hint=${text('totpCodeHint', { digits, period })}
      .error=${view.codeError}
      ><slot></slot
    ></mfa-code-input>
    ${view.clockHint ? html`<p part="clock-hint" class="hint">${text('totpClockHint')}</p>` : nothing}
    ${view.error ? html`<p part="error" class="error">${view.error}</p>` : nothing}
    <div>
      ${button({ part: 'submit', label: text('totpFinish'), onClick: view.submit, busy: status === 'activating' })}
    </div>
  </div>`;
  return renderStep('code', text('totpCodeTitle'), '', content, !pairing);
}

function renderDone({ text }: TotpEnrollView): TemplateResult {
  return html`<div part="done" id="done" class="done" tabindex="-1">
    <slot name="done"
      ><p class="success">${text('totpDone')}</p>
      <p class="hint">${text('totpDoneWords')}</p></slot
    >
  </div>`;
}
