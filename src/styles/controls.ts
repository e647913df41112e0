import { css } from 'lit';

/** Buttons, fields and texts, the same in every element. */
export const controls = css`
  :host {
    display: block;
    color: var(--_text);
    font-family: var(--_font);
    line-height: 1.5;
    text-align: start;
    --_on-accent: var(--mfa-color-on-accent, light-dark(#fff, #0d1330));
    --_success: var(--mfa-color-success, light-dark(#0f6b3c, #6fd6a0));
    --_gap: var(--mfa-gap, 0.75rem);
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  p {
    margin: 0;
  }
  .stack {
    display: flex;
    flex-direction: column;
    gap: var(--_gap);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem var(--_gap);
    align-items: center;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    line-height: 1.25;
  }
  button {
    position: relative;
    min-height: 2.75rem;
    padding: 0.5rem 1.125rem;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover:not([aria-disabled='true'], :disabled) {
    filter: brightness(1.08);
  }
  button.secondary {
    background: transparent;
    border-color: var(--_border);
    color: var(--_text);
  }
  button.link {
    min-height: 1.5rem;
    padding: 0.125rem 0;
    border: 0;
    background: none;
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    font-weight: 500;
    text-align: start;
  }
  button:disabled,
  button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  :focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
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
  .hint,
  .quiet {
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .error {
    color: var(--_danger);
  }
  .success {
    color: var(--_success);
    font-weight: 600;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .spinner {
    position: absolute;
    inset: 0;
    margin: auto;
    width: 1.125em;
    height: 1.125em;
    border: 2px solid currentcolor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: mfa-spin 0.8s linear infinite;
  }
  /* Label and spinner change places after 300 ms only: a quick answer shall not flash, and the width stays. */
  [aria-busy='true'] > .label {
    animation: mfa-disappear 0s 0.3s forwards;
  }
  /* A link keeps its words; its spinner stands beside them. */
  button.link[aria-busy='true'] > .label {
    animation: none;
  }
  button.link .spinner {
    inset: 0 auto 0 100%;
    margin: auto 0.5em;
  }
  .spinner-frame {
    animation: mfa-appear 0.3s step-end;
  }
  @keyframes mfa-spin {
    to {
      rotate: 1turn;
    }
  }
  @keyframes mfa-appear {
    from {
      opacity: 0;
    }
  }
  @keyframes mfa-disappear {
    to {
      opacity: 0;
    }
  }
  @media (pointer: coarse) {
    button.link {
      min-height: 2.75rem;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 4s;
    }
  }
  @media (forced-colors: active) {
    button:not(.link) {
      border-color: ButtonText;
    }
  }
`;
