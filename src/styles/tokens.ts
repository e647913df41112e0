import { css } from 'lit';

/**
 * The design tokens, with their defaults. `light-dark()` follows the page's own `color-scheme`; the line before each
 * is for browsers that lack it. A page sets any `--mfa-…` on any ancestor.
 */
export const tokens = css`
  :host {
    --_text: var(--mfa-color-text, light-dark(#1c2230, #e8ebf2));
    --_muted: var(--mfa-color-muted, light-dark(#566074, #a4adbf));
    --_surface: var(--mfa-color-surface, light-dark(#ffffff, #171b24));
    --_border: var(--mfa-color-border, light-dark(#7b8599, #76819a));
    --_accent: var(--mfa-color-accent, light-dark(#2447d8, #8fa8ff));
    --_on-accent: var(--mfa-color-on-accent, light-dark(#ffffff, #0d1330));
    --_danger: var(--mfa-color-danger, light-dark(#b3162b, #ff8f9b));
    --_success: var(--mfa-color-success, light-dark(#0f6b3c, #6fd6a0));
    --_radius: var(--mfa-radius, 0.5rem);
    --_gap: var(--mfa-gap, 0.75rem);
    --_font: var(--mfa-font, inherit);
    --_focus: var(--mfa-focus-ring, 2px solid var(--_accent));
  }
  :host([hidden]) {
    display: none !important;
  }
`;
