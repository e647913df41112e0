import { css } from 'lit';

/** How things stand: what goes wrong beside the rest, and what is all there is to see. */
export const scenes = css`
  .notice,
  .scene {
    --_tone: var(--_muted);
    border: 1px solid color-mix(in srgb, var(--_tone) 32%, transparent);
    background: color-mix(in srgb, var(--_tone) 7%, transparent);
  }
  .danger {
    --_tone: var(--_danger);
  }
  .warning {
    --_tone: var(--_warning);
  }
  .success {
    --_tone: var(--_success);
  }
  /* The icon beside the words, in what stays a paragraph: no flex, no grid. */
  .notice,
  .error-line,
  .timer:has(svg) {
    position: relative;
    padding-inline-start: 1.625em;
  }
  :is(.notice, .error-line, .timer) > svg {
    position: absolute;
    inset-inline-start: 0;
    margin-block-start: 0.125em;
  }
  .notice {
    padding: var(--_space-m) 0.875rem;
    padding-inline-start: 2.75rem;
    border-radius: var(--_radius);
  }
  .notice > svg {
    inset-inline-start: 0.875rem;
    color: var(--_tone);
  }
  .scene {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: start;
    gap: var(--_gap);
    padding: var(--_space-xl);
    border-radius: var(--_radius-card);
  }
  .scene > .stack {
    min-height: 3rem;
    justify-content: center;
    gap: var(--_space-m);
  }
  .lead {
    color: var(--_text);
    font-weight: var(--_font-weight-title);
    font-size: 1.125em;
    line-height: 1.35;
    text-wrap: balance;
  }
  .disc {
    display: grid;
    place-items: center;
    inline-size: 3rem;
    block-size: 3rem;
    border-radius: 50%;
    color: var(--_tone);
    background: color-mix(in srgb, var(--_tone) 14%, var(--_surface));
    font-size: 1.125rem;
  }
  .good {
    color: var(--_success);
    font-size: var(--_font-size-small);
    font-weight: var(--_font-weight-strong);
  }
  .timer {
    font-variant-numeric: tabular-nums;
  }
  .skeleton {
    display: grid;
    gap: var(--_space-m);
    animation: mfa-appear 0.3s step-end;
  }
  .skeleton > span {
    block-size: var(--_control-height);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_muted) 16%, transparent);
    animation: mfa-wait 1.6s ease-in-out infinite alternate;
  }
  .skeleton > :first-child {
    block-size: 1.25em;
    inline-size: 55%;
  }
  @keyframes mfa-wait {
    to {
      opacity: 0.45;
    }
  }
  @media (max-width: 26rem) {
    .scene {
      padding: var(--_gap);
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton > span {
      animation: none;
    }
  }
  @media (prefers-contrast: more) {
    .notice,
    .scene {
      border-color: currentcolor;
    }
  }
  @media (forced-colors: active) {
    .disc,
    .skeleton > span {
      border: 1px solid;
    }
  }
`;
