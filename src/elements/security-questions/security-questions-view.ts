import { html, nothing, type TemplateResult } from 'lit';
import { isAboutAnswers } from '../../flows/security-questions-flow.js';
import type { AnswerFault } from '../../flows/security-answers.js';
import type { SecurityQuestionsState } from '../../flows/security-questions-state.js';
import type { TextKey } from '../../locales/texts.js';
import { button, submitting } from '../button.js';
import { renderField } from '../field.js';
import type { FlowView } from '../flow-view.js';
import type { Part } from '../part.js';
import { renderProof } from '../proof-part.js';
import { renderEnded } from '../restart.js';
import { fieldError, notice, scene, skeleton } from '../scene.js';
import { renderRetry, renderWait } from '../wait.js';
import { isProving } from './says.js';

/** All that the view shows and can do; the element computes it anew for each render. */
export interface SecurityQuestionsView extends FlowView {
  state: SecurityQuestionsState;
  /** The id that is chosen in each row. In answer mode these are the questions. */
  chosen: readonly string[];
  faults: ReadonlyMap<number, AnswerFault>;
  error: string;
  /** Whether answers are hidden while they are typed. */
  masked: boolean;
  /** Whether there is something to show and hide. */
  canShow: boolean;
  choose: (row: number, id: string) => void;
  typed: (row: number) => void;
  toggle: () => void;
  submit: () => void;
  retry: () => void;
}
/** The questions are on the screen. */
export type AskingState = Extract<SecurityQuestionsState, { status: 'ready' | 'submitting' }>;

export function renderSecurityQuestions(view: SecurityQuestionsView): TemplateResult {
  return html`<div class="stack">${renderStatus(view)}<slot name="help"></slot></div>
    ${view.voice}`;
}

/** What is said of a fault. */
export function faultKey({ at, kind }: AnswerFault): TextKey {
  if (kind === 'same') return 'questionsSame';
  return at === 'question' ? 'questionsNotChosen' : 'questionsMissing';
}

function renderStatus(view: SecurityQuestionsView): Part {
  const { state, text, error } = view;
  const isSetting = state.mode === 'set';
  switch (state.status) {
    case 'idle':
    case 'loading':
      return skeleton(text('questionsLoading'));
    case 'failed':
      return scene(
        'danger',
        html`<p part="error" class="lead">${error}</p>
          ${renderRetry(text, state.waitUntil, view.retry)}`,
      );
    case 'ended':
      return renderEnded(text, error, view.restart);
    case 'empty':
      return scene(
        'neutral',
        html`<p part="empty" class="lead" tabindex="-1">
            ${error || text(isSetting ? 'questionsNoneOffered' : 'questionsNone')}
          </p>
          ${renderRetry(text, state.waitUntil, view.retry)}`,
        'question',
      );
    case 'done':
      return scene(
        'success',
        html`<p part="done" class="lead" tabindex="-1">
          ${text(isSetting ? 'questionsSaved' : 'questionsRight')}
        </p>`,
      );
    case 'ready':
    case 'submitting':
      return html`${isProving(state) ? renderProof(view.proof) : nothing}${renderForm(view, state)}`;
  }
}

/** Stays in place while a proof is asked for: what is typed is in its fields. */
function renderForm(view: SecurityQuestionsView, state: AskingState): TemplateResult {
  const { text, error } = view;
  const { mode, status, waitUntil } = state;
  const rows = view.chosen.map((_, row) => renderRow(view, state, row));
  return html`<form
    class="stack"
    novalidate
    autocomplete="off"
    ?hidden=${isProving(state)}
    @submit=${submitting(view.submit)}
  >
    <slot name="intro"
      ><p part="intro hint" class="hint">
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
    ${notice(error, { id: 'form-error' })} ${renderWait(text, waitUntil)}
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
function renderRow(view: SecurityQuestionsView, state: AskingState, row: number): TemplateResult {
  const { text, chosen, masked } = view;
  const { mode, status, questions, failure } = state;
  const fault = view.faults.get(row);
  const question = questions.find(({ id }) => id === chosen[row])?.question ?? '';
  const wrong = fault?.at === 'answer' || (failure !== undefined && isAboutAnswers(failure) && !fault);
  const input = html`<input
    id="answer-${row}"
    placeholder=" "
    part="answer input ${wrong ? 'invalid' : ''}"
    type=${masked ? 'password' : 'text'}
    autocomplete="off"
    autocapitalize="none"
    autocorrect="off"
    spellcheck="false"
    translate="no"
    data-1p-ignore
    ?readonly=${status === 'submitting'}
    aria-invalid=${wrong ? 'true' : nothing}
    aria-describedby=${fault?.at === 'question' ? 'form-error' : `fault-${row} form-error`}
    @input=${() => view.typed(row)}
  />`;
  const error = fieldError(`fault-${row}`, fault ? text(faultKey(fault)) : '', 'fault');
  const isInvalid = fault !== undefined;
  if (mode === 'answer')
    return html`<div part="row">
      ${renderField({ at: view.at, isInvalid, input, error, label: html`<label part="question label field-label" for="answer-${row}"><bdi>${question}</bdi></label>` })}
    </div>`;
  const number = row + 1;
  const isUnchosen = fault?.at === 'question';
  const select = html`<select
    id="question-${row}"
    part="select input ${isUnchosen ? 'invalid' : ''}"
    ?disabled=${status === 'submitting'}
    aria-invalid=${isUnchosen ? 'true' : nothing}
    aria-describedby=${isUnchosen ? `fault-${row}` : nothing}
    @change=${(event: Event) => view.choose(row, (event.target as HTMLSelectElement).value)}
  >
    <option value="" .selected=${!chosen[row]}>${text('questionsChoose')}</option>
    ${questions
      .filter(({ id }) => id === chosen[row] || !chosen.includes(id))
      .map(
        ({ id, question }) =>
          html`<option value=${id} dir="auto" .selected=${id === chosen[row]}>${question}</option>`,
      )}
  </select>`;
  return html`<div part="row" class="stack">
    ${renderField({
      at: view.at,
      isInvalid: isUnchosen,
      label: html`<label part="question label field-label" for="question-${row}"
        >${text('questionsNumber', { number })}</label
      >`,
      input: select,
      error: isUnchosen ? error : nothing,
    })}
    ${renderField({
      at: view.at,
      isInvalid: isInvalid && !isUnchosen,
      label: html`<label
        part="label field-label"
        for="answer-${row}"
        aria-label=${text('questionsAnswerTo', { number })}
        >${text('questionsAnswer')}</label
      >`,
      input,
      error: isUnchosen ? nothing : error,
    })}
  </div>`;
}
