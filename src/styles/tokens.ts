import { css } from 'lit';

/**
 * The design tokens, with their defaults. `light-dark()` follows the page's own `color-scheme`. A page sets any
 * `--mfa-…` on any ancestor. Those that only buttons and texts need are in controls.ts.
 */
export const tokens = css`
  :host {
    --_text: var(--mfa-color-text, light-dark(#1c2230, #e8ebf2));
    --_muted: var(--mfa-color-muted, light-dark(#566074, #a4adbf));
    --_surface: var(--mfa-color-surface, light-dark(#fff, #171b24));
    --_border: var(--mfa-color-border, light-dark(#7b8599, #76819a));
    --_accent: var(--mfa-color-accent, light-dark(#2447d8, #8fa8ff));
    --_danger: var(--mfa-color-danger, light-dark(#b3162b, #ff8f9b));
    --_radius: var(--mfa-radius, 0.5rem);
    --_font: var(--mfa-font, inherit);
    --_focus: var(--mfa-focus-ring, 2px solid var(--_accent));
  }
  :host([hidden]) {
    display: none !important;
  }
`;
