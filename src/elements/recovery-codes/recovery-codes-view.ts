import { html, nothing, type TemplateResult } from 'lit';
import type { MfaErrorCode } from '../../core/mfa-error.js';
import type { RecoveryCodesState } from '../../flows/recovery-codes-state.js';
import type { TextKey } from '../../locales/texts.js';
import { button, submitting } from '../button.js';
import { renderField } from '../field.js';
import type { FlowView } from '../flow-view.js';
import { heading } from '../heading.js';
import type { Part } from '../part.js';
import { renderProof } from '../proof-part.js';
import { renderRestart } from '../restart.js';
import { fieldError, notice, scene } from '../scene.js';
import { renderWait } from '../wait.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface RecoveryCodesView extends FlowView {
  state: RecoveryCodesState;
  headingLevel: number;
  /** What the backend can do. */
  canShow: boolean;
  canMake: boolean;
  /** Why there is nothing to show. */
  empty: string;
  error: string;
  /** What came of copying or saving. */
  note: TextKey | undefined;
  /** Whether one code has to be typed back. */
  typeBack: boolean;
  boxMissing: boolean;
  typedWrong: boolean;
  show: () => void;
  ask: () => void;
  make: () => void;
  keep: () => void;
  retry: () => void;
  copy: () => void;
  download: () => void;
  print: () => void;
  acknowledge: () => void;
}
type Of<Status> = Extract<RecoveryCodesState, { status: Status }>;

/** With these, the person has to sign in again. */
const ENDS: readonly MfaErrorCode[] = ['unauthenticated', 'challenge-expired'];

export function renderRecoveryCodes(view: RecoveryCodesView): TemplateResult {
  return html`<div class="stack">${renderStatus(view)}<slot name="help"></slot></div>
    ${view.voice}`;
}

function renderStatus(view: RecoveryCodesView): Part {
  const { state } = view;
  switch (state.status) {
    case 'proving':
      return renderProof(view.proof);
    case 'shown':
      return renderShown(view, state);
    case 'asking':
      return renderAsking(view);
    case 'acknowledged':
      return renderDone(view);
    case 'empty':
      return renderEmpty(view);
    case 'failed':
      return renderFailed(view, state);
    case 'idle':
    case 'loading':
      return renderIntro(view);
  }
}

function renderIntro(view: RecoveryCodesView): TemplateResult {
  const { text, state, canShow, canMake } = view;
  const busy = state.status === 'loading';
  const off = busy || state.waitUntil !== undefined;
  return html`${renderTitle(view, 'recoveryCodesTitle')}
    <slot name="intro"><p part="intro hint" class="hint">${text('recoveryCodesWords')}</p></slot>
    ${renderWait(text, state.waitUntil)}
    <div class="row buttons">
      ${canShow ? button({ part: 'show', label: text('recoveryCodesShow'), onClick: view.show, busy, off }) : nothing}
      ${
        canMake
          ? button({
              part: 'make',
              kind: canShow ? 'secondary' : 'primary',
              label: text('recoveryCodesMake'),
              onClick: view.ask,
              busy: busy && !canShow,
              off,
            })
          : nothing
      }
    </div>`;
}

function renderTitle({ text, headingLevel }: RecoveryCodesView, key: TextKey): TemplateResult {
  return heading(headingLevel, { part: 'title', id: 'title', class: 'title' }, text(key));
}

function renderAsking(view: RecoveryCodesView): TemplateResult {
  const { text, state } = view;
  const off = state.waitUntil !== undefined;
  return html`<div part="question" class="stack" role="group" aria-labelledby="title">
    ${renderTitle(view, 'recoveryCodesAsk')}
    ${notice(text('recoveryCodesAskWords'), { part: 'warning', tone: 'warning' })}
    ${renderWait(text, state.waitUntil)}
    <div class="row buttons">
      ${button({ part: 'make', label: text('recoveryCodesAskYes'), onClick: view.make, off })}
      ${button({ part: 'keep', kind: 'secondary', label: text('recoveryCodesAskNo'), onClick: view.keep })}
    </div>
  </div>`;
}

function renderEmpty(view: RecoveryCodesView): TemplateResult {
  const { text, state, canMake, empty } = view;
  const off = state.waitUntil !== undefined;
  return scene(
    'neutral',
    html`<p part="empty" class="lead" tabindex="-1">${empty}</p>
      ${renderWait(text, state.waitUntil)}
      <div>
        ${
          canMake
            ? button({ part: 'make', label: text('recoveryCodesMake'), onClick: view.ask, off })
            : button({ part: 'retry', label: text('tryAgain'), onClick: view.retry, off })
        }
      </div>`,
    'list',
  );
}

function renderFailed(view: RecoveryCodesView, state: Of<'failed'>): TemplateResult {
  const { text } = view;
  const isOver = ENDS.includes(state.failure.code);
  return scene(
    'danger',
    html`<p part="error" class="lead">${view.error}</p>
      ${renderWait(text, state.waitUntil)}
      <div class="row buttons">
        ${isOver ? renderRestart(text, view.restart) : nothing}
        ${button({
          part: 'retry',
          kind: isOver ? 'link' : 'primary',
          label: text('tryAgain'),
          onClick: view.retry,
          off: state.waitUntil !== undefined,
        })}
        ${
          state.canKeep
            ? button({
                part: 'keep',
                kind: 'secondary',
                label: text('recoveryCodesBack'),
                onClick: view.keep,
              })
            : nothing
        }
      </div>`,
  );
}

