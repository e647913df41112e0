import { css } from 'lit';

/** Caret, selection and toggle: nothing of it shows before somebody is there. */
export const styles = css`
  .field:focus-within [part='boxes'] {
    outline: none;
  }
  [part~='active'],
  [part~='selected'] {
    position: relative;
    outline: var(--_focus);
    outline-offset: -2px;
  }
  [part~='selected'] {
    background: color-mix(in srgb, var(--_accent) 18%, var(--_surface));
  }
  [part~='caret']::after {
    content: '';
    position: absolute;
    inset: 25% auto auto calc(50% - 1px);
    height: 50%;
    border-left: 2px solid var(--_accent);
  }
  [part~='filled']::after {
    left: 15%;
  }
  [part~='end']::after {
    left: 85%;
  }
  [part='toggle'] {
    all: unset;
    float: inline-end;
    min-height: 1.5rem;
    margin-inline-start: 1rem;
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  [part='toggle']:focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
    border-radius: 2px;
  }
  @media (pointer: coarse) {
    [part='toggle'] {
      min-height: 44px;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    [part~='caret']::after {
      animation: blink 1.1s steps(2, jump-none) infinite;
    }
    @keyframes blink {
      50% {
        opacity: 0;
      }
    }
  }
  @media (forced-colors: active) {
    [part~='selected'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
`;
