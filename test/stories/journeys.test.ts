import { expect } from 'chai';
import * as journeys from '../../stories/journeys.stories.js';
import type { SceneStory } from '../../stories/support/story.js';
import { storiesOf } from '../../stories/support/stories-of.js';
import { clearStory, closeStoriesPage, openStoriesPage } from './stories-page.js';

type PlayContext = Parameters<NonNullable<SceneStory['play']>>[0];

describe('journeys', () => {
  before(openStoriesPage);
  after(closeStoriesPage);
  afterEach(clearStory);

  for (const { name, story, args } of storiesOf(journeys)) {
    it(`${name} can be gone through`, async () => {
      const stage = story.render(args);
      document.body.append(stage);
      const element = await stage.ready;
      const before = element.shadowRoot?.textContent;
      await story.play?.({ canvasElement: document.body } as PlayContext);
      expect(element.shadowRoot?.textContent).not.to.equal(before);
    });
  }
});
