import { css } from 'lit';

export const styles = css`
  [part='ways'] {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style-type: '';
  }
  button[part='way'] {
    width: 100%;
    padding-inline: 0.875rem 2.5rem;
    text-align: start;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  button[part='way']:hover {
    border-color: var(--_accent);
  }
  button[part='way']::after {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-end: 1.125rem;
    margin-block: auto;
    width: 0.5rem;
    height: 0.5rem;
    border: solid var(--_muted);
    border-width: 2px 2px 0 0;
    rotate: 45deg;
  }
  button[part='way']:dir(rtl)::after {
    rotate: -135deg;
  }
  [part='timer'] {
    font-variant-numeric: tabular-nums;
  }
  [part='footer']:empty {
    display: none;
  }
`;
