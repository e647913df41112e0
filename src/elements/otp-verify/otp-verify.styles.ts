import { css } from 'lit';

export const styles = css`
  [part='timer'] {
    font-variant-numeric: tabular-nums;
  }
  [part='submit'] {
    min-width: 8rem;
  }
`;
