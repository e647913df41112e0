import { expect } from 'chai';
import * as anatomies from '../../stories/anatomy.stories.js';
import type { StoryAnatomy } from '../../stories/support/anatomy.js';
import { manifestElement, type ManifestElement } from '../../stories/support/manifest.js';
import { AllTokens } from '../../stories/tokens.stories.js';
import { violationsOf, LOOK_RULES } from './axe-rules.js';
import { clearStory, closeStoriesPage, openStoriesPage } from './stories-page.js';

/** Parts that no story shows yet: of waits, and of what a person did a moment ago. The list may only become shorter. */
const UNSEEN: Readonly<Record<string, readonly string[]>> = {
  MfaChallenge: ['reset', 'wait'],
  MfaRecoveryCodes: ['note', 'wait', 'restart'],
  MfaSecurityQuestions: ['proof'],
  MfaTotpEnroll: ['copy-note', 'expiry-hint'],
  MfaTrustedDevices: ['wait'],
};

type DocumentedPart = NonNullable<ManifestElement['cssParts']>[number];

/** Other parts are documented once for all elements that may have them, and not each has every one. */
function isOwn(part: DocumentedPart): boolean {
  return !('inheritedFrom' in part);
}

describe('pages for designers', () => {
  before(openStoriesPage);
  after(closeStoriesPage);
  afterEach(clearStory);

  const { default: _, ...named } = anatomies;
  const shared = new Set<string>();
  const sharedDrawn = new Set<string>();

  for (const [name, story] of Object.entries(named)) {
    it(`every part of ${name} is outlined where it is`, async () => {
      const anatomy = story.render() as StoryAnatomy;
      document.body.append(anatomy);
      await anatomy.ready;
      const { cssParts = [] } = await manifestElement(anatomy.tag);
      const isDrawn = (part: string): boolean => anatomy.drawn.has(part);
      const names = (parts: readonly DocumentedPart[]): string[] => parts.map((part) => part.name);
      const own = names(cssParts.filter(isOwn));
      expect(
        own.filter((part) => !isDrawn(part)),
        'parts that no story shows',
      ).to.deep.equal(UNSEEN[name] ?? []);
      for (const part of names(cssParts.filter((each) => !isOwn(each)))) {
        shared.add(part);
        if (isDrawn(part)) sharedDrawn.add(part);
      }
      const boxes = [...anatomy.querySelectorAll('.outline')];
      expect(boxes.length).to.equal(names(cssParts).filter(isDrawn).length);
      for (const box of boxes) {
        const { width, height } = box.getBoundingClientRect();
        expect(width > 0 && height > 0, box.textContent).to.equal(true);
      }
    }).timeout(120_000);
  }

  it('what elements share is outlined in one of them', () => {
    expect([...shared].filter((part) => !sharedDrawn.has(part))).to.deep.equal([]);
    expect(shared.size).to.be.greaterThan(20);
  });

  it('tokens have swatches in the colours that the elements have', async () => {
    const table = AllTokens.render();
    document.body.append(table);
    await table.ready;
    const swatches = [...table.querySelectorAll<HTMLElement>('.swatch')];
    expect(swatches.length).to.be.greaterThan(6);
    for (const swatch of swatches)
      expect(getComputedStyle(swatch).backgroundColor).not.to.equal('rgba(0, 0, 0, 0)');
    table.style.setProperty('--mfa-color-accent', 'rgb(1, 2, 3)');
    const colors = swatches.map((swatch) => getComputedStyle(swatch).backgroundColor);
    expect(colors).to.include('rgb(1, 2, 3)');
    expect(await violationsOf(table, LOOK_RULES)).to.deep.equal([]);
  });
});
