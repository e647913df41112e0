import { css } from 'lit';

export const styles = css`
  :host {
    max-inline-size: 36rem;
  }
  [part~='submit'] {
    min-width: min(10rem, 100%);
  }
  .check {
    margin-block-end: var(--_gap);
  }
`;
