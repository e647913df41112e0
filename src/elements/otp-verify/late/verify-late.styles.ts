import { css } from 'lit';

/** The looks of what is shown once somebody acts. */
export const styles = css`
  .field {
    display: grid;
    gap: 0.375rem;
    max-width: 22rem;
  }
  .remember {
    margin-block-end: var(--_gap);
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-height: 1.5rem;
    font-weight: 400;
  }
`;
