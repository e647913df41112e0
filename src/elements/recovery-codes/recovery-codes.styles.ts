import { css } from 'lit';

export const styles = css`
  [part~='codes'] {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(11.5rem, 100%), 1fr));
    gap: 0.25rem 1rem;
    margin: 0;
    padding: var(--_gap) 1.25rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
    list-style-type: '';
    counter-reset: code;
  }
  [part~='code'] {
    counter-increment: code;
    display: flex;
    gap: 0.75rem;
    align-items: baseline;
    min-inline-size: 0;
  }
  [part~='code']::before {
    content: counter(code);
    flex: none;
    inline-size: 1.5em;
    text-align: end;
    color: var(--_muted);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  code {
    font: 500 1.0625em/1.75 var(--_font-mono);
    direction: ltr;
    overflow-wrap: anywhere;
    min-inline-size: 0;
  }
  code > span {
    display: inline-block;
    max-inline-size: 100%;
  }
  code > span:not(:last-of-type) {
    margin-right: 0.5em;
  }
  .used > code {
    color: var(--_muted);
    text-decoration: line-through;
  }
  .used > small {
    color: var(--_muted);
  }
  .spelled {
    -webkit-user-select: none;
    user-select: none;
  }
  [part~='continue'],
  [part~='show'],
  [part~='make'] {
    min-width: min(10rem, 100%);
  }
`;
