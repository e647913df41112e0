import { css } from 'lit';

/** What people fill in and choose from, the same in every element. */
export const forms = css`
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-xs) var(--_gap);
    align-items: center;
  }
  .buttons {
    gap: var(--_space-s) var(--_space-m);
  }
  button.secondary {
    background: var(--_surface);
    border-color: var(--_border);
    color: var(--_text);
  }
  button.secondary:hover:not([aria-disabled='true'], :disabled) {
    background: color-mix(in oklab, var(--_surface), var(--_text) 7%);
  }
  .field {
    display: grid;
    gap: var(--_space-xs);
    max-inline-size: 22rem;
    /* For a label that lies in its field as long as that is empty and left alone. */
    --mfa-label-raised: 1;
  }
  .field:has(> input:placeholder-shown:not(:focus)) {
    --mfa-label-raised: 0;
  }
  /* Room for an error of two lines in place of the hint: what stands below stays where it is. */
  mfa-code-input {
    --_foot-height: 3em;
  }
  .field > :is(input, select) {
    margin-block-start: var(--_space-xs);
  }
  .error-line {
    font-size: var(--_font-size-small);
    font-weight: 500;
  }
  /* What is said aloud when it comes has to be there before. */
  .error-line:empty:not([role]) {
    display: none;
  }
  input,
  select {
    font: inherit;
    color: inherit;
    line-height: 1.25;
  }
  label,
  legend {
    font-weight: var(--_font-weight-strong);
    padding: 0;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  select,
  input:not([type='radio'], [type='checkbox']) {
    width: 100%;
    min-height: var(--_control-height);
    padding: var(--_space-s) 0.75rem;
    border: var(--_border-width) solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: max(1em, 16px);
  }
  :is(input, select)[aria-invalid='true'] {
    border-color: var(--_danger);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }
  input[type='radio'],
  input[type='checkbox'] {
    width: 1.25rem;
    height: 1.25rem;
    margin: 0;
    accent-color: var(--_accent);
    flex: none;
  }
  input[aria-invalid='true']:is([type='radio'], [type='checkbox']) {
    box-shadow: none;
    outline: 2px solid var(--_danger);
    outline-offset: 1px;
  }
  .check {
    display: flex;
    gap: 0.625rem;
    align-items: center;
    min-height: 1.5rem;
    font-weight: 400;
  }
  @media (pointer: coarse) {
    select,
    .check,
    input:not([type='radio'], [type='checkbox']) {
      min-height: max(2.75rem, var(--_control-height));
    }
  }
`;
