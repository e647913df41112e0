import { css } from 'lit';

/** The looks of what is shown once somebody acts. */
export const styles = css`
  [part='key'] {
    display: grid;
    gap: 0.375rem;
  }
  .key-label {
    font-weight: 600;
  }
  [part='secret'] {
    justify-self: start;
    max-inline-size: 100%;
    padding: 0.625rem 0.875rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    font:
      500 1.0625rem/1.75 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
    direction: ltr;
    text-align: left;
    -webkit-user-select: all;
    user-select: all;
  }
  [part='secret'] > span:not(:last-of-type) {
    margin-right: 0.75em;
  }
  .spelled {
    -webkit-user-select: none;
    user-select: none;
  }
  [part='key'] > .row {
    margin-block-start: 0.375rem;
    gap: 0.5rem;
  }
  details[open] > summary {
    margin-block-end: var(--_gap);
  }
  [part='done'] {
    display: grid;
    grid-template-columns: 2rem minmax(0, 1fr);
    gap: 0.875rem;
  }
  [part='done']::before {
    content: '✓';
    display: grid;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    border-radius: 50%;
    background: var(--_success);
    color: var(--_surface);
    font-weight: 700;
  }
  [part='done'] .success {
    line-height: 2rem;
  }
  [part='done']:focus-visible,
  #proof-title:focus-visible {
    outline-offset: 0.375rem;
    border-radius: var(--_radius);
  }
  [part='done'] > slot {
    display: block;
  }
`;
