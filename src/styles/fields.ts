import { css } from 'lit';

/** What people fill in, the same in every element. */
export const fields = css`
  input,
  select {
    font: inherit;
    color: inherit;
    line-height: 1.25;
  }
  label,
  legend {
    font-weight: 600;
    padding: 0;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  input:not([type='radio'], [type='checkbox']) {
    width: 100%;
    min-height: 2.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: max(1rem, 16px);
  }
  input[aria-invalid='true'] {
    border-color: var(--_danger);
  }
  input[type='radio'],
  input[type='checkbox'] {
    width: 1.25rem;
    height: 1.25rem;
    margin: 0;
    accent-color: var(--_accent);
    flex: none;
  }
`;
