import { css } from 'lit';

export const styles = css`
  [part='timer'],
  [part='resend-wait'] {
    font-variant-numeric: tabular-nums;
  }
  [part='submit'] {
    min-width: min(8rem, 100%);
  }
  .field {
    display: grid;
    gap: 0.375rem;
    max-width: 22rem;
  }
`;
