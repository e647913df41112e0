import { css } from 'lit';

/** What turns while a call is under way. */
export const spinner = css`
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
    position: static;
    display: inline-block;
    margin: 0 0.5em;
    vertical-align: middle;
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
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation: mfa-disappear 1s ease-in-out infinite alternate;
    }
  }
`;
