import { css } from 'lit';
import { faults } from '../../styles/faults.js';

/** The number of boxes, for the sums below, without a style attribute. */
const counts = css`.n4{--_n:4}.n5{--_n:5}.n6{--_n:6}.n7{--_n:7}.n8{--_n:8}.n9{--_n:9}.n10{--_n:10}.n11{--_n:11}.n12{--_n:12}`; // prettier-ignore

/**
 * The input lies over the boxes and paints nothing: a mask hides text, caret, selection, autofill colours and the
 * page's own styles alike, and lets clicks through to it, which opacity 0 or a tiny size would not survive.
 * Its characters stand one box apart, each starting in the middle of its box, so that a click anywhere in a box puts
 * the caret before that box's character. It is a box wider than the field, so that the last caret never scrolls it.
 *
 * - `.of::before` makes the element as wide as all boxes where there is room, and as narrow as it must be elsewhere.
 * - Containers are slow to lay out, and what is measured by them keeps a browser from taking one field's styles for the
 *   next; the place of a character only matters to a person who is there: hence `:hover` and `:focus-within`. Firefox forgets what can be undone when an element becomes a container, so there it is
 *   one all the time. It also takes a click for one on a character if it is left of the glyph's middle, where the
 *   others count the spacing in.
 *
 * - Where a server has rendered it and no script has come yet, or none ever will, nobody paints the boxes: the input shows
 *   its characters itself, and the page's own label is the one that is tied to it.
 *
 * The comments are out here because those in the sheet would be sent to every visitor.
 */
const looks = css`
  :host {
    display: block;
    font-family: var(--_font);
    color: var(--_text);
    font-size: var(--_font-size-text);
    --_size: var(--mfa-code-input-box-size, 2.75rem);
    --_space: var(--mfa-code-input-gap, 0.5rem);
    --_height: calc(var(--_size) * 1.2);
  }
  .of {
    --_width: calc(var(--_n) * (var(--_size) + var(--_space)) - var(--_space));
    --_between: min(var(--_space), 20% / var(--_n));
    --_pitch: calc((100% + var(--_between)) / var(--_n));
    --_spacing: calc((100cqi + min(var(--_space), 20cqi / var(--_n))) / var(--_n) - 1ch);
  }
  .of::before {
    content: '. .';
    content: '. .' / '';
    display: block;
    height: 0;
    overflow: hidden;
    font-size: 0;
    word-spacing: var(--_width);
  }
  [part~='label'],
  ::slotted(label) {
    display: block;
    margin-bottom: var(--_space-s);
    font-weight: var(--_font-weight-strong);
  }
  div:empty,
  output:not(:empty) + div {
    display: none;
  }
  .field {
    position: relative;
    max-width: var(--_width);
    overflow: clip;
  }
  [part~='boxes'] {
    display: flex;
    gap: var(--_between);
    direction: ltr;
    pointer-events: none;
    height: var(--_height);
    font-size: min(1.5rem, 50vw / var(--_n));
    letter-spacing: 0;
    text-align: center;
    font-variant-numeric: lining-nums;
  }
  [part~='box'] {
    flex: 1 0 0;
    min-width: 0;
    box-sizing: border-box;
    line-height: calc(var(--_height) - 2px);
    border: var(--_border-width) solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  :host(:state(disabled)) [part~='boxes'] {
    opacity: 0.5;
  }
  ::slotted(input) {
    all: initial !important;
    position: absolute !important;
    bottom: 0 !important;
    left: 0 !important;
    box-sizing: border-box !important;
    width: calc(100% + var(--_pitch)) !important;
    height: var(--_height) !important;
    padding-left: calc(var(--_pitch) / 2) !important;
    font: max(16px, 1rem) monospace !important;
    direction: ltr !important;
    cursor: text !important;
    color: var(--_text) !important;
  }
  :host(:defined) ::slotted(input) {
    mask: linear-gradient(#0000 0 0) !important;
  }
  .field:hover,
  .field:focus-within,
  :host(:not(:defined)) .field {
    container-type: inline-size;
  }
  .field:hover ::slotted(input),
  .field:focus-within ::slotted(input),
  :host(:not(:defined)) ::slotted(input) {
    letter-spacing: var(--_spacing) !important;
  }
  :host(:not(:defined)) [part~='label'] {
    display: none;
  }
  @supports (-moz-appearance: none) {
    .field {
      container-type: inline-size;
    }
    ::slotted(input) {
      letter-spacing: var(--_spacing) !important;
      padding-left: calc(var(--_pitch) - var(--_between) / 2 - 0.5ch) !important;
    }
  }
  .foot {
    max-width: max(var(--_width), 22rem);
    margin-top: var(--_space-s);
    font-size: var(--_font-size-small);
    line-height: 1.5;
    color: var(--_muted);
  }
  .field + .foot:has(> output):has(> :not(:empty, button)) {
    min-height: var(--_foot-height);
  }
  .head {
    margin-block: 0 var(--_space-s);
  }
  [part~='error'] {
    font-weight: 500;
  }
  [part~='filled'] {
    border-color: color-mix(in oklab, var(--_border), var(--_text) 50%);
  }
  [part~='active'],
  [part~='selected'] {
    position: relative;
    outline: var(--_focus-ring);
    outline-offset: -2px;
  }
  [part~='selected'] {
    background: color-mix(in srgb, var(--_accent) 18%, var(--_surface));
  }
  :host(:state(invalid)) [part~='box'] {
    --_accent: var(--_danger);
    border-color: var(--_danger);
    outline-color: var(--_danger);
  }
  [part~='caret']::after {
    content: '';
    position: absolute;
    inset: 25% auto auto calc(50% - 1px);
    height: 50%;
    border-left: 2px solid var(--_accent);
  }
  [part~='filled']::after {
    left: 15%;
  }
  [part~='end']::after {
    left: 85%;
  }
  [part~='toggle'] {
    all: unset;
    float: inline-end;
    min-height: 1.5rem;
    margin-inline-start: 1rem;
    color: var(--_link);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  [part~='toggle']:focus-visible {
    outline: var(--_focus-ring);
    outline-offset: 2px;
    border-radius: 2px;
  }
  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
      --_border: var(--_text);
    }
  }
  @media (pointer: coarse) {
    [part~='toggle'] {
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
    :host(:state(invalid)) [part~='selected'] {
      border-color: HighlightText;
      outline-color: HighlightText;
    }
    :host(:state(disabled)) [part~='boxes'] {
      opacity: 1;
      color: GrayText;
    }
  }
`;

export const styles = [counts, faults, looks];
