import { expect } from 'chai';
import { FILES, storiesOf } from './all-stories.js';
import { clearStory, closeStoriesPage, openStoriesPage, showStory } from './stories-page.js';
import { deepElements } from '../support/page.js';

describe('the parts of what is inside', () => {
  before(openStoriesPage);
  after(closeStoriesPage);
  afterEach(clearStory);

  for (const file of ['mfa-challenge.stories', 'mfa-settings.stories', 'mfa-totp-enroll.stories'] as const)
    for (const story of storiesOf(FILES[file]!))
      it(`reach the page in ${file}, ${story.name}`, async () => {
        const { element } = await showStory(story);
        expect(hidden(element)).to.deep.equal([]);
      });
});

/** The parts that a page cannot reach through the element. */
function hidden(outer: Element): string[] {
  const found = new Set<string>();
  for (const element of deepElements(outer))
    for (const name of element.part)
      if (!reaches(element, name, outer)) found.add(`${name} in ${hostOf(element)?.localName ?? 'nothing'}`);
  return [...found];
}

/** Whether a part gets out of each shadow root up to that of the outer element, under any name. */
function reaches(element: Element, name: string, outer: Element): boolean {
  const host = hostOf(element);
  if (!host || host === outer) return true;
  const names = (host.getAttribute('exportparts') ?? '')
    .split(',')
    .map((pair) => pair.split(':').map((word) => word.trim()));
  return names.some(([inner, outside = inner]) => inner === name && reaches(host, outside!, outer));
}

function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}