function renderDone({ text, canMake, ask }: RecoveryCodesView): TemplateResult {
  return html`<div part="done" tabindex="-1">
      <slot name="done"
        >${scene(
          'success',
          html`<p class="lead">${text('recoveryCodesDone')}</p>
            <p part="hint" class="hint">${text('recoveryCodesDoneWords')}</p>`,
        )}</slot
      >
    </div>
    ${canMake ? html`<div>${button({ part: 'make', kind: 'link', label: text('recoveryCodesMake'), onClick: ask })}</div>` : nothing}`;
}

function renderShown(view: RecoveryCodesView, { codes, used }: Of<'shown'>): TemplateResult {
  const { text, note } = view;
  const left = codes.filter((code) => !used.includes(code)).length;
  return html`${renderTitle(view, 'recoveryCodesTitle')}
    <slot name="intro"><p part="intro hint" class="hint">${text('recoveryCodesWords')}</p></slot>
    ${notice(text('recoveryCodesOnce'), { part: 'warning', tone: 'warning' })}
    ${used.length > 0 ? html`<p part="left hint" class="quiet">${text('recoveryCodesLeft', { count: left, total: codes.length })}</p>` : nothing}
    <ol part="codes" aria-label=${text('recoveryCodesTitle')}>
      ${codes.map((code) => renderCode(code, used.includes(code) ? text('recoveryCodesUsed') : ''))}
    </ol>
    <div class="row buttons">
      ${button({ part: 'copy', kind: 'secondary', icon: 'copy', label: text('recoveryCodesCopy'), onClick: view.copy })}
      ${button({ part: 'download', kind: 'secondary', icon: 'download', label: text('recoveryCodesDownload'), onClick: view.download })}
      ${button({ part: 'print', kind: 'secondary', icon: 'print', label: text('recoveryCodesPrint'), onClick: view.print })}
      ${note ? html`<span part="note" class=${note === 'recoveryCodesCopyByHand' ? 'hint' : 'good'}>${text(note)}</span>` : nothing}
    </div>
    ${renderAcknowledge(view)}`;
}

/** What is seen is grouped by CSS alone, and copied as it is; what is read aloud is spelled. Both are text. */
function renderCode(code: string, used: string): TemplateResult {
  const groups = code.split(/[\s-]+/);
  // A code that has groups of its own is left as it is.
  const parts = groups.length === 1 ? (code.match(/.{1,4}/g) ?? groups) : [code];
  const spelled = groups.map((group) => group.replace(/\B/g, ' ')).join(', ');
  return html`<li part=${used ? 'code used' : 'code'} class=${used ? 'used' : ''}>
    <span class="visually-hidden spelled">${spelled}${used ? `, ${used}` : ''}</span
    ><code translate="no" aria-hidden="true">${parts.map((part) => html`<span>${part}</span><wbr />`)}</code
    >${used ? html`<small aria-hidden="true">${used}</small>` : nothing}
  </li>`;
}

function renderAcknowledge(view: RecoveryCodesView): TemplateResult {
  const { text, typeBack, boxMissing, typedWrong } = view;
  return html`<form class="stack" novalidate @submit=${submitting(view.acknowledge)}>
    <div>
      <label part="check" class="check"
        ><input
          type="checkbox"
          id="saved"
          part="saved checkbox ${boxMissing ? 'invalid' : ''}"
          aria-invalid=${boxMissing ? 'true' : nothing}
          aria-describedby="saved-error"
        />
        ${text('recoveryCodesSaved')}</label
      >
      ${fieldError('saved-error', boxMissing ? text('recoveryCodesNotSaved') : '', 'saved-error')}
    </div>
    ${
      typeBack
        ? renderField({
            at: view.at,
            isInvalid: typedWrong,
            label: html`<label part="label field-label" for="typed">${text('recoveryCodesTypeOne')}</label>`,
            input: html`<input
              id="typed"
              placeholder=" "
              part="typed input ${typedWrong ? 'invalid' : ''}"
              autocomplete="off"
              autocapitalize="none"
              autocorrect="off"
              spellcheck="false"
              translate="no"
              aria-invalid=${typedWrong ? 'true' : nothing}
              aria-describedby="typed-note"
            />`,
            error: typedWrong ? fieldError('typed-note', text('recoveryCodesTypeOneWrong')) : nothing,
            hint: typedWrong
              ? nothing
              : html`<p id="typed-note" part="hint" class="hint">${text('recoveryCodesTypeOneHint')}</p>`,
          })
        : nothing
    }
    <div class="row buttons">
      ${button({ part: 'continue', label: text('goOn') })}
      ${view.canMake ? button({ part: 'make', kind: 'link', label: text('recoveryCodesMake'), onClick: view.ask }) : nothing}
    </div>
  </form>`;
}
