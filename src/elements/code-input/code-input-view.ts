import { html, nothing, type TemplateResult } from 'lit';
import type { CodeRules } from '../../core/code.js';
import type { CodeNotice } from '../../core/code-field-model.js';
import type { Placements } from '../field.js';
import type { TextOf } from '../../locales/texts.js';

/** All that the view shows and can do. */
export interface CodeInputView {
  readonly length: number;
  readonly label: string;
  readonly hint: string;
  /** What is wrong with the code. */
  readonly error: string;
  /** Why a text was not taken. */
  readonly notice: string;
  /** The text of the button that shows or hides a masked code. */
  readonly toggle: string | undefined;
  /** Where hint and error stand. */
  readonly at: Placements;
  readonly onLabelClick: () => void;
  readonly onSlotChange: (event: Event) => void;
  readonly onToggle: () => void;
}

export function renderCodeInput(view: CodeInputView): TemplateResult {
  const { length, label, hint, error, notice, toggle, at } = view;
  const hintLine = html`<div part="hint">${hint}</div>`;
  const errorLine = html`<output part=${error ? 'error' : 'notice'}>${error || notice}</output>`;
  const isHintAbove = at.hint === 'above';
  const isErrorAbove = at.error === 'above';
  /* eslint-disable lit-a11y/click-events-have-key-events -- a label’s click focuses; keys get to the input by themselves */
  return html`<div class="of n${length}">
    <div part="label" @click=${view.onLabelClick}>${label}</div>
    ${
      isHintAbove || isErrorAbove
        ? html`<div class="foot head">
            ${isHintAbove ? hintLine : nothing}${isErrorAbove ? errorLine : nothing}
          </div>`
        : nothing
    }
    <div class="field">
      <slot @slotchange=${view.onSlotChange}></slot>
      <div part="boxes" aria-hidden="true">${boxesTemplate(length)}</div>
    </div>
    <div class="foot">
      ${
        toggle
          ? html`<button type="button" part="toggle button button-link" @click=${view.onToggle}>
              ${toggle}
            </button>`
          : nothing
      }
      ${isErrorAbove ? nothing : errorLine}${isHintAbove ? nothing : hintLine}
    </div>
  </div>`;
}

const templates: TemplateResult[] = [];

/** The empty boxes, as one static template per length: no bindings to set up, one clone. */
function boxesTemplate(length: number): TemplateResult {
  const markup = ['<span part="box"></span>'.repeat(length)];
  return (templates[length] ??= html(Object.assign(markup, { raw: markup })));
}

/** Why a text was not taken. */
export function noticeText(text: TextOf, notice: CodeNotice, { length, alphabet }: CodeRules): string {
  if (notice === 'too-long') return text('codeTooLong', { length });
  return text(alphabet === 'alphanumeric' ? 'codeOnlyLettersAndDigits' : 'codeOnlyDigits');
}

/** What is missing of a code that is not whole. */
export function incompleteText(text: TextOf, { length, alphabet }: CodeRules): string {
  return text(alphabet === 'alphanumeric' ? 'codeIncompleteCharacters' : 'codeIncomplete', { length });
}

/** How long the code is. */
export function hintText(text: TextOf, { length, alphabet }: CodeRules): string {
  return text(alphabet === 'alphanumeric' ? 'codeHintCharacters' : 'codeHint', { length });
}
