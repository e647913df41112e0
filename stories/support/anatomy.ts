import { deepElements, deepFocus, settled } from '../../test/support/page.js';
import { readyInSight } from './in-sight.js';
import { manifestElement, type ManifestElement } from './manifest.js';
import { ReadyElement } from './ready-element.js';
import { make } from './stage.js';
import { spelled, statesOf, tagOf, type NamedStory, type StoryModule } from './stories-of.js';
import { code, tableOf } from './tables.js';

interface Outline {
  readonly part: Element;
  readonly box: HTMLElement;
}

/**
 * The parts of an element, outlined with their names in as few of its states as show them all, and the tables of what a
 * page can use. Both come from the manifest.
 */
export class StoryAnatomy extends ReadyElement {
  tag = '';
  states: readonly NamedStory[] = [];
  /** The state that each part is drawn in, by the name of the part. */
  readonly drawn = new Map<string, string>();

  readonly #outlines: Outline[] = [];
  readonly #resized = new ResizeObserver(() => this.#place());

  disconnectedCallback(): void {
    this.#resized.disconnect();
  }

  protected async begin(): Promise<void> {
    const element = await manifestElement(this.tag);
    this.append(make('h1', { textContent: `<${this.tag}>` }));
    const names = (element.cssParts ?? []).map(({ name }) => name);
    for (const state of this.states)
      if (names.some((name) => !this.drawn.has(name))) await this.#drawState(state, names);
    this.append(...this.#tables(element));
    await settled(this);
    this.#place();
    (deepFocus() as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
  }

  /** Keeps the state where it shows a part that is not drawn yet. */
  async #drawState({ name: state, story, args }: NamedStory, names: readonly string[]): Promise<void> {
    const stage = story.render(args);
    const caption = make('figcaption', {}, make('strong', { textContent: spelled(state) }));
    const figure = make('figure', {}, caption, stage);
    this.append(figure);
    await readyInSight(stage);
    await settled(stage);
    sessionStorage.clear();
    const found = names.filter((name) => !this.drawn.has(name) && seenPart(stage, name));
    if (found.length === 0) {
      figure.remove();
      return;
    }
    for (const name of found) {
      this.drawn.set(name, state);
      const box = make(
        'div',
        { className: 'outline', ariaHidden: 'true' },
        make('span', { textContent: name }),
      );
      this.#outlines.push({ part: seenPart(stage, name)!, box });
      figure.append(box);
    }
    this.#resized.observe(figure);
  }

  #place(): void {
    for (const { part, box } of this.#outlines) {
      const around = box.parentElement!.getBoundingClientRect();
      const { left, top, width, height } = part.getBoundingClientRect();
      Object.assign(box.style, {
        left: `${left - around.left - box.parentElement!.clientLeft}px`,
        top: `${top - around.top - box.parentElement!.clientTop}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
    }
  }

  #tables({ cssParts = [], slots = [], cssStates = [], events = [], cssProperties = [] }: ManifestElement) {
    const drawnIn = (name: string): string => spelled(this.drawn.get(name) ?? 'Not in these states');
    return [
      ...tableOf(
        'Parts',
        ['Part', 'What it is', 'Outlined in'],
        cssParts.map(({ name, description = '' }) => [code(`::part(${name})`), description, drawnIn(name)]),
      ),
      ...tableOf(
        'Slots',
        ['Slot', 'What goes there'],
        slots.map(({ name, description = '' }) => [name ? code(name) : 'The element’s content', description]),
      ),
      ...tableOf(
        'States',
        ['State', 'When'],
        cssStates.map(({ name, description = '' }) => [code(`:state(${name})`), description]),
      ),
      ...tableOf(
        'Events',
        ['Event', 'When'],
        events
          .filter(({ name, description }) => name && description)
          .map(({ name, description = '' }) => [code(name), description]),
      ),
      ...tableOf(
        'Custom properties',
        ['Property', 'What it is'],
        cssProperties.map(({ name, description = '' }) => [code(name), description]),
      ),
    ];
  }
}

/** The first thing with this part that is to be seen, in the element or in those inside of it. */
function seenPart(place: Element | ShadowRoot, name: string): Element | undefined {
  for (const each of deepElements(place)) {
    const { width, height } = each.getBoundingClientRect();
    const has = each.getAttribute('part')?.split(' ').includes(name);
    if (has && width > 0 && height > 0) return each;
    const inner = each.shadowRoot && innerName(each, name);
    const found = inner && seenPart(each.shadowRoot, inner);
    if (found) return found;
  }
  return undefined;
}

/** What an element inside calls the part that it hands on under this name. */
function innerName(element: Element, name: string): string | undefined {
  const pairs = element.getAttribute('exportparts')?.split(',') ?? [];
  const pair = pairs
    .map((text) => text.split(':').map((word) => word.trim()))
    .find(([, outer]) => outer === name);
  return pair?.[0];
}

declare global {
  interface HTMLElementTagNameMap {
    'story-anatomy': StoryAnatomy;
  }
}

/** The anatomy of the element that these files of stories are about. */
export function anatomyOf(...modules: readonly [StoryModule, ...StoryModule[]]): StoryAnatomy {
  if (!customElements.get('story-anatomy')) customElements.define('story-anatomy', StoryAnatomy);
  return make('story-anatomy', { tag: tagOf(modules[0]), states: modules.flatMap(statesOf) });
}
