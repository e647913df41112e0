/** The main screens in every language, on 320 px and with texts twice as large: nothing sticks out, nothing is cut. */
import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { languageTags } from '../../src/define/languages.js';
import { nearestLanguage, textsOf } from '../../src/locales/languages.js';
import { deepElements, deepText } from '../support/page.js';
import { FILES, storiesOf } from './all-stories.js';
import { isMeasuring } from './measuring.js';
import { NARROW, overflowing } from './narrow.js';
import { clearStory, closeStoriesPage, openStoriesPage, showStory, speak } from './stories-page.js';

/** Those with the longest texts. */
const SCREENS: Readonly<Record<string, readonly string[]>> = {
  'mfa-challenge.stories': ['Choosing', 'Unusable', 'NoPasskeyHere', 'NeededSoon', 'SetUpOptional'],
  'mfa-otp-request.stories': ['Idle', 'NumberIncomplete', 'Wait'],
  'mfa-otp-verify.stories': ['Ready', 'Expired', 'Blocked'],
  'mfa-passkey.stories': ['ReadyToCreate', 'Unavailable', 'Naming', 'WrongDomain'],
  'mfa-recovery-codes.stories': ['Asking', 'Shown', 'SomeUsed'],
  'mfa-security-questions.stories': ['WrongAnswers', 'SetUp'],
  'mfa-settings.stories': ['Ready', 'Empty', 'Renaming', 'Removing', 'LastOne'],
  'mfa-totp-enroll.stories': ['Naming', 'Pairing', 'Activated'],
  'mfa-trusted-devices.stories': ['Ready', 'AskingForAll'],
};
const root = document.documentElement;

describe('every language on 320 px', () => {
  before(openStoriesPage);
  after(closeStoriesPage);
  before(async () => {
    await Promise.all(languageTags.map((tag) => textsOf(nearestLanguage(tag)!)));
    if (isMeasuring) await setViewport(NARROW);
  });
  after(() => isMeasuring && setViewport({ width: 800, height: 600 }));
  afterEach(() => {
    clearStory();
    root.style.fontSize = '';
  });

  it('would notice a word that sticks out of its box', () => {
    const stage = document.createElement('div');
    stage.innerHTML = '<p class="box"><b>Wiederherstellungscode</b></p>';
    document.body.append(stage);
    const box = stage.querySelector<HTMLElement>('.box')!;
    expect(cut(stage)).to.deep.equal([]);
    box.style.width = '2em';
    expect(cut(stage)).to.deep.equal(['b[]: Wiederherstellungscode']);
  });

  for (const [file, names] of isMeasuring ? Object.entries(SCREENS) : [])
    for (const name of names)
      it(`${file}: ${name}`, async () => {
        const { stage } = await showStory(storiesOf(FILES[file]!).find((story) => story.name === name)!);
        stage.style.maxWidth = `${NARROW.width}px`;
        const english = deepText(stage);
        for (const tag of languageTags.filter((other) => other !== 'en')) {
          await speak(tag, stage);
          expect(inEnglish(stage), tag).to.deep.equal([]);
          expect(deepText(stage), tag).not.to.equal(english);
          for (const fontSize of ['100%', '200%']) {
            root.style.fontSize = fontSize;
            expect([...overflowing(stage), ...cut(stage)], `${tag}, texts of ${fontSize}`).to.deep.equal([]);
          }
        }
      });
});

/** What says that it speaks English, because it could not speak as the page does. */
function inEnglish(stage: Element): string[] {
  return [...deepElements(stage)].filter(({ attributes }) => attributes.getNamedItem('lang')).map(nameOf);
}

/** Words that stick out of the box that they are in. What is for ears only is in a box of one pixel. */
function cut(stage: Element): string[] {
  const range = document.createRange();
  return [...deepElements(stage)].flatMap((element) => {
    const box = boxOf(element);
    const edge = box.getBoundingClientRect();
    if (edge.width <= 1) return [];
    return [...element.childNodes]
      .filter((node) => node instanceof Text && node.data.trim() !== '')
      .filter((text) => {
        range.selectNodeContents(text);
        return [...range.getClientRects()].some(
          ({ left, right, bottom }) =>
            left < edge.left - 1 ||
            right > edge.right + 1 ||
            (getComputedStyle(box).overflowY !== 'visible' && bottom > edge.bottom + 1),
        );
      })
      .map((text) => `${nameOf(element)}: ${text.textContent}`);
  });
}

/** The nearest element that has a width of its own. */
function boxOf(element: Element): Element {
  let box = element;
  while (/inline$|contents/.test(getComputedStyle(box).display) && box.parentElement) box = box.parentElement;
  return box;
}

function nameOf(element: Element): string {
  return `${element.localName}[${element.getAttribute('part') ?? element.className}]`;
}
