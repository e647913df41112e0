import { css } from 'lit';

export const styles = css`
  [part~='begin'],
  [part~='save'] {
    min-width: min(10rem, 100%);
  }
`;
