import { html, nothing, type TemplateResult } from 'lit';
import { pairingOf, VOID, type PairingKey, type TotpEnrollState } from '../../flows/totp-enroll-state.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { button } from '../button.js';
import { CODE_FIELD_PARTS } from '../exported-parts.js';
import { fieldPart, renderField } from '../field.js';
import type { FlowView } from '../flow-view.js';
import { heading } from '../heading.js';
import { icon } from '../icons.js';
import { openApp } from '../on-phone.js';
import type { Part } from '../part.js';
import { renderProof } from '../proof-part.js';
import { isSessionOver, renderRestart } from '../restart.js';
import { fieldError, notice, scene } from '../scene.js';
import { renderWait } from '../wait.js';
import { needsHint } from './says.js';
import { renderSetupKey } from './setup-key.js';
import type { Troubles } from './troubles.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface TotpEnrollView extends FlowView, Troubles {
  /** The page's own texts, for the elements inside. */
  texts: Texts | undefined;
  state: TotpEnrollState;
  headingLevel: number;
  /** Whether it is known how many steps there are. */
  isKnown: boolean;
  /** Whether the device gets a name. */
  isNamed: boolean;
  name: string;
  /** The person holds the device that has to scan. */
  onPhone: boolean;
  /** The QR code is wanted on a phone. */
  isQrOpen: boolean;
  /** What came of copying. */
  copyNote: TextKey | undefined;
  confirmName: () => void;
  retry: () => void;
  copy: (secret: string) => void;
  showQr: (isOpen: boolean) => void;
  /** What is in the field that can be typed into is another than before. */
  typed: () => void;
  submit: () => void;
}

export function renderTotpEnroll(view: TotpEnrollView): TemplateResult {
  const { text, state, isKnown } = view;
  const { status } = state;
  const isDone = status === 'activated';
  return html`${isDone ? renderDone(view) : nothing}
    ${status === 'proving' ? renderProof(view.proof, view.headingLevel) : nothing}
    ${isKnown ? nothing : renderPlaceholder(view)}
    <ol part="steps" ?hidden=${isDone || status === 'proving' || !isKnown}>
      ${view.isNamed ? renderName(view) : nothing}
      ${renderStep(view, 'app', text('totpAppTitle'), text('totpAppWords'), nothing, hasScanned(view) ? 'done' : 'open')}
      ${renderPairing(view)} ${renderCode(view)}
    </ol>
    ${status === 'pairing' || status === 'activating' ? renderStartOver(view) : nothing} ${view.voice}`;
}

/** Where a step stands among the others: `open` is what can be done, and is not what comes first. */
type Stage = 'done' | 'current' | 'open' | 'next';

/** A step that is still to come shows its title only. */
function renderStep(
  { headingLevel }: TotpEnrollView,
  name: string,
  title: string,
  words: string,
  content: Part,
  stage: Stage = 'current',
): TemplateResult {
  return html`<li
    part="step step-${stage}"
    id=${name}
    class=${stage}
    aria-current=${stage === 'current' ? 'step' : nothing}
    tabindex="-1"
  >
    <span part="step-marker" class="marker">${stage === 'done' ? icon('check') : nothing}</span>
    <slot name="${name}-step"
      >${heading(headingLevel, { part: 'step-title title', class: 'title' }, title)}
      ${words && stage !== 'next' ? html`<p part="hint" class="hint">${words}</p>` : nothing}</slot
    >
    ${content}
  </li>`;
}

function renderName(view: TotpEnrollView): TemplateResult {
  const { text, state, name, nameError: error } = view;
  const title = text('totpNameTitle');
  // The name cannot be changed any more: the device has been made with it.
  if (pairingOf(state) ?? state.status === 'failed')
    return renderStep(
      view,
      'name',
      title,
      '',
      name ? html`<p part="name"><bdi>${name}</bdi></p>` : nothing,
      'done',
    );
  const content = html`${renderField({
      at: view.at,
      isInvalid: error !== '',
      label: html`<label part="label field-label" for="device-name">${text('totpNameLabel')}</label>`,
      input: html`<input
        id="device-name"
        placeholder=" "
        part="name-input input ${error ? 'invalid' : ''}"
        autocomplete="off"
        enterkeyhint="next"
        maxlength="100"
        .value=${name}
        aria-describedby="name-note"
        aria-invalid=${error ? 'true' : nothing}
        ?readonly=${state.status === 'creating'}
        @input=${view.typed}
      />`,
      error: error ? fieldError('name-note', error) : nothing,
      hint: error ? nothing : html`<p id="name-note" part="hint" class="hint">${text('totpNameHint')}</p>`,
    })}
    ${renderTrouble(view)}
    <div>
      ${button({
        part: 'continue',
        label: text('goOn'),
        onClick: view.confirmName,
        busy: state.status === 'creating',
        off: state.waitUntil !== undefined,
      })}
    </div>`;
  return renderStep(view, 'name', title, text('totpNameWords'), content);
}

