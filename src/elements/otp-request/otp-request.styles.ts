import { css } from 'lit';

export const styles = css`
  .options {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
    margin-block-start: 0.375rem;
  }
  .option {
    display: flex;
    gap: 0.625rem;
    align-items: center;
    min-height: 2.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    font-weight: 400;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .option:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .field {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
  }
  input[type='tel'],
  input[type='email'] {
    direction: ltr;
    text-align: start;
  }
`;
