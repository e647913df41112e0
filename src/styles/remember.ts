import { css } from 'lit';

/** The box for not being asked again on this device. */
export const remember = css`
  .remember {
    margin-block-end: var(--_gap);
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-height: 1.5rem;
    font-weight: 400;
  }
`;
