import { html, nothing, type TemplateResult } from 'lit';
import { clockTime } from '../../core/duration.js';
import type { ProofFlow } from '../../flows/proof-flow.js';
import type { RecoveryCodesState } from '../../flows/recovery-codes-flow.js';
import type { TextKey, TextValues } from '../../locales/texts.js';
import { button } from '../button.js';
import { heading } from '../heading.js';
import { PROOF_PARTS } from '../proof/proof-parts.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface RecoveryCodesView {
  text: (key: TextKey, values?: TextValues) => string;
  state: RecoveryCodesState;
  proof: ProofFlow;
  headingLevel: number;
  /** What the backend can do. */
  canShow: boolean;
  canMake: boolean;
  /** Why there is nothing to show. */
  emptyKey: TextKey;
  error: string;
  /** What came of copying or saving. */
  note: TextKey | undefined;
  /** Whether one code has to be typed back. */
  typeBack: boolean;
  boxMissing: boolean;
  typedWrong: boolean;
  voice: TemplateResult;
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

type Part = TemplateResult | typeof nothing;

export function renderRecoveryCodes(view: RecoveryCodesView): TemplateResult {
  return html`<div class="stack">${renderStatus(view)}<slot name="help"></slot></div>
    ${view.voice}`;
}

function renderStatus(view: RecoveryCodesView): Part {
  const { state } = view;
  switch (state.status) {
    case 'proving':
      return renderProof(view);
    case 'shown':
      return renderShown(view, state.codes, new Set(state.used));
    case 'asking':
      return renderAsking(view);
    case 'acknowledged':
      return renderDone(view);
    case 'empty':
      return renderEmpty(view);
    case 'failed':
      return renderFailed(view);
    case 'idle':
    case 'loading':
      return renderIntro(view);
  }
}

function renderProof({ proof }: RecoveryCodesView): TemplateResult {
  return html`<mfa-proof .flow=${proof} exportparts=${PROOF_PARTS}
    ><slot name="captcha" slot="captcha"></slot
  ></mfa-proof>`;
}

function renderIntro(view: RecoveryCodesView): TemplateResult {
  const { text, state, canShow, canMake, headingLevel } = view;
  const busy = state.status === 'loading';
  return html`${heading(headingLevel, { part: 'title', class: 'title' }, text('recoveryCodesTitle'))}
    <slot name="intro"><p part="intro" class="hint">${text('recoveryCodesWords')}</p></slot>
    <div class="row actions" tabindex="-1" id="way-on">
      ${canShow ? button({ part: 'show', label: text('recoveryCodesShow'), onClick: view.show, busy }) : nothing}
      ${
        canMake
          ? button({
              part: 'make',
              kind: canShow ? 'secondary' : 'primary',
              label: text('recoveryCodesMake'),
              onClick: view.ask,
              busy: busy && !canShow,
              off: busy,
            })
          : nothing
      }
    </div>`;
}

function renderAsking(view: RecoveryCodesView): TemplateResult {
  const { text, headingLevel } = view;
  return html`<div part="question" class="stack" role="group" aria-labelledby="question">
    ${heading(headingLevel, { id: 'question', class: 'title' }, text('recoveryCodesAsk'))}
    <p class="warning">${text('recoveryCodesAskWords')}</p>
    <div class="row actions">
      ${button({ part: 'make', label: text('recoveryCodesAskYes'), onClick: view.make })}
      ${button({ part: 'keep', kind: 'secondary', label: text('recoveryCodesAskNo'), onClick: view.keep })}
    </div>
  </div>`;
}

function renderEmpty(view: RecoveryCodesView): TemplateResult {
  const { text, canMake, emptyKey } = view;
  return html`<p part="empty" id="way-on" tabindex="-1">${text(emptyKey)}</p>
    ${canMake ? html`<div>${button({ part: 'make', label: text('recoveryCodesMake'), onClick: view.ask })}</div>` : nothing}`;
}

