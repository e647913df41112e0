import { html, nothing, type TemplateResult } from 'lit';
import type { PushEnrollState, PushScan } from '../../flows/push-enroll-state.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { button } from '../button.js';
import type { FlowView } from '../flow-view.js';
import { heading } from '../heading.js';
import { icon } from '../icons.js';
import { isAppLink } from '../on-phone.js';
import type { Part } from '../part.js';
import { renderProof } from '../proof-part.js';
import { renderEnded } from '../restart.js';
import { notice, scene } from '../scene.js';
import { renderTimeLeft, renderWait } from '../wait.js';
import { enrollTroubleKey } from './says.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface PushEnrollView extends FlowView {
  /** The page's own texts, for the element inside. */
  texts: Texts | undefined;
  state: PushEnrollState;
  headingLevel: number;
  error: string;
  /** The person holds the device that has to scan. */
  onPhone: boolean;
  begin: () => void;
  startOver: () => void;
  openApp: (uri: string) => void;
}

export function renderPushEnroll(view: PushEnrollView): TemplateResult {
  const { status } = view.state;
  const isProving = status === 'proving';
  return html`${isProving ? renderProof(view.proof, view.headingLevel) : nothing}
    <div class="stack" ?hidden=${isProving}>
      ${renderStatus(view)}
      <slot name="help"></slot>
    </div>
    ${view.voice}`;
}

function renderStatus(view: PushEnrollView): Part {
  const { text, state, error } = view;
  switch (state.status) {
    case 'enrolled':
      return scene(
        'success',
        html`<div part="done" tabindex="-1">
          <slot name="done"
            ><p class="lead">${text('pushEnrolled')}</p>
            <p part="hint" class="hint">${text('pushEnrolledWords')}</p></slot
          >
        </div>`,
        'app',
      );
    case 'scanning':
      return renderSteps(view, state);
    case 'ended':
      return renderEnded(text, error, view.restart);
    default:
      return renderBegin(view);
  }
}

function renderBegin({ text, state, error, begin }: PushEnrollView): TemplateResult {
  const { status, waitUntil } = state;
  const isFailed = status === 'failed';
  const isOver = state.failure?.code === 'challenge-expired' || state.failure?.code === 'push-denied';
  return html`<slot name="intro"><p part="intro hint" class="hint">${text('pushSetUpWords')}</p></slot>
    ${error ? notice(error, { focusable: true }) : nothing} ${renderWait(text, waitUntil)}
    <div>
      ${button({
        part: 'begin',
        label: text(isFailed ? (isOver ? 'pushNewCode' : 'tryAgain') : 'pushSetUp'),
        busy: status === 'creating',
        off: waitUntil !== undefined,
        onClick: begin,
      })}
    </div>`;
}

function renderSteps(view: PushEnrollView, scan: PushScan): TemplateResult {
  const { text } = view;
  return html`<ol part="steps">
      ${renderStep(view, 'app', 'pushAppTitle', 'pushAppWords')}
      ${renderStep(view, 'scan', 'pushScanTitle', 'pushScanWords', renderCode(view, scan))}
      ${renderStep(view, 'confirm', 'pushConfirmTitle', 'pushConfirmWords')}
    </ol>
    ${scan.trouble ? notice(text(enrollTroubleKey(scan.trouble)), { part: 'trouble', tone: 'warning' }) : nothing}
    ${button({ part: 'start-over', kind: 'link', label: text('pushNewCode'), onClick: view.startOver })}`;
}

function renderStep(
  { text, headingLevel }: PushEnrollView,
  name: string,
  title: TextKey,
  words: TextKey,
  content: Part = nothing,
): TemplateResult {
  return html`<li part="step" id=${name} tabindex="-1">
    <span part="step-marker" class="marker" aria-hidden="true"></span>
    <slot name="${name}-step"
      >${heading(headingLevel, { part: 'step-title title', class: 'title' }, text(title))}
      <p part="hint" class="hint">${text(words)}</p></slot
    >
    ${content}
  </li>`;
}

/** Who holds the device that has to scan cannot scan with it: a button opens the app there. */
function renderCode(view: PushEnrollView, { uri, expiresAt, mayHaveExpired }: PushScan): TemplateResult {
  const { text } = view;
  return html`<mfa-qr-code
      part="qr"
      exportparts="image: qr-image, error"
      label=${text('pushQrLabel')}
      .texts=${view.texts}
      .value=${uri}
    ></mfa-qr-code>
    ${
      view.onPhone && isAppLink(uri)
        ? html`<div>
            ${button({
              part: 'open-app',
              kind: 'secondary',
              label: text('pushOpenApp'),
              onClick: () => view.openApp(uri),
            })}
          </div>`
        : nothing
    }
    ${
      mayHaveExpired
        ? html`<p part="expiry-hint hint" class="hint">${text('pushCodeMayHaveExpired')}</p>`
        : expiresAt
          ? html`<p part="timer" class="quiet timer">
              ${icon('clock')}<span>${renderTimeLeft(text, 'pushCodeExpiresIn', expiresAt)}</span>
            </p>`
          : nothing
    }`;
}
