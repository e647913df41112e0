import { expect } from 'chai';
import { settled } from '../support/page.js';
import { FILES, storiesOf } from './all-stories.js';
import { canResize, NARROW, overflowing, resize, USUAL } from './narrow.js';
import { clearStory, closeStoriesPage, openStoriesPage, setLook, showStory } from './stories-page.js';

const NO_STYLE = { fontSize: '', lineHeight: '', letterSpacing: '', wordSpacing: '' };

/** What a person may do to texts (WCAG 2.2, 1.4.4 and 1.4.12), by what it does to the page. */
const TEXTS: Readonly<Record<string, Partial<CSSStyleDeclaration>>> = {
  'as they are': {},
  'twice as large': { fontSize: '200%' },
  'spaced out': { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' },
};

/** As wide as the window lets them be, whatever their place: dialogs, what opens over the page, steps side by side. */
const BY_WINDOW =
  /^(mfa-confirm\.stories |mfa-phone-input\.stories (NothingFound|Searching)$|mfa-settings\S* (AddAnApp|Adding)$)/;

describe('stories on 320 px', () => {
  before(openStoriesPage);
  after(closeStoriesPage);
  before(() => resize(NARROW));
  after(() => resize(USUAL));
  afterEach(() => {
    clearStory();
    Object.assign(document.documentElement.style, NO_STYLE);
  });

  for (const [file, module] of Object.entries(FILES)) {
    describe(file, () => {
      for (const story of storiesOf(module)) {
        if (!canResize && BY_WINDOW.test(`${file} ${story.name}`)) continue;
        it(story.name, async () => {
          const { stage } = await showStory(story);
          // Where the window could not be made narrow, the place is.
          stage.style.maxWidth = `${NARROW.width}px`;
          for (const dir of ['ltr', 'rtl']) {
            await setLook('light', dir, stage);
            for (const [texts, style] of Object.entries(TEXTS)) {
              Object.assign(document.documentElement.style, NO_STYLE, style);
              await settled(stage);
              expect(overflowing(stage), `${dir}, texts ${texts}`).to.deep.equal([]);
            }
          }
        });
      }
    });
  }
});
