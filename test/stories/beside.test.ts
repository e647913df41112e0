/** Each theme has the measures and colours that its design system has, by that one's own style sheets and elements. */
import { expect } from 'chai';
import * as pages from '../../stories/themes-beside.stories.js';
import type { StoryBeside } from '../../stories/support/beside.js';
import type { Theme } from '../../stories/support/looks.js';
import { deepElements, until } from '../support/page.js';
import { clearStory, closeStoriesPage, openStoriesPage } from './stories-page.js';

/** What is compared: where it is in the original, through its shadow roots; our part; and in what. */
type Pair = readonly [original: readonly string[], part: string, properties: readonly Property[]];
type Property = 'height' | keyof typeof READ;

const READ = {
  background: 'backgroundColor',
  color: 'color',
  border: 'borderTopWidth',
  'border colour': 'borderTopColor',
  corner: 'borderTopLeftRadius',
  size: 'fontSize',
  weight: 'fontWeight',
  padding: 'paddingInlineStart',
} as const satisfies Record<string, keyof CSSStyleDeclaration>;

const BUTTON = ['height', 'background', 'color', 'size', 'weight', 'padding'] as const;
const FIELD = ['height', 'background', 'border', 'corner', 'size', 'padding'] as const;
const TEXT = ['color', 'size', 'weight'] as const;

/** Left out is what would break WCAG (1.4.3 and 1.4.11): some of the originals have borders and texts that are too faint. */
const PAIRS: Readonly<Record<Theme, readonly Pair[]>> = {
  material: [
    [['md-filled-button', '.background'], 'button-primary', ['height', 'background']],
    [['md-filled-button', 'button'], 'button-primary', TEXT],
    [['md-outlined-button', '.outline'], 'button-secondary', ['height', 'border', 'border colour']],
    [['md-outlined-button', 'button'], 'button-secondary', TEXT],
    [['md-text-button', 'button'], 'button-link', TEXT],
    [['md-outlined-text-field', 'md-outlined-field', '.container'], 'input', ['height', 'corner', 'size']],
    [['md-outlined-text-field', 'md-outlined-field', '.resting'], 'field-label', TEXT],
    [['md-outlined-text-field', 'md-outlined-field', '.supporting-text'], 'hint', TEXT],
  ],
  bootstrap: [
    [['.btn-primary'], 'button-primary', [...BUTTON, 'corner']],
    [
      ['.btn-outline-secondary'],
      'button-secondary',
      ['height', 'padding', 'corner', 'border', 'border colour'],
    ],
    [['.btn-danger'], 'button-danger', [...BUTTON, 'corner']],
    [['#code'], 'input', FIELD],
    [['#wrong'], 'invalid', [...FIELD, 'border colour']],
    [['label'], 'field-label', TEXT],
    [['.form-text'], 'hint', ['size', 'weight']],
    [['.invalid-feedback'], 'fault', ['color', 'size']],
  ],
  govuk: [
    [['.govuk-button'], 'button-primary', [...BUTTON, 'corner']],
    [['.govuk-button--secondary'], 'button-secondary', [...BUTTON, 'corner']],
    [['.govuk-button--warning'], 'button-danger', [...BUTTON, 'corner']],
    [['#code'], 'input', [...FIELD, 'border colour']],
    [['#wrong'], 'invalid', [...FIELD, 'border colour']],
    [['.govuk-label'], 'field-label', TEXT],
    [['.govuk-hint'], 'hint', TEXT],
    [['.govuk-error-message'], 'fault', TEXT],
    [['.govuk-link'], 'button-link', ['color', 'size']],
  ],
  webawesome: [
    [['wa-button[variant=brand]', '[part~=base]'], 'button-primary', [...BUTTON, 'corner']],
    [['wa-button[appearance=filled]', '[part~=base]'], 'button-secondary', BUTTON],
    [['wa-button[variant=danger]', '[part~=base]'], 'button-danger', [...BUTTON, 'corner']],
    [['wa-input', '[part~=base]'], 'input', FIELD],
    [['wa-input', 'label'], 'field-label', TEXT],
    [['wa-input', '[part~=hint]'], 'hint', TEXT],
    [['a'], 'button-link', ['color', 'size']],
  ],
};
const STORIES = {
  material: pages.Material,
  bootstrap: pages.Bootstrap,
  govuk: pages.GovUk,
  webawesome: pages.WebAwesome,
};

describe('themes beside the original', () => {
  before(openStoriesPage);
  after(closeStoriesPage);
  afterEach(clearStory);

  for (const [theme, story] of Object.entries(STORIES))
    it(theme, async () => {
      const beside = story.render() as StoryBeside;
      document.body.append(beside);
      await beside.ready;
      await until(() => ![...deepElements(beside)].some(isOnTheWay));
      const differing = PAIRS[theme as Theme].flatMap(([path, part, properties]) => {
        const original = find(beside.original!, path);
        const ours = [...deepElements(beside.lastElementChild!)].find(
          (element) => element.matches(`[part~=${part}]`) && element.checkVisibility(),
        );
        if (!original || !ours) return [`${part}: ${original ? 'ours is' : 'the original is'} not there`];
        return properties
          .filter((property) => !isAlike(property, original, ours))
          .map((name) => `${part}, ${name}: ${read(name, original)} and ours ${read(name, ours)}`);
      });
      expect(differing).to.deep.equal([]);
    });
});

/** A sheet that has just come lets colours fade in. */
function isOnTheWay(element: Element): boolean {
  return element.getAnimations().some((animation) => animation instanceof CSSTransition);
}

function find(root: ShadowRoot, path: readonly string[]): Element | null {
  let at: ParentNode | null | undefined = root;
  let found: Element | null = null;
  for (const selector of path) {
    found = at?.querySelector(selector) ?? null;
    at = found?.shadowRoot;
  }
  return found;
}

function read(property: Property, element: Element): string {
  if (property === 'height') return `${Math.round(element.getBoundingClientRect().height)}px`;
  const value = getComputedStyle(element)[READ[property]];
  return property === 'background' && value === 'rgba(0, 0, 0, 0)' ? 'none' : value;
}

/** Lengths by two pixels: where lines are counted otherwise. Fully rounded is fully rounded. */
function isAlike(property: Property, original: Element, ours: Element): boolean {
  const [a, b] = [read(property, original), read(property, ours)];
  if (!a.endsWith('px') || !b.endsWith('px')) return a === b;
  return Math.abs(parseFloat(a) - parseFloat(b)) <= 2;
}
