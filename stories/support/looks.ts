/**
 * What the toolbar offers for looks, and what each choice does to the page. The toolbar, the pages of all states and
 * the tests go by these lists.
 */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly title: string;
}

/** Colour schemes, which the page's `color-scheme` sets. */
export const SCHEMES = [
  { value: 'light', title: 'Light' },
  { value: 'dark', title: 'Dark' },
] as const satisfies readonly Choice[];

/** The ready themes, each a style sheet whose rules ask for a class. */
const SHEETS = {
  material: new URL('../../themes/material.css', import.meta.url).href,
  bootstrap: new URL('../../themes/bootstrap.css', import.meta.url).href,
  govuk: new URL('../../themes/govuk.css', import.meta.url).href,
  webawesome: new URL('../../themes/webawesome.css', import.meta.url).href,
};
export type Theme = keyof typeof SHEETS;

export const THEMES = [
  { value: 'plain', title: 'No theme' },
  { value: 'material', title: 'Material 3' },
  { value: 'bootstrap', title: 'Bootstrap 5' },
  { value: 'govuk', title: 'GOV.UK' },
  { value: 'webawesome', title: 'Web Awesome' },
] as const satisfies readonly Choice<Theme | 'plain'>[];

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

/** Puts a look on the root of the page; what is left out is as usual. Resolves once the theme's sheet is there. */
export async function wear(look: Partial<Look> = {}): Promise<void> {
  const root = document.documentElement;
  const { scheme, theme, contrast, density, direction } = { ...USUAL_LOOK, ...look };
  root.style.colorScheme = scheme;
  root.dir = direction;
  Object.assign(root.dataset, { contrast, density });
  const themes = Object.keys(SHEETS) as Theme[];
  root.classList.remove(...themes.filter((each) => each !== theme).map(classOf));
  const worn = themes.find((each) => each === theme);
  if (worn) await putOn(worn, root);
}

const loading = new Map<Theme, Promise<unknown>>();

/** Has a theme count in this place. Resolves once its sheet, which the page loads once, is there. */
export async function putOn(theme: Theme, place: Element): Promise<void> {
  place.classList.add(classOf(theme));
  if (!loading.has(theme)) {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: SHEETS[theme] });
    loading.set(
      theme,
      new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject })),
    );
    document.head.append(link);
  }
  await loading.get(theme);
}

function classOf(theme: Theme): string {
  return `mfa-theme-${theme}`;
}
