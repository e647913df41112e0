import { expect } from 'chai';
import * as pages from '../../stories/all-states.stories.js';
import type { StoryGallery } from '../../stories/support/gallery.js';
import { CONTRASTS, DENSITIES, SCHEMES, THEMES, wear, type Look } from '../../stories/support/looks.js';
import { tagOf } from '../../stories/support/stories-of.js';
import { settled } from '../support/page.js';
import { FILES } from './all-stories.js';
import { LOOK_RULES, violations, violationsOf } from './axe-rules.js';
import { isMeasuring } from './measuring.js';
import { clearStory, closeStoriesPage, expectScene, openStoriesPage } from './stories-page.js';

/** Each state was made to be alone on a page. */
const ONE_PAGE_RULES = ['landmark-unique', 'heading-order'];
/** Its states are a modal dialog, of which a page has one at a time. */
const ONE_AT_A_TIME = 'mfa-confirm';
/** The box that has the focus, which one page has one of. */
const NEEDS_FOCUS = 'active';

describe('pages of all states', () => {
  before(openStoriesPage);
  after(closeStoriesPage);
  afterEach(clearStory);

  const { default: _, ...named } = pages;

  it('there is one for each element with stories', () => {
    const elements = Object.keys(FILES)
      .filter((file) => /^mfa-[a-z-]+\.stories$/.test(file))
      .map((file) => tagOf(FILES[file]!))
      .filter((tag) => tag !== ONE_AT_A_TIME);
    const shown = Object.keys(named).map((name) => name.replace(/(?<!^)(?=[A-Z])/g, '-').toLowerCase());
    expect(shown.sort()).to.deep.equal(elements.sort());
  });

  for (const [name, story] of Object.entries(named)) {
    it(name, async () => {
      const gallery = story.render() as StoryGallery;
      document.body.append(gallery);
      await gallery.ready;
      expect(gallery.states.length).to.be.greaterThan(1);
      // The states are as their stories have them, though they are side by side.
      const stages = [...gallery.querySelectorAll('story-stage')];
      for (const [index, { scene, ...state }] of gallery.states.entries()) {
        const parts = scene.parts?.filter((part) => part !== NEEDS_FOCUS) ?? [];
        expectScene({ ...state, scene: { ...scene, parts } }, await stages[index]!.ready);
      }
      expect(await violations(gallery, ONE_PAGE_RULES)).to.deep.equal([]);
      for (const look of isMeasuring ? looks() : []) {
        await wear(look);
        await settled(gallery);
        expect(await violationsOf(gallery, LOOK_RULES), Object.values(look).join()).to.deep.equal([]);
      }
    }).timeout(120_000);
  }
});

/** Every scheme with each theme, and with each contrast where there is none; every density with each of those. */
function looks(): Partial<Look>[] {
  const themed = THEMES.filter(({ value }) => value !== 'plain').map(({ value: theme }) => ({ theme }));
  const plain = CONTRASTS.map(({ value: contrast }) => ({ contrast }));
  return [...plain, ...themed].flatMap((look, row) =>
    SCHEMES.map(({ value: scheme }, column) => {
      const { value: density } = DENSITIES[(row + column) % DENSITIES.length]!;
      return { ...look, scheme, density };
    }),
  );
}
