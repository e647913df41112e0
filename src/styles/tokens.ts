// Generated from tokens/ by `npm run docs`.
import { css } from 'lit';

/**
 * The design tokens that every element needs, with their defaults. `light-dark()` follows the page's own `color-scheme`. A
 * page sets any `--mfa-…` on any ancestor.
 */
export const tokens = css`
  :host {
    --_font: var(--mfa-font, inherit);
    --_font-size-small: var(--mfa-font-size-small, 0.875em);
    --_font-size-text: var(--mfa-font-size-text, 1em);
    --_font-weight-strong: var(--mfa-font-weight-strong, 600);
    --_density: var(--mfa-density, 1);
    --_space-s: var(--mfa-space-s, calc(0.5rem * var(--_density)));
    --_border-width: var(--mfa-border-width, 1px);
    --_radius: var(--mfa-radius, 0.5rem);
    --_focus-ring: var(--mfa-focus-ring, 2px solid var(--_focus));
    --_focus-offset: var(--mfa-focus-offset, 2px);
    --_motion: var(--mfa-motion, 150ms);
    --_text: var(--mfa-color-text, light-dark(#171c28, #e8ebf2));
    --_muted: var(--mfa-color-muted, light-dark(#535d72, #a4adbf));
    --_surface: var(--mfa-color-surface, light-dark(#ffffff, #171b24));
    --_border: var(--mfa-color-border, light-dark(#7b8599, #76819a));
    --_accent: var(--mfa-color-accent, light-dark(#2447d8, #8fa8ff));
    --_link: var(--mfa-color-link, var(--_accent));
    --_focus: var(--mfa-color-focus, var(--_accent));
    --_danger: var(--mfa-color-danger, light-dark(#b3162b, #ff8f9b));
  }
  :host([hidden]) {
    display: none !important;
  }
`;

/** The others, for whole screens. */
export const screenTokens = css`
  :host {
    --_font-mono: var(--mfa-font-mono, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace);
    --_font-size-title: var(--mfa-font-size-title, 1.25em);
    --_font-weight-title: var(--mfa-font-weight-title, 650);
    --_space-xs: var(--mfa-space-xs, calc(0.25rem * var(--_density)));
    --_space-m: var(--mfa-space-m, calc(0.75rem * var(--_density)));
    --_gap: var(--mfa-gap, calc(1rem * var(--_density)));
    --_space-xl: var(--mfa-space-xl, calc(1.5rem * var(--_density)));
    --_control-height: var(--mfa-control-height, calc(2.75rem * var(--_density)));
    --_radius-button: var(--mfa-radius-button, var(--_radius));
    --_radius-card: var(--mfa-radius-card, 0.75rem);
    --_line: var(--mfa-color-line, light-dark(#d5dae4, #333b4b));
    --_on-accent: var(--mfa-color-on-accent, light-dark(#ffffff, #0d1330));
    --_on-danger: var(--mfa-color-on-danger, light-dark(#ffffff, #33040a));
    --_warning: var(--mfa-color-warning, light-dark(#8a5300, #f0b75c));
    --_success: var(--mfa-color-success, light-dark(#0f6b3c, #6fd6a0));
  }
`;
