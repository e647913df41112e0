import { css } from 'lit';

export const styles = css`
  :host {
    max-inline-size: 36rem;
  }
  [part~='placeholder'] {
    position: relative;
    inline-size: var(--mfa-qr-code-size, 12.5rem);
    max-inline-size: 100%;
    aspect-ratio: 1;
    border: 1px dashed var(--_border);
    border-radius: var(--_radius);
  }
  summary {
    inline-size: fit-content;
    padding: 0.125rem 0;
    color: var(--_link);
    font-weight: 500;
    cursor: pointer;
  }
  [part~='key'] {
    display: grid;
    gap: 0.375rem;
  }
  .key-label {
    font-weight: 600;
  }
  [part~='secret'] {
    justify-self: start;
    max-inline-size: 100%;
    padding: 0.625rem 0.875rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    font: 500 1.0625em/1.75 var(--_font-mono);
    direction: ltr;
    text-align: left;
    -webkit-user-select: all;
    user-select: all;
  }
  [part~='secret'] > span:not(:last-of-type) {
    margin-right: 0.75em;
  }
  .spelled {
    -webkit-user-select: none;
    user-select: none;
  }
  [part~='key'] > .row {
    margin-block-start: 0.375rem;
  }
  details[open] > summary {
    margin-block-end: var(--_gap);
  }
  @media (pointer: coarse) {
    summary {
      padding-block: 0.625rem;
    }
  }
`;
