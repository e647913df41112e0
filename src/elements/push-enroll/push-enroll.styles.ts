import { css } from 'lit';

export const styles = css`
  ol {
    display: grid;
    gap: 1.25rem;
    margin: 0;
    padding-inline-start: 1.5rem;
  }
  [part='step'] > * + * {
    margin-block-start: 0.5rem;
  }
  [part='begin'],
  [part='retry'] {
    min-width: 8rem;
  }
`;
