import { html, nothing, type TemplateResult } from 'lit';
import type { TextOf } from '../locales/texts.js';
import { renderField, type Placements } from './field.js';
import { fieldError } from './scene.js';

export interface RecoveryFieldView {
  text: TextOf;
  /** What is wrong with the code. */
  error: string;
  /** The name of that for `::part()`. */
  errorPart: string;
  at: Placements;
  readonly?: boolean;
  onInput?: () => void;
}

/** The field for one recovery code, the same in every element. The code is in its input and nowhere else. */
export function renderRecoveryField(view: RecoveryFieldView): TemplateResult {
  const { text, error } = view;
  return renderField({
    at: view.at,
    isInvalid: error !== '',
    label: html`<label part="label field-label" for="recovery">${text('recoveryLabel')}</label>`,
    hint: html`<p id="recovery-hint" part="hint" class="hint">${text('recoveryHint')}</p>`,
    input: html`<input
      id="recovery"
      placeholder=" "
      part="recovery-input input ${error ? 'invalid' : ''}"
      autocomplete="off"
      autocapitalize="none"
      autocorrect="off"
      spellcheck="false"
      translate="no"
      ?readonly=${view.readonly}
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby="recovery-hint recovery-error"
      @input=${view.onInput}
    />`,
    error: fieldError('recovery-error', error, view.errorPart),
  });
}

export function recoveryInput(root: ParentNode): HTMLInputElement | null {
  return root.querySelector<HTMLInputElement>('#recovery');
}
