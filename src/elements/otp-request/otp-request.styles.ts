import { css } from 'lit';

export const styles = css`
  .options {
    display: grid;
    gap: var(--_space-s);
    margin-block-start: var(--_space-s);
    max-inline-size: 28rem;
  }
  /* Country and number beside each other. */
  .field:has(mfa-phone-input) {
    max-inline-size: 28rem;
  }
  .option {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    min-height: calc(var(--_control-height) + 0.25rem);
    padding: var(--_space-s) 0.875rem;
    border: var(--_border-width) solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-weight: 400;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .option > svg {
    margin-inline-start: auto;
    color: var(--_muted);
  }
  .option:hover {
    border-color: var(--_accent);
  }
  .option:has(:checked) {
    border-color: var(--_accent);
    background: color-mix(in oklab, var(--_surface), var(--_accent) 7%);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .option:has(:checked) > svg {
    color: var(--_accent);
  }
  .option:has(:focus-visible) {
    outline: var(--_focus-ring);
    outline-offset: var(--_focus-offset);
  }
  .option > :focus-visible {
    outline: none;
  }
  input[type='tel'],
  input[type='email'] {
    direction: ltr;
    text-align: left;
  }
  :host(:dir(rtl)) :is(input[type='tel'], input[type='email']) {
    text-align: right;
  }
`;
