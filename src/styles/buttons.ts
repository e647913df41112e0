import { css } from 'lit';

/** Buttons and texts, the same in every element. */
export const buttons = css`
  :host {
    display: block;
    color: var(--_text);
    font-family: var(--_font);
    line-height: 1.5;
    text-align: start;
    /* Long words in large letters on a small screen. */
    overflow-wrap: anywhere;
    --_on-accent: var(--mfa-color-on-accent, light-dark(#fff, #0d1330));
    --_gap: var(--mfa-gap, 0.75rem);
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  p,
  .title {
    margin: 0;
  }
  .title {
    font-size: inherit;
  }
  .stack {
    display: flex;
    flex-direction: column;
    gap: var(--_gap);
  }
  button {
    font: inherit;
    line-height: 1.25;
    position: relative;
    max-inline-size: 100%;
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
  .hint,
  .quiet {
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .error {
    color: var(--_danger);
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
  @media (pointer: coarse) {
    button.link {
      min-height: 2.75rem;
    }
  }
  @media (scripting: none) {
    button {
      display: none;
    }
  }
  @media (forced-colors: active) {
    button:not(.link) {
      border-color: ButtonText;
    }
  }
`;
