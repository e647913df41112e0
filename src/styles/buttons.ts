import { css } from 'lit';

/** Buttons and texts, the same in every element. */
export const buttons = css`
  :host {
    display: block;
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_font-size-text);
    line-height: 1.5;
    text-align: start;
    /* Long words in large letters on a small screen. */
    overflow-wrap: anywhere;
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
    font-size: var(--_font-size-title);
    font-weight: var(--_font-weight-title);
    line-height: 1.3;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  .stack {
    display: flex;
    flex-direction: column;
    gap: var(--_gap);
  }
  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  button {
    --_tone: var(--_accent);
    font: inherit;
    line-height: 1.25;
    position: relative;
    max-inline-size: 100%;
    min-height: var(--_control-height);
    padding: var(--_space-s) 1.25rem;
    border: var(--_border-width) solid transparent;
    border-radius: var(--_radius-button);
    background: var(--_tone);
    color: var(--_on-accent);
    font-weight: var(--_font-weight-strong);
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover:not([aria-disabled='true'], :disabled) {
    transition: background-color var(--_motion);
    background: color-mix(in oklab, var(--_tone), var(--_text) 18%);
  }
  button.danger {
    --_tone: var(--_danger);
    color: var(--_on-danger);
  }
  button > .label:has(svg) {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
  }
  button.link {
    min-height: 1.5rem;
    padding: 0.125rem 0;
    border: 0;
    border-radius: 0.125rem;
    background: none;
    color: var(--_link);
    text-decoration: underline;
    text-decoration-thickness: max(1px, 0.0625em);
    text-underline-offset: 0.2em;
    font-weight: 500;
    text-align: start;
  }
  button.link:hover:not([aria-disabled='true'], :disabled) {
    background: none;
    text-decoration-thickness: max(2px, 0.125em);
  }
  button:disabled,
  button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  button[aria-busy='true'] {
    opacity: 1;
  }
  :focus-visible {
    outline: var(--_focus-ring);
    outline-offset: var(--_focus-offset);
  }
  .hint,
  .quiet {
    color: var(--_muted);
    font-size: var(--_font-size-small);
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
    button {
      min-height: max(2.75rem, var(--_control-height));
    }
    button.link {
      min-height: 2.75rem;
    }
  }
  @media (scripting: none) {
    button {
      display: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    button:hover {
      transition: none !important;
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
      --_border: var(--_text);
      --_line: var(--_text);
    }
  }
  @media (forced-colors: active) {
    button:not(.link) {
      border-color: ButtonText;
    }
    /* A drawing keeps a colour of its own, which may be hard to see on those of the system. */
    .icon {
      color: inherit !important;
    }
  }
`;
