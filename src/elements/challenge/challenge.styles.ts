import { css } from 'lit';

export const styles = css`
  button.way {
    display: block;
    width: 100%;
    min-height: calc(var(--_control-height) + 0.75rem);
    padding-block: var(--_space-m);
    padding-inline: 1rem 2.75rem;
    border: 0;
    border-radius: var(--_radius-card);
    background: none;
    color: var(--_text);
    text-align: start;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  button.way:hover:not([aria-disabled='true']) {
    background: color-mix(in oklab, transparent, var(--_accent) 8%);
  }
  button.way:focus-visible {
    outline-offset: -2px;
  }
  button.way > .label {
    gap: 0.875rem;
  }
  button.way svg {
    color: var(--_accent);
    font-size: 1.125em;
  }
  button.way::after {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-end: 1.25rem;
    margin-block: auto;
    width: 0.5rem;
    height: 0.5rem;
    border: solid var(--_muted);
    border-width: 2px 2px 0 0;
    rotate: 45deg;
  }
  button.way:dir(rtl)::after {
    rotate: -135deg;
  }
  .footer {
    padding-block-start: var(--_space-m);
    border-block-start: 1px solid var(--_line);
  }
  @media (max-width: 26rem) {
    button.way {
      padding-inline: 0.75rem 2rem;
    }
    button.way::after {
      inset-inline-end: 0.75rem;
    }
  }
  /* One countdown at a time: that of the code ends before that of the sign-in. */
  .stack:has(> [part~='panel']:not([hidden]) > mfa-otp-verify:state(counting)) > .far {
    display: none;
  }
`;
