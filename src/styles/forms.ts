import { css } from 'lit';

/** What people fill in and choose from, and how it went, the same in every element. */
export const forms = css`
  :host {
    --_success: var(--mfa-color-success, light-dark(#0f6b3c, #6fd6a0));
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem var(--_gap);
    align-items: center;
  }
  button.secondary {
    background: transparent;
    border-color: var(--_border);
    color: var(--_text);
  }
  .success {
    color: var(--_success);
    font-weight: 600;
  }
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
