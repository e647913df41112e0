import { css, unsafeCSS } from 'lit';

/** The number of boxes, for the sums below, without a style attribute. */
const counts = unsafeCSS(
  Array.from({ length: 9 }, (_, index) => `.n${index + 4}{--_n:${index + 4}}`).join(''),
);

/**
 * The input lies over the boxes and paints nothing: a mask hides text, caret, selection, autofill colours and the
 * page's own styles alike, and lets clicks through to it, which opacity 0 or a tiny size would not survive.
 * Its characters stand one box apart, each starting in the middle of its box, so that a click anywhere in a box puts
 * the caret before that box's character. It is a box wider than the field, so that the last caret never scrolls it.
 */
export const styles = css`
  :host {
    display: block;
    font-family: var(--_font);
    color: var(--_text);
    --_size: var(--mfa-code-input-box-size, 2.75rem);
    --_space: var(--mfa-code-input-gap, 0.5rem);
    --_height: calc(var(--_size) * 1.2);
  }
  [part='label'],
  ::slotted(label) {
    display: block;
    margin-bottom: 0.5rem;
    font-weight: 600;
  }
  [part='label']:empty,
  [part='hint']:empty,
  [role]:not(:empty) + [part='hint'] {
    display: none;
  }
  /* As wide as all boxes, or as narrow as it must be: a container does not take its size from what is in it. */
  [class^='n'] {
    --_width: calc(var(--_n) * (var(--_size) + var(--_space)) - var(--_space));
  }
  [class^='n']::before {
    content: '. .';
    display: block;
    height: 0;
    overflow: hidden;
    font-size: 0;
    word-spacing: var(--_width);
  }
  .field {
    --_between: min(var(--_space), 20cqi / var(--_n));
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    container-type: inline-size;
    max-width: var(--_width);
    overflow: clip;
  }
  ${counts}
  ::slotted(label) {
    grid-row: 1;
  }
  [part='boxes'] {
    grid-area: 2 / 1;
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: var(--_between);
    direction: ltr;
    height: var(--_height);
    font-size: min(1.5rem, 60cqi / var(--_n));
    letter-spacing: 0;
    font-variant-numeric: tabular-nums lining-nums;
  }
  [part~='box'] {
    display: grid;
    place-items: center;
    position: relative;
    box-sizing: border-box;
    line-height: 1;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  [part~='active'],
  [part~='selected'] {
    outline: var(--_focus);
    outline-offset: -2px;
  }
  [part~='selected'] {
    background: color-mix(in srgb, var(--_accent) 18%, var(--_surface));
  }
  [part~='caret']::after {
    content: '';
    position: absolute;
    height: 1.2em;
    border-left: 2px solid var(--_accent);
  }
  [part~='filled']::after {
    left: 15%;
  }
  [part~='end']::after {
    left: auto;
    right: 15%;
  }
  :host(:state(invalid)) [part~='box'] {
    border-color: var(--_danger);
  }
  :host(:state(disabled)) [part='boxes'] {
    opacity: 0.5;
  }
  ::slotted(input) {
    all: initial !important;
    grid-area: 2 / 1 !important;
    justify-self: left !important;
    z-index: 1 !important;
    box-sizing: border-box !important;
    width: calc(100% + (100cqi + var(--_between)) / var(--_n)) !important;
    height: var(--_height) !important;
    padding-left: calc((100cqi + var(--_between)) / var(--_n) / 2) !important;
    font: max(16px, 1rem) monospace !important;
    letter-spacing: calc((100cqi + var(--_between)) / var(--_n) - 1ch) !important;
    direction: ltr !important;
    cursor: text !important;
    -webkit-mask: linear-gradient(#0000 0 0) !important;
    mask: linear-gradient(#0000 0 0) !important;
  }
  /* Firefox takes a click for one on the character if it is left of the glyph's middle, the others with the spacing. */
  @supports (-moz-appearance: none) {
    ::slotted(input) {
      padding-left: calc((100cqi + var(--_between)) / var(--_n) - var(--_between) / 2 - 0.5ch) !important;
    }
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    max-width: max(var(--_width), 18rem);
    font-size: 0.875rem;
    line-height: 1.5;
    color: var(--_muted);
  }
  [part='hint'],
  [part='error'],
  [part='notice'],
  [part='toggle'] {
    margin-top: 0.5rem;
  }
  [role]:empty {
    margin: 0;
  }
  [part='error'] {
    color: var(--_danger);
  }
  [part='toggle'] {
    margin-inline-start: auto;
    min-height: 1.5rem;
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  [part='toggle']:focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
    border-radius: 2px;
  }
  @media (pointer: coarse) {
    [part='toggle'] {
      min-height: 44px;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    [part~='caret']::after {
      animation: blink 1.1s steps(2, jump-none) infinite;
    }
    @keyframes blink {
      50% {
        opacity: 0;
      }
    }
  }
  @media (forced-colors: active) {
    [part~='selected'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    :host(:state(disabled)) [part='boxes'] {
      opacity: 1;
      color: GrayText;
    }
  }
`;
