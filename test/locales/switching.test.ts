/** A person types, and the page changes its language: every field keeps what is in it, and the place in it. */
import { expect } from 'chai';
import { languageTags } from '../../src/define/languages.js';
import { directionOf } from '../../src/locales/format-value.js';
import { nearestLanguage, textsOf } from '../../src/locales/languages.js';
import { FILES, storiesOf } from '../stories/all-stories.js';
import { clearStory, closeStoriesPage, openStoriesPage, showStory } from '../stories/stories-page.js';
import { keys, type } from '../support/keys.js';
import { aTask, deepElements, deepFocus, deepText, settled } from '../support/page.js';

/** The screens with something to type, by what is typed there. */
const FIELDS: readonly (readonly [what: string, file: string, name: string])[] = [
  ['a code', 'mfa-otp-verify.stories', 'Ready'],
  ['a code from an app', 'mfa-totp-enroll.stories', 'Pairing'],
  ['a recovery code', 'mfa-challenge.stories', 'RecoveryCode'],
  ['a phone number', 'mfa-otp-request.stories', 'TypedNumber'],
  ['an e-mail address', 'mfa-otp-request.stories', 'TypedAddress'],
  ['the name of a device', 'mfa-totp-enroll.stories', 'Naming'],
  ['the name of a passkey', 'mfa-passkey.stories', 'Naming'],
  ['a new name', 'mfa-settings.stories', 'Renaming'],
  ['a password', 'mfa-settings.stories', 'Proving'],
  ['an answer', 'mfa-security-questions.stories', 'Ready'],
];
const root = document.documentElement;

describe('switching the language while typing', () => {
  before(openStoriesPage);
  after(closeStoriesPage);
  before(() => Promise.all(languageTags.map((tag) => textsOf(nearestLanguage(tag)!))));
  afterEach(() => {
    clearStory();
    root.lang = 'en';
  });

  for (const [what, file, name] of FIELDS)
    it(`loses nothing of ${what}`, async () => {
      const { stage } = await showStory(storiesOf(FILES[file]!).find((story) => story.name === name)!);
      const input = field(stage);
      input.focus();
      input.select();
      await type('123');
      await keys('ArrowLeft');
      const before = [input.value, input.selectionStart];
      const spokenIn = new Map([[wordsIn(stage), writingOf('en')]]);
      const others = languageTags.filter((tag) => tag !== 'en');
      for (const tag of [...others, 'en']) {
        root.lang = tag;
        root.dir = directionOf(tag);
        await aTask();
        await settled(stage);
        const words = wordsIn(stage);
        const writing = writingOf(tag);
        expect(spokenIn.get(words) ?? writing, `what ${tag} says is said in`).to.equal(writing);
        spokenIn.set(words, writing);
        expect([input.value, input.selectionStart], tag).to.deep.equal(before);
        expect(deepFocus() === input, `${tag}: the focus is in the field`).to.equal(true);
      }
      await type('4');
      // In a field of boxes, what is typed takes the place of what is in the box.
      expect(input.value).to.equal(input.inputMode === 'numeric' ? '124' : '1243');
    });
});

/** Without numbers: a time runs out meanwhile. */
const wordsIn = (stage: Element): string => deepText(stage).replace(/\p{N}+/gu, '');

/** Portuguese may be alike on either side of the ocean, no other two are. */
function writingOf(tag: string): string {
  const { language, script } = new Intl.Locale(tag).maximize();
  return `${language}-${script}`;
}

function field(stage: Element): HTMLInputElement {
  for (const each of deepElements(stage))
    if (
      each instanceof HTMLInputElement &&
      !/checkbox|radio|hidden/.test(each.type) &&
      each.checkVisibility()
    )
      return each;
  throw new Error('There is nothing to type in');
}
