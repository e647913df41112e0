import { css } from 'lit';

/** What is wrong with what is in a field, below or above it, with its mark. */
export const faults = css`
  output {
    display: block;
  }
  [part~='error'] {
    color: var(--_danger);
  }
  [part~='error']:not(:empty)::before {
    content: '!';
    content: '!' / '';
    display: inline-block;
    box-sizing: border-box;
    width: 1.25em;
    margin-inline-end: 0.4em;
    border: 1px solid;
    border-radius: 50%;
    line-height: calc(1.25em - 2px);
    text-align: center;
    font-weight: 700;
    color: var(--_surface);
    background: var(--_danger);
  }
`;
