import { html, nothing, type TemplateResult } from 'lit';
import { clockTime } from '../../core/duration.js';
import type { ProofFlow } from '../../flows/proof-flow.js';
import type { SecurityQuestionsState } from '../../flows/security-questions-state.js';
import type { TextKey, TextValues } from '../../locales/texts.js';
import { button } from '../button.js';
import { PROOF_PARTS } from '../proof/proof-parts.js';
import type { RowFault } from './answers.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface SecurityQuestionsView {
  text: (key: TextKey, values?: TextValues) => string;
  state: SecurityQuestionsState;
  proof: ProofFlow;
  /** The id that is chosen in each row. In answer mode these are the questions. */
  chosen: readonly string[];
  faults: ReadonlyMap<number, RowFault>;
  error: string;
  /** The answers were refused. */
  refused: boolean;
  /** Whether answers are hidden while they are typed. */
  masked: boolean;
  /** Whether there is something to show and hide. */
  canShow: boolean;
  voice: TemplateResult;
  choose: (row: number, id: string) => void;
  typed: (row: number) => void;
  toggle: () => void;
  submit: () => void;
  retry: () => void;
  restart: () => void;
}

type Part = TemplateResult | typeof nothing;

export function renderSecurityQuestions(view: SecurityQuestionsView): TemplateResult {
  return html`<div class="stack">${renderStatus(view)}<slot name="help"></slot></div>
    ${view.voice}`;
}

function renderStatus(view: SecurityQuestionsView): Part {
  const { text, state, error } = view;
  const { status, mode } = state;
  switch (status) {
    case 'idle':
    case 'loading':
      return html`<div part="loading" aria-busy="true">
        <span class="spinner-frame" aria-hidden="true"><span class="spinner"></span></span>
        <span class="visually-hidden">${text('questionsLoading')}</span>
      </div>`;
    case 'failed':
      return html`<p part="error" class="error">${error}</p>
        ${renderWait(view)}
        <div>
          ${button({ part: 'retry', label: text('questionsTryAgain'), onClick: view.retry, off: state.waitUntil !== undefined })}
        </div>`;
    case 'ended':
      return html`<p part="error" id="way-on" class="error" tabindex="-1">${error}</p>
        <slot name="restart"
          ><div>${button({ part: 'restart', label: text('restart'), onClick: view.restart })}</div></slot
        >`;
    case 'empty':
      return html`<p part="empty">
        ${error || text(mode === 'set' ? 'questionsNoneOffered' : 'questionsNone')}
      </p>`;
    case 'done':
      return html`<p part="done" id="way-on" class="success" tabindex="-1">
        ${text(mode === 'set' ? 'questionsSaved' : 'questionsRight')}
      </p>`;
    case 'ready':
    case 'submitting':
    case 'proving':
      return html`${status === 'proving' ? renderProof(view) : nothing}${renderForm(view)}`;
  }
}

function renderProof({ proof }: SecurityQuestionsView): TemplateResult {
  return html`<mfa-proof .flow=${proof} exportparts=${PROOF_PARTS}
    ><slot name="captcha" slot="captcha"></slot
  ></mfa-proof>`;
}

function renderWait({ text, state }: SecurityQuestionsView): Part {
  const { waitUntil } = state;
  if (!waitUntil) return nothing;
  return html`<p part="wait" class="quiet" aria-hidden="true">
    ${text('questionsWaitIn', { time: clockTime(waitUntil.remainingSeconds) })}
  </p>`;
}

function renderForm(view: SecurityQuestionsView): TemplateResult {
  const { text, state, error } = view;
  const { mode, status, waitUntil } = state;
  const rows = view.chosen.map((_, row) => renderRow(view, row));
  return html`<form
    class="stack"
    novalidate
    autocomplete="off"
    ?hidden=${status === 'proving'}
    @submit=${(event: Event) => {
      event.preventDefault();
      view.submit();
    }}
  >
    <slot name="intro"
      ><p part="intro" class="hint">
        ${text(mode === 'set' ? 'questionsSetWords' : 'questionsAnswerWords')}
      </p></slot
    >
    ${rows}
    ${
      view.canShow
        ? html`<div>
            ${button({ part: 'toggle', kind: 'link', label: text(view.masked ? 'questionsShow' : 'questionsHide'), onClick: view.toggle })}
          </div>`
        : nothing
    }
    <p part="error" id="form-error" class="error" ?hidden=${!error}>${error}</p>
    ${renderWait(view)}
    <div>
      ${button({
        part: 'submit',
        label: text(mode === 'set' ? 'questionsSave' : 'questionsSubmit'),
        busy: status === 'submitting',
        off: waitUntil !== undefined,
      })}
    </div>
  </form>`;
}

/** The answers are in their inputs and nowhere else: nothing here sets or reads them. */
function renderRow(view: SecurityQuestionsView, row: number): TemplateResult {
  const { text, state, chosen, masked } = view;
  const { mode, status, questions } = state;
  const fault = view.faults.get(row);
  const question = questions.find(({ id }) => id === chosen[row])?.question ?? '';
  const wrong = fault?.at === 'answer' || (view.refused && !fault);
  const answer = html`<input
      id="answer-${row}"
      part="answer"
      type=${masked ? 'password' : 'text'}
      autocomplete="off"
      autocapitalize="none"
      autocorrect="off"
      spellcheck="false"
      translate="no"
      data-1p-ignore
      ?readonly=${status === 'submitting'}
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby="fault-${row} form-error"
      @input=${() => view.typed(row)}
    />
    <p id="fault-${row}" part="fault" class="error" ?hidden=${!fault}>${fault ? text(fault.key) : ''}</p>`;
  if (mode === 'answer')
    return html`<div part="row" class="field">
      <label part="question" for="answer-${row}">${question}</label>${answer}
    </div>`;
  const number = row + 1;
  return html`<div part="row" class="field">
    <label part="question" for="question-${row}">${text('questionsNumber', { number })}</label>
    <select
      id="question-${row}"
      part="select"
      ?disabled=${status === 'submitting'}
      aria-invalid=${fault?.at === 'question' ? 'true' : nothing}
      aria-describedby="fault-${row}"
      @change=${(event: Event) => view.choose(row, (event.target as HTMLSelectElement).value)}
    >
      <option value="" .selected=${!chosen[row]}>${text('questionsChoose')}</option>
      ${questions
        .filter(({ id }) => id === chosen[row] || !chosen.includes(id))
        .map(
          ({ id, question }) =>
            html`<option value=${id} .selected=${id === chosen[row]}>${question}</option>`,
        )}
    </select>
    <label for="answer-${row}" aria-label=${text('questionsAnswerTo', { number })}
      >${text('questionsAnswer')}</label
    >
    ${answer}
  </div>`;
}
