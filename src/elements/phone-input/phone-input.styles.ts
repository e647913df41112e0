import { css } from 'lit';

/**
 * - A number runs from left to right in every language, and stands where the language begins its lines: not every browser
 *   knows match-parent.
 * - A country has room for a name and its code, which says most; where there is none, the number goes below.
 * - Where no script has come yet, or none ever will, nobody can choose a country: the input is alone.
 */
export const styles = css`
  :host {
    display: block;
    font-family: var(--_font);
    font-size: var(--_font-size-text);
    color: var(--_text);
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-m);
    align-items: end;
  }
  .country {
    position: relative;
    flex: 1 1 12.5rem;
    min-width: 0;
  }
  .number {
    flex: 1 1 12rem;
    min-width: 0;
  }
  :host(:not(:defined)) :is(.country, [part~='label']) {
    display: none;
  }
  label,
  [part~='label'],
  ::slotted(label) {
    display: block;
    margin-bottom: var(--_space-s);
    font-weight: var(--_font-weight-strong);
  }
  [part~='country-input'],
  ::slotted(input) {
    box-sizing: border-box !important;
    width: 100% !important;
    min-height: var(--_control-height) !important;
    margin: 0 !important;
    padding: var(--_space-s) 0.75rem !important;
    border: var(--_border-width) solid var(--_border) !important;
    border-radius: var(--_radius) !important;
    background: var(--_surface) !important;
    color: var(--_text) !important;
    font: inherit !important;
    font-size: max(1em, 16px) !important;
    line-height: 1.25 !important;
  }
  [part~='country-input'] {
    padding-inline-end: 2rem !important;
    text-overflow: ellipsis;
  }
  .country::after {
    content: '';
    position: absolute;
    inset: auto 1rem 1.2rem auto;
    width: 0.4rem;
    height: 0.4rem;
    border: solid var(--_muted);
    border-width: 0 2px 2px 0;
    transform: rotate(45deg);
    pointer-events: none;
  }
  :host(:dir(rtl)) .country::after {
    inset: auto auto 1.2rem 1rem;
  }
  ::slotted(input) {
    direction: ltr !important;
    text-align: left !important;
  }
  :host(:dir(rtl)) ::slotted(input) {
    text-align: right !important;
  }
  [part~='country-input']:focus-visible,
  ::slotted(input:focus-visible) {
    outline: var(--_focus-ring) !important;
    outline-offset: var(--_focus-offset) !important;
  }
  :host(:state(invalid)) ::slotted(input) {
    border-color: var(--_danger) !important;
    box-shadow: inset 0 0 0 1px var(--_danger) !important;
  }
  :host(:state(disabled)) ::slotted(input),
  [part~='country-input']:disabled {
    opacity: 0.5;
  }
  .popup {
    position: absolute;
    z-index: 1;
    inset-inline-start: 0;
    box-sizing: border-box;
    width: max(100%, min(20rem, 80vw));
    margin-top: 0.25rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 4px 16px rgb(0 0 0 / 20%);
  }
  .popup p {
    margin: 0;
    padding: 0.5rem 0.75rem;
  }
  [part~='countries'] {
    box-sizing: border-box;
    max-height: min(18rem, 50vh);
    margin: 0;
    padding: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    list-style: none;
  }
  [part~='option'] {
    display: flex;
    justify-content: space-between;
    gap: 0.75rem;
    align-items: center;
    min-height: 2.25rem;
    padding: 0.25rem 0.75rem;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  [part~='option']:hover {
    background: color-mix(in srgb, var(--_accent) 8%, var(--_surface));
  }
  [part~='active'] {
    outline: var(--_focus-ring);
    outline-offset: -2px;
    background: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
  }
  [aria-selected='true'] {
    font-weight: var(--_font-weight-strong);
  }
  .own,
  .code,
  .hint,
  .foot {
    color: var(--_muted);
  }
  .code {
    white-space: nowrap;
  }
  .foot {
    margin-top: var(--_space-s);
  }
  .foot,
  .hint {
    font-size: var(--_font-size-small);
    line-height: 1.5;
  }
  div:empty:not([role]),
  output:not(:empty) + div,
  [hidden] {
    display: none;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    [part~='country-input'],
    ::slotted(input) {
      min-height: max(2.75rem, var(--_control-height)) !important;
    }
    [part~='option'] {
      min-height: 44px;
    }
  }
  @media (forced-colors: active) {
    [part~='active'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    [part~='active'] :is(.own, .code) {
      color: inherit;
    }
  }
`;
