/**
 * What the toolbar offers for looks, and what each choice does to the page. The toolbar, the pages of all states and
 * the tests go by these lists.
 */
export interface Choice {
  readonly value: string;
  readonly title: string;
}

/** Colour schemes, which the page's `color-scheme` sets. */
export const SCHEMES = [
  { value: 'light', title: 'Light' },
  { value: 'dark', title: 'Dark' },
] as const satisfies readonly Choice[];

/** Themes that are a style sheet: each is the value of `data-look` that its rules ask for. */
export const THEMES: readonly Choice[] = [{ value: 'plain', title: 'Plain' }];

/**
 * A page cannot answer `prefers-contrast` or `forced-colors` for the browser: that takes the system's setting or the
 * browser's developer tools. `more` sets the colour tokens to what a page would set for people who ask for more.
 */
export const CONTRASTS = [
  { value: 'usual', title: 'Contrast as designed' },
  { value: 'more', title: 'More contrast (tokens)' },
] as const satisfies readonly Choice[];

/** How close things stand, by the token that a page has for it. */
export const DENSITIES = [
  { value: 'comfortable', title: 'Comfortable' },
  { value: 'compact', title: 'Compact' },
] as const satisfies readonly Choice[];

export const DIRECTIONS = [
  { value: 'ltr', title: 'Left to right' },
  { value: 'rtl', title: 'Right to left' },
] as const satisfies readonly Choice[];

/** One choice of each list, by the names that the toolbar has for them. */
export interface Look {
  scheme: string;
  theme: string;
  contrast: string;
  density: string;
  direction: string;
}

export const USUAL_LOOK: Look = {
  scheme: 'light',
  theme: 'plain',
  contrast: 'usual',
  density: 'comfortable',
  direction: 'ltr',
};

/** Puts a look on the root of the page; what is left out is as usual. */
export function wear(look: Partial<Look> = {}): void {
  const root = document.documentElement;
  const { scheme, theme, contrast, density, direction } = { ...USUAL_LOOK, ...look };
  root.style.colorScheme = scheme;
  root.dir = direction;
  Object.assign(root.dataset, { look: theme, contrast, density });
}
