import { css } from 'lit';

export const styles = css`
  .field {
    max-inline-size: none;
    /* A long question in the list of one engine is no reason to be wider than the page. */
    grid-template-columns: minmax(0, 1fr);
  }
  [part='row'] + [part='row'] {
    margin-block-start: 0.5rem;
  }
  [part='question'] {
    overflow-wrap: anywhere;
  }
  select {
    width: 100%;
    min-height: 2.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: max(1rem, 16px);
    text-overflow: ellipsis;
    /* One engine counts the words of the choice that it has cut off. */
    contain: paint;
  }
  select[aria-invalid='true'] {
    border-color: var(--_danger);
  }
  [part='submit'] {
    min-width: min(8rem, 100%);
  }
`;
