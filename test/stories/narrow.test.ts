/** In a frame: its width is that of a window for all that is inside, and not each engine's driver can make one narrow. */
import { expect } from 'chai';
import { until } from '../support/page.js';
import { FILES, storiesOf } from './all-stories.js';
import { NARROW } from './narrow.js';
import type { StoryPage } from './show-story.js';

const NO_STYLE = { fontSize: '', lineHeight: '', letterSpacing: '', wordSpacing: '' };

/** What a person may do to texts (WCAG 2.2, 1.4.4 and 1.4.12), by what it does to the page. */
const TEXTS = {
  'as they are': {},
  'twice as large': { fontSize: '200%' },
  'spaced out': { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' },
};

describe('stories on 320 px', () => {
  const frame = Object.assign(document.createElement('iframe'), { src: '/test/stories/story-page.html' });
  let page: StoryPage;
  before(async () => {
    frame.style.cssText = `width: ${NARROW.width}px; height: ${NARROW.height}px; border: 0`;
    document.body.append(frame);
    page = await until(() => frame.contentWindow?.storyPage);
    expect(frame.contentWindow!.innerWidth).to.equal(NARROW.width);
  });
  after(() => frame.remove());

  it('would notice what sticks out', async () => {
    await page.show('mfa-otp-verify.stories', 'Ready');
    expect(await page.overflowing({ fontSize: '1000%' })).to.not.deep.equal([]);
    expect(await page.overflowing(NO_STYLE)).to.deep.equal([]);
  });

  for (const [file, module] of Object.entries(FILES)) {
    describe(file, () => {
      for (const { name } of storiesOf(module)) {
        it(name, async () => {
          await page.show(file, name);
          for (const direction of ['ltr', 'rtl']) {
            await page.wear({ direction });
            for (const [texts, style] of Object.entries(TEXTS))
              expect(
                await page.overflowing({ ...NO_STYLE, ...style }),
                `${direction}, texts ${texts}`,
              ).to.deep.equal([]);
          }
          await page.overflowing(NO_STYLE);
        });
      }
    });
  }
});
