import { html, nothing, type TemplateResult } from 'lit';
import type { Placement } from '../controllers/config.js';
import type { Part } from './part.js';

/** Where hints and errors stand. */
export interface Placements {
  readonly hint: Placement | undefined;
  readonly error: Placement | undefined;
}

export interface FieldView {
  label: TemplateResult;
  input: TemplateResult;
  /** What helps, and what is wrong; where one takes the place of the other, the other is nothing. */
  hint?: Part;
  error?: Part;
  isInvalid: boolean;
  at: Placements;
}

/** A field with all that belongs to it, in the order in which it is read. The input stays the same wherever the others go. */
export function renderField({
  label,
  input,
  hint = nothing,
  error = nothing,
  isInvalid,
  at,
}: FieldView): TemplateResult {
  const isHintAbove = at.hint === 'above';
  const isErrorAbove = at.error === 'above';
  return html`<div part=${fieldPart(isInvalid)} class="field">
    ${label}${isHintAbove ? hint : nothing}${isErrorAbove ? error : nothing}
    ${input}${isErrorAbove ? nothing : error}${isHintAbove ? nothing : hint}
  </div>`;
}

/** The parts of a field. */
export function fieldPart(isInvalid: boolean): string {
  return isInvalid ? 'field field-invalid' : 'field';
}
