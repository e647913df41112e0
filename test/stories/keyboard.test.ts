/**
 * Every control of every status is a stop of the Tab key, in the order in which it is read, each with a line around it;
 * the last one leads out, and the same way leads back. What the keys do at each stop is tested with its element.
 */
import { expect } from 'chai';
import { keys } from '../support/keys.js';
import { aTask, deepFocus } from '../support/page.js';
import { FILES, storiesOf } from './all-stories.js';
import { clearStory, closeStoriesPage, openStoriesPage, showStory } from './stories-page.js';

const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
/** A modal dialog holds the focus: the own test of that element goes round in it. */
const ELEMENTS = /^mfa-(?!confirm)/;

describe('the Tab key leads to every control of each status in the order of reading, and back', () => {
  before(openStoriesPage);
  after(closeStoriesPage);
  afterEach(clearStory);

  for (const [file, module] of Object.entries(FILES).filter(([name]) => ELEMENTS.test(name))) {
    describe(file, () => {
      for (const story of storiesOf(module).filter(({ scene }) => scene.status)) {
        it(story.name, async () => {
          const { stage } = await showStory(story);
          const [start, end] = [button('before'), button('after')];
          stage.before(start);
          stage.after(end);
          const controls = await controlsAtRest(stage);
          start.focus();
          const names = controls.map(nameOf);
          expect(await stops('Tab', names.length + 1)).to.deep.equal([...names, nameOf(end)]);
          expect(await stops('Shift+Tab', names.length + 1)).to.deep.equal([
            ...names.reverse(),
            nameOf(start),
          ]);
        });
      }
    });
  }
});

/** Where the key leads to when it is pressed so often, each place with what is wrong with it. */
async function stops(key: string, times: number): Promise<string[]> {
  const places: string[] = [];
  const note = ({ key }: KeyboardEvent): void => {
    if (key === 'Shift') return;
    const on = deepFocus();
    places.push(on ? `${nameOf(on)}${isLined(on) ? '' : ', without a line'}` : 'nowhere');
  };
  addEventListener('keyup', note, { capture: true });
  await keys(key, times);
  removeEventListener('keyup', note, { capture: true });
  return places;
}

function button(id: string): HTMLElement {
  return Object.assign(document.createElement('button'), { id });
}

/** The controls, once they stay the same: lists may be on their way still. */
async function controlsAtRest(root: Element): Promise<Element[]> {
  let before: Element[] = [];
  let now = controlsIn(root);
  while (String(before.map(nameOf)) !== String(now.map(nameOf))) {
    for (let task = 0; task < 5; task++) await aTask();
    [before, now] = [now, controlsIn(root)];
  }
  return now;
}

/** Controls that can be used, in the order of what is seen: slots lead to what lies in them. Of a group of radios one is a stop. */
function controlsIn(root: Element): Element[] {
  return [...flatTree(root)].filter(
    (element) =>
      element.matches(CONTROLS) &&
      !element.matches(':disabled, [tabindex="-1"]') &&
      element.checkVisibility({ visibilityProperty: true }) &&
      !isOtherRadio(element),
  );
}

function* flatTree(node: Element): Generator<Element> {
  yield node;
  const children =
    node instanceof HTMLSlotElement && node.assignedElements().length > 0
      ? node.assignedElements()
      : (node.shadowRoot ?? node).children;
  for (const child of children) yield* flatTree(child);
}

function isOtherRadio(element: Element): boolean {
  return element instanceof HTMLInputElement && element.type === 'radio' && !element.checked;
}

/** Of the code field the element around it draws the line, of a choice what is around it and its words. */
function isLined(element: Element): boolean {
  if (!element.matches(':focus-visible')) return false;
  const places = [element, element.closest('label'), ...boxesOf(element)];
  return places.some((place) => {
    if (!place) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(place);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  });
}

function boxesOf(element: Element): Element[] {
  let slot = element.assignedSlot;
  while (slot?.assignedSlot) slot = slot.assignedSlot;
  const root = slot?.getRootNode();
  return root instanceof ShadowRoot
    ? [...root.querySelectorAll('[part~=boxes], [part~=active], [part~=selected]')]
    : [];
}

function nameOf(element: Element): string {
  return `${element.localName} ${element.getAttribute('part') ?? element.id}: ${element.textContent.trim().replace(/\s+/g, ' ')}`;
}
