import { css } from 'lit';

/** A list of what a person has, each with what is known of it and what can be done to it. */
export const facts = css`
  :host {
    max-inline-size: 40rem;
  }
  .name {
    font-weight: var(--_font-weight-strong);
    overflow-wrap: anywhere;
  }
  .list > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-m);
    padding: var(--_gap);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-xs) var(--_gap);
  }
  .line > .disc {
    --_tone: var(--_accent);
    flex: none;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    font-size: 1em;
  }
  .facts {
    flex: 1 1 10rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .actions {
    gap: var(--_space-xs) var(--_gap);
  }
  li > .card {
    border-color: transparent;
    background: color-mix(in srgb, var(--_muted) 7%, transparent);
  }
  @media (max-width: 26rem) {
    .line > .disc {
      display: none;
    }
  }
`;
