import { css } from 'lit';

export const styles = css`
  :host {
    max-inline-size: 36rem;
  }
  [part='steps'] {
    display: grid;
    gap: 1.75rem;
    margin: 0;
    padding: 0;
    /* Unlike none, no sign at all keeps it a list for VoiceOver. */
    list-style-type: '';
    counter-reset: step;
  }
  [part='step'] {
    counter-increment: step;
    display: grid;
    grid-template-columns: 2rem minmax(0, 1fr);
    gap: var(--_gap) 0.875rem;
  }
  [part='step']::before {
    content: counter(step);
    display: grid;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    border: 1.5px solid;
    border-radius: 50%;
    color: var(--_accent);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  [part='step']:focus-visible {
    outline-offset: 0.375rem;
    border-radius: var(--_radius);
  }
  [part='step'] > * {
    grid-column: 2;
  }
  [part='step'] > slot {
    display: block;
  }
  .title {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
    line-height: 2rem;
  }
  .later,
  .later::before {
    color: var(--_muted);
  }
  .field {
    display: grid;
    gap: 0.375rem;
    max-inline-size: 22rem;
  }
  [part='timer'] {
    font-variant-numeric: tabular-nums;
  }
  [part='placeholder'] {
    position: relative;
    inline-size: var(--mfa-qr-code-size, 12.5rem);
    max-inline-size: 100%;
    aspect-ratio: 1;
    border: 1px dashed var(--_border);
    border-radius: var(--_radius);
  }
  [part='qr'] {
    /* White on a white page: the edge shows how far the code goes. */
    border-radius: var(--_radius);
    box-shadow: 0 0 0 1px color-mix(in srgb, var(--_border) 45%, transparent);
  }
  summary {
    inline-size: fit-content;
    padding: 0.125rem 0;
    color: var(--_accent);
    font-weight: 500;
    cursor: pointer;
  }
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
  [part='done']:focus-visible {
    outline-offset: 0.375rem;
    border-radius: var(--_radius);
  }
  [part='done'] > slot {
    display: block;
  }
  [part='start-over'] {
    margin-block-start: 1.25rem;
    margin-inline-start: 2.875rem;
  }
  @media (pointer: coarse) {
    summary {
      padding-block: 0.625rem;
    }
  }
  @media (max-width: 26rem) {
    [part='step'] {
      column-gap: 0.625rem;
    }
    /* The number stands beside the title only: the content takes the whole width. */
    [part='step'] > :not(slot) {
      grid-column: 1 / -1;
    }
    [part='start-over'] {
      margin-inline-start: 0;
    }
  }
`;
