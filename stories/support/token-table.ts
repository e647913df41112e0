import { ReadyElement } from './ready-element.js';
import { make } from './stage.js';
import { code, tableOf, type Cell } from './tables.js';
import { allTokens, type Token } from './tokens.js';

/** Every token with its default, and a swatch where it is a colour. */
export class StoryTokens extends ReadyElement {
  protected async begin(): Promise<void> {
    const all = await allTokens();
    const isColor = ({ name }: Token): boolean => name.startsWith('--mfa-color-');
    this.append(
      make('h1', { textContent: 'Tokens' }),
      make('p', { textContent: 'A page sets any of these on any ancestor of an element.' }),
      ...tableOf(
        'Colours',
        ['Now', 'Token', 'By default', 'What it is'],
        all.filter(isColor).map((token) => [swatch(token), ...plainRow(token)]),
      ),
      ...tableOf(
        'Shape, space and type',
        ['Token', 'By default', 'What it is'],
        all.filter((token) => !isColor(token)).map(plainRow),
      ),
    );
  }
}

function plainRow({ name, value, description }: Token): Cell[] {
  return [code(name), value ? code(value) : '', description];
}

/** What the page has set counts, as in the elements. */
function swatch({ name, value }: Token): HTMLElement {
  const box = make('span', { className: 'swatch' });
  box.style.background = `var(${name}, ${value})`;
  return box;
}

declare global {
  interface HTMLElementTagNameMap {
    'story-tokens': StoryTokens;
  }
}

export function tokenTable(): StoryTokens {
  if (!customElements.get('story-tokens')) customElements.define('story-tokens', StoryTokens);
  return make('story-tokens');
}