function renderPairing(view: TotpEnrollView): TemplateResult {
  const { text, state, onPhone, isNamed } = view;
  const pairing = pairingOf(state);
  const isFailed = state.status === 'failed';
  return renderStep(
    view,
    'pair',
    text(onPhone ? 'totpKeyTitle' : 'totpScanTitle'),
    isFailed ? '' : text(onPhone ? 'totpKeyWords' : 'totpScanWords'),
    pairing
      ? renderWays(view, pairing)
      : isFailed
        ? renderFailed(view)
        : isNamed
          ? nothing
          : html`${renderPlaceholder(view)} ${renderTrouble(view)}`,
    !pairing && isNamed && !isFailed ? 'next' : hasScanned(view) ? 'done' : 'current',
  );
}

/** Who holds the device that has to scan cannot scan with it: they get the key first, and the QR code when they ask. */
function renderWays(view: TotpEnrollView, { uri, key }: PairingKey): TemplateResult {
  const { text, onPhone, isQrOpen } = view;
  const qr = html`<mfa-qr-code
    part="qr"
    exportparts="image: qr-image, error"
    .texts=${view.texts}
    .value=${uri}
  ></mfa-qr-code>`;
  const setupKey = renderSetupKey({
    text,
    key,
    note: view.copyNote,
    openFirst: onPhone,
    copy: () => view.copy(key.secret),
    openApp: () => openApp(uri),
  });
  return onPhone
    ? html`${setupKey}
        <details
          part="other-way"
          @toggle=${(event: Event) => view.showQr((event.target as HTMLDetailsElement).open)}
        >
          <summary>${text('totpShowQr')}</summary>
          ${isQrOpen ? qr : nothing}
        </details>`
    : html`${qr}
        <details part="other-way">
          <summary>${text('totpShowKey')}</summary>
          ${setupKey}
        </details>`;
}

/** The key that is over is replaced; one that did not come is asked for again. */
function renderFailed(view: TotpEnrollView): TemplateResult {
  const { text, state } = view;
  const isVoid = state.failure && VOID.includes(state.failure.code);
  const label = text(isVoid ? 'totpStartOver' : 'tryAgain');
  return html`${renderTrouble(view)}
    <div>
      ${button({
        part: 'retry',
        kind: isSessionOver(state.failure) ? 'secondary' : 'primary',
        label,
        onClick: view.retry,
        off: state.waitUntil !== undefined,
      })}
    </div>`;
}

/** What went wrong, how long that lasts, and the way on where the session is over. */
function renderTrouble(view: TotpEnrollView): TemplateResult {
  const { text, state, error } = view;
  return html`${error ? notice(error) : nothing} ${renderWait(text, state.waitUntil)}
  ${isSessionOver(state.failure) ? renderRestart(text, view.restart) : nothing}`;
}

function renderPlaceholder({ text, state }: TotpEnrollView): TemplateResult {
  const isBusy = state.status === 'creating';
  return html`<div part="placeholder" class="placeholder" aria-busy=${isBusy}>
    ${isBusy ? html`<span class="spinner-frame"><span class="spinner"></span></span>` : nothing}
    <span class="visually-hidden">${text('totpCreating')}</span>
  </div>`;
}

/** The field stays in place for good: it may hold the page's own input. */
function renderCode(view: TotpEnrollView): TemplateResult {
  const { text, state } = view;
  const pairing = pairingOf(state);
  const { digits = 6, period = 30 } = pairing?.key ?? {};
  const content = html`<div class="stack" ?hidden=${!pairing}>
    <mfa-code-input
      part="${fieldPart(view.codeError !== '')} code-field"
      exportparts=${CODE_FIELD_PARTS}
      .texts=${view.texts}
      .length=${digits}
      .hint=${text('totpCodeHint', { digits, period })}
      .error=${view.codeError}
      .whenChanged=${view.typed}
      ><slot></slot
    ></mfa-code-input>
    ${needsHint(state) ? html`<p part="clock-hint hint" class="hint">${text('totpClockHint')}</p>` : nothing}
    ${
      state.status === 'pairing' && state.mayHaveExpired
        ? html`<p part="expiry-hint hint" class="hint">${text('totpMayHaveExpired')}</p>`
        : nothing
    }
    ${pairing ? renderTrouble(view) : nothing}
    <div>
      ${button({
        part: 'submit',
        label: text('totpFinish'),
        onClick: view.submit,
        busy: state.status === 'activating',
        off: state.waitUntil !== undefined,
      })}
    </div>
  </div>`;
  return renderStep(
    view,
    'code',
    text('totpCodeTitle'),
    '',
    content,
    !pairing ? 'next' : hasScanned(view) ? 'current' : 'open',
  );
}

function renderStartOver({ text, state, retry }: TotpEnrollView): TemplateResult {
  return button({
    part: 'start-over',
    kind: 'link',
    label: text('totpStartOver'),
    onClick: retry,
    off: state.status === 'activating' || state.waitUntil !== undefined,
  });
}

function renderDone({ text, headingLevel }: TotpEnrollView): TemplateResult {
  return html`<div part="done" id="done" tabindex="-1">
    <slot name="done"
      >${scene(
        'success',
        html`${heading(headingLevel, { part: 'title', class: 'title' }, text('totpDone'))}
          <p part="hint" class="hint">${text('totpDoneWords')}</p>`,
        'shield',
      )}</slot
    >
  </div>`;
}

/** Who has given a code has an app, and has scanned. */
function hasScanned({ state, codeError }: TotpEnrollView): boolean {
  return state.status === 'activating' || codeError !== '';
}
