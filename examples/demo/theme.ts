import { html, render } from 'lit';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const LABELS: Record<Theme, string> = { system: 'Auto', light: 'Light', dark: 'Dark' };
const STORED_AS = 'demo-theme';

/** The switch between light and dark. All it does is set `color-scheme` on the root: the elements follow by themselves. */
export function renderThemeSwitch(root: HTMLElement): void {
  const stored = localStorage.getItem(STORED_AS);
  const current = THEMES.find((theme) => theme === stored) ?? 'system';
  apply(current);
  render(
    html`<fieldset class="segments">
      <legend class="visually-hidden">Theme</legend>
      ${THEMES.map(
        (theme) =>
          html`<label
            ><input
              type="radio"
              name="theme"
              .checked=${theme === current}
              @change=${() => {
                localStorage.setItem(STORED_AS, theme);
                apply(theme);
              }}
            /><span>${LABELS[theme]}</span></label
          >`,
      )}
    </fieldset>`,
    root,
  );
}

function apply(theme: Theme): void {
  document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme;
}