function renderFailed({ text, state, error, retry }: RecoveryCodesView): TemplateResult {
  const { waitUntil } = state;
  return html`<p part="error" class="error">${error}</p>
    ${waitUntil ? html`<p part="wait" class="quiet">${text('recoveryCodesWaitIn', { time: clockTime(waitUntil.remainingSeconds) })}</p>` : nothing}
    <div>
      ${button({ part: 'retry', label: text('recoveryCodesTryAgain'), onClick: retry, off: waitUntil !== undefined })}
    </div>`;
}

function renderDone({ text, canMake, ask }: RecoveryCodesView): TemplateResult {
  return html`<div part="done" id="way-on" tabindex="-1">
      <slot name="done"
        ><p class="success">${text('recoveryCodesDone')}</p>
        <p class="hint">${text('recoveryCodesDoneWords')}</p></slot
      >
    </div>
    ${canMake ? html`<div>${button({ part: 'make', kind: 'link', label: text('recoveryCodesMake'), onClick: ask })}</div>` : nothing}`;
}

function renderShown(
  view: RecoveryCodesView,
  codes: readonly string[],
  used: ReadonlySet<string>,
): TemplateResult {
  const { text, note, headingLevel } = view;
  const left = codes.filter((code) => !used.has(code)).length;
  return html`${heading(headingLevel, { part: 'title', id: 'way-on', class: 'title' }, text('recoveryCodesTitle'))}
    <slot name="intro"><p class="hint">${text('recoveryCodesWords')}</p></slot>
    <p class="warning">${text('recoveryCodesOnce')}</p>
    ${used.size > 0 ? html`<p part="left" class="quiet">${text('recoveryCodesLeft', { count: left, total: codes.length })}</p>` : nothing}
    <ol part="codes" aria-label=${text('recoveryCodesTitle')}>
      ${codes.map((code) => renderCode(code, used.has(code) ? text('recoveryCodesUsed') : ''))}
    </ol>
    <div class="row actions">
      ${button({ part: 'copy', kind: 'secondary', label: text('recoveryCodesCopy'), onClick: view.copy })}
      ${button({ part: 'download', kind: 'secondary', label: text('recoveryCodesDownload'), onClick: view.download })}
      ${button({ part: 'print', kind: 'secondary', label: text('recoveryCodesPrint'), onClick: view.print })}
      ${note ? html`<span part="note" class=${note === 'recoveryCodesCopyByHand' ? 'hint' : 'success'}>${text(note)}</span>` : nothing}
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
  return html`<form
    class="stack"
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      view.acknowledge();
    }}
  >
    <div>
      <label class="box"
        ><input
          type="checkbox"
          id="saved"
          part="saved"
          aria-invalid=${boxMissing ? 'true' : nothing}
          aria-describedby="saved-error"
        />
        ${text('recoveryCodesSaved')}</label
      >
      <p id="saved-error" part="saved-error" class="error">
        ${boxMissing ? text('recoveryCodesNotSaved') : ''}
      </p>
    </div>
    ${
      typeBack
        ? html`<div class="field">
            <label for="typed">${text('recoveryCodesTypeOne')}</label>
            <input
              id="typed"
              part="typed"
              autocomplete="off"
              autocapitalize="none"
              autocorrect="off"
              spellcheck="false"
              translate="no"
              aria-invalid=${typedWrong ? 'true' : nothing}
              aria-describedby="typed-note"
            />
            <p id="typed-note" class=${typedWrong ? 'error' : 'hint'}>
              ${text(typedWrong ? 'recoveryCodesTypeOneWrong' : 'recoveryCodesTypeOneHint')}
            </p>
          </div>`
        : nothing
    }
    <div class="row actions">
      ${button({ part: 'continue', label: text('recoveryCodesContinue') })}
      ${view.canMake ? button({ part: 'make', kind: 'link', label: text('recoveryCodesMake'), onClick: view.ask }) : nothing}
    </div>
  </form>`;
}
