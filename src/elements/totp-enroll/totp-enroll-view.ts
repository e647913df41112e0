import { html, nothing, type TemplateResult } from 'lit';
import type { TextKey, Texts, TextValues } from '../../locales/texts.js';
import { button } from '../button.js';
import type { Pairing } from './enroll-host.js';
import type { EnrollActs } from './late/enroll-acts.js';
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
  /** What to pair with, as soon as there is something. */
  pairing: Pairing | undefined;
  /** The person holds the device that has to scan. */
  onPhone: boolean;
  /** What is shown once somebody acts, as soon as it is there. */
  acts: EnrollActs | undefined;
  /** It could not be had for showing the key. */
  keyLost: boolean;
  /** A deed waits for it. */
  waiting: boolean;
  /** What went wrong, where it is not about what is in a field. */
  error: string;
  voice: TemplateResult;
  confirmName: () => void;
  retry: () => void;
  showKey: () => void;
  submit: () => void;
}

type Part = TemplateResult | typeof nothing;

export function renderTotpEnroll(view: TotpEnrollView): TemplateResult {
  const { status, text, known, named, pairing, acts } = view;
  const done = status === 'activated';
  const proving = status === 'proving';
  return html`${done ? acts?.done : nothing} ${acts?.proof.render()}
    ${known ? nothing : renderPlaceholder(view)}
    <ol part="steps" ?hidden=${done || proving || !known}>
      ${named ? renderName(view) : nothing}
      ${renderStep('app', text('totpAppTitle'), text('totpAppWords'), nothing)} ${renderPairing(view)}
      ${renderCode(view)}
    </ol>
    ${
      pairing && !proving
        ? button({
            part: 'start-over',
            kind: 'link',
            label: text('totpStartOver'),
            onClick: view.retry,
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
  content: Part | undefined,
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

function renderError(error: string): Part {
  return error ? html`<p part="error" class="error">${error}</p>` : nothing;
}

function renderName(view: TotpEnrollView): TemplateResult {
  const { text, status, acts } = view;
  const title = text('totpNameTitle');
  if (view.pairing ?? status === 'failed') return renderStep('name', title, '', acts?.givenName);
  const error = acts?.nameError ?? '';
  const content = html`<div class="field">
      <label for="device-name">${text('totpNameLabel')}</label>
      <input
        id="device-name"
        part="name-input"
        autocomplete="off"
        enterkeyhint="next"
        maxlength="100"
        .value=${view.name}
        aria-describedby="name-note"
        aria-invalid=${error ? 'true' : nothing}
        ?readonly=${status === 'creating'}
      />
      <p id="name-note" part=${error ? 'error' : 'hint'} class=${error ? 'error' : 'hint'}>
        ${error || text('totpNameHint')}
      </p>
    </div>
    ${renderError(view.error)}
    <div>
      ${button({ part: 'continue', label: text('totpContinue'), onClick: view.confirmName, busy: status === 'creating' || view.waiting })}
    </div>`;
  return renderStep('name', title, text('totpNameWords'), content);
}

function renderPairing(view: TotpEnrollView): TemplateResult {
  const { text, onPhone, pairing, status } = view;
  const failed = status === 'failed';
  return renderStep(
    'pair',
    text(onPhone ? 'totpKeyTitle' : 'totpScanTitle'),
    failed ? '' : text(onPhone ? 'totpKeyWords' : 'totpScanWords'),
    pairing
      ? renderWays(view, pairing)
      : failed
        ? renderRetry(view.error, view.acts?.retryLabel ?? text('totpTryAgain'), view.retry)
        : view.named
          ? nothing
          : renderPlaceholder(view),
    !pairing && view.named && !failed,
  );
}

function renderWays(view: TotpEnrollView, pairing: Pairing): TemplateResult {
  const { text, onPhone, acts } = view;
  const qr = html`<mfa-qr-code
    part="qr"
    exportparts="image: qr-image"
    .texts=${view.texts}
    .value=${pairing.uri}
  ></mfa-qr-code>`;
  const key =
    acts?.ways(onPhone, qr) ??
    (view.keyLost
      ? renderRetry(text('error-network'), text('totpTryAgain'), view.showKey)
      : renderPlaceholder(view));
  return onPhone
    ? key
    : html`${qr}
        <details part="other-way" @toggle=${view.showKey}>
          <summary>${text('totpShowKey')}</summary>
          ${key}
        </details>`;
}

function renderRetry(error: string, label: string, onClick: () => void): TemplateResult {
  return html`<p part="error" class="error">${error}</p>
    <div>${button({ part: 'retry', label, onClick })}</div>`;
}

function renderPlaceholder({ text, status }: TotpEnrollView): TemplateResult {
  return html`<div part="placeholder" class="placeholder" aria-busy=${status === 'creating'}>
    ${status === 'creating' ? html`<span class="spinner-frame"><span class="spinner"></span></span>` : nothing}
    <span class="visually-hidden">${text('totpCreating')}</span>
  </div>`;
}

/** The field stays in place for good: it may hold the page's own input. */
function renderCode(view: TotpEnrollView): TemplateResult {
  const { text, status, pairing, acts } = view;
  const { digits = 6, period = 30 } = pairing?.key ?? {};
  const content = html`<div class="stack" ?hidden=${!pairing}>
    <mfa-code-input
      exportparts="label: code-label, boxes, box, error: code-error, hint: code-hint"
      .texts=${view.texts}
      .length=${digits}
      .hint=${text('totpCodeHint', { digits, period })}
      .error=${acts?.codeError ?? ''}
      ><slot></slot
    ></mfa-code-input>
    ${acts?.clockHint} ${renderError(view.error)}
    <div>
      ${button({ part: 'submit', label: text('totpFinish'), onClick: view.submit, busy: status === 'activating' || view.waiting })}
    </div>
  </div>`;
  return renderStep('code', text('totpCodeTitle'), '', content, !pairing);
}
