import { css } from 'lit';

export const styles = css`
  [part~='begin'] {
    min-width: 8rem;
  }
`;
