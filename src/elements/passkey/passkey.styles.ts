import { css } from 'lit';

export const styles = css`
  [part='begin'],
  [part='save'] {
    min-width: 8rem;
  }
`;
