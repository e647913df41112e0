import { expect } from 'chai';
import { setViewport } from '@web/test-runner-commands';
import { deepElements, settled } from '../support/page.js';
import { FILES, storiesOf } from './all-stories.js';
import { clearStory, closeStoriesPage, openStoriesPage, setLook, showStory } from './stories-page.js';

const NARROW = { width: 320, height: 640 };
const NO_STYLE = { fontSize: '', lineHeight: '', letterSpacing: '', wordSpacing: '' };
const USUAL = { width: 800, height: 600 };

/** What a person may do to texts (WCAG 2.2, 1.4.4 and 1.4.12), by what it does to the page. */
const TEXTS: Readonly<Record<string, Partial<CSSStyleDeclaration>>> = {
  'as they are': {},
  'twice as large': { fontSize: '200%' },
  'spaced out': { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' },
};

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

/** The driver of WebKit cannot do it. */
async function resize(size: typeof NARROW): Promise<void> {
  const isWebKit = /AppleWebKit\/(?!.*Chrome)/.test(navigator.userAgent);
  if (!isWebKit) await setViewport(size);
}

/** What is wider than its place, or sticks out of the page. */
function overflowing(stage: HTMLElement): string[] {
  const edge = stage.getBoundingClientRect();
  const found: string[] = [];
  if (stage.scrollWidth > stage.clientWidth) found.push(`the stage: ${stage.scrollWidth} px`);
  for (const element of deepElements(stage)) {
    const { position, display } = getComputedStyle(element);
    // What is for ears only and what lies behind the boxes takes no room; what is inline has no width of its own.
    if (position === 'absolute' || display === 'inline' || element instanceof SVGElement) continue;
    const { left, right, width } = element.getBoundingClientRect();
    const sticksOut = right > edge.right + 0.5 || left < edge.left - 0.5;
    if (width > 0 && sticksOut) found.push(`${nameOf(element)}: ${Math.round(width)} px`);
  }
  return found;
}

function nameOf(element: Element): string {
  return `${element.localName}[${element.getAttribute('part') ?? element.className}]`;
}
