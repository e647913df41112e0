import { css } from 'lit';

/** Numbered steps on one page, and where each of them stands. */
export const steps = css`
  [part~='steps'] {
    display: grid;
    margin: 0;
    padding: 0;
    /* Unlike none, no sign at all keeps it a list for VoiceOver. */
    list-style-type: '';
    counter-reset: step;
  }
  [part~='step'] {
    counter-increment: step;
    position: relative;
    display: grid;
    grid-template-columns: 2rem minmax(0, 1fr);
    gap: var(--_space-m) 1rem;
    padding-block-end: calc(var(--_space-xl) * 1.25);
  }
  [part~='step']:last-child {
    padding-block-end: 0;
  }
  .marker {
    display: grid;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    border: 2px solid var(--_accent);
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: var(--_font-weight-strong);
    font-variant-numeric: tabular-nums;
  }
  .marker:empty::before {
    content: counter(step);
  }
  .done > .marker {
    border-color: var(--_success);
    background: none;
    color: var(--_success);
  }
  .open > .marker {
    background: none;
    color: var(--_link);
  }
  .next > .marker {
    border-color: var(--_border);
    background: none;
    color: var(--_muted);
  }
  /* The way from one step to the next. */
  [part~='step']:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-block: 2.5rem 0.5rem;
    inset-inline-start: calc(1rem - 1px);
    border-inline-start: 2px solid var(--_line);
  }
  [part~='step'].done:not(:last-child)::after {
    border-color: var(--_success);
  }
  [part~='step']:focus-visible,
  [part~='done']:focus-visible {
    outline-offset: 0.375rem;
    border-radius: var(--_radius);
  }
  [part~='step'] > :not(.marker) {
    grid-column: 2;
  }
  [part~='step'] > slot {
    display: grid;
    gap: var(--_space-xs);
    grid-row: 1;
  }
  .title {
    font-size: 1.0625em;
    /* The first line stands beside the number. */
    padding-block: calc((2rem - 1.3em) / 2);
    letter-spacing: 0;
  }
  .next .title {
    color: var(--_muted);
    font-weight: 500;
  }
  [part~='qr'] {
    /* White on a white page: the edge shows how far the code goes. */
    border-radius: var(--_radius);
    box-shadow: 0 0 0 1px var(--_line);
  }
  [part~='start-over'] {
    margin-block-start: 1.25rem;
    margin-inline-start: 3rem;
  }
  @media (max-width: 26rem) {
    [part~='step'] {
      column-gap: 0.625rem;
    }
    /* The number stands beside the title only: the content takes the whole width. */
    [part~='step'] > :not(.marker, slot) {
      grid-column: 1 / -1;
    }
    [part~='step']:not(:last-child)::after {
      content: none;
    }
    [part~='start-over'] {
      margin-inline-start: 0;
    }
  }
  /* Nothing is filled in there but what asks for it: the step that a person is at. */
  @media (forced-colors: active) {
    :not(.done, .open, .next) > .marker {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
