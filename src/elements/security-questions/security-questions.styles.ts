import { css } from 'lit';

export const styles = css`
  .field {
    max-inline-size: 28rem;
    /* A long question in the list of one engine is no reason to be wider than the page. */
    grid-template-columns: minmax(0, 1fr);
  }
  [part~='row'] + [part~='row'] {
    margin-block-start: var(--_space-s);
  }
  [part~='question'] {
    overflow-wrap: anywhere;
  }
  select {
    text-overflow: ellipsis;
    /* One engine counts the words of the choice that it has cut off. */
    contain: paint;
  }
  [part~='submit'] {
    min-width: min(10rem, 100%);
  }
`;
