import { deepFocus, settled } from '../../test/support/page.js';
import { readyInSight } from './in-sight.js';
import { ReadyElement } from './ready-element.js';
import { make } from './stage.js';
import { spelled, statesOf, type NamedStory, type StoryModule } from './stories-of.js';

/** Every state of an element side by side, each under its name. */
export class StoryGallery extends ReadyElement {
  states: readonly NamedStory[] = [];

  /** One after the other: elements move the focus and remember a challenge, and each was made to be alone. */
  protected async begin(): Promise<void> {
    for (const { name, story, args, scene } of this.states) {
      const caption = make('figcaption', {}, make('strong', { textContent: spelled(name) }));
      if (scene.status) caption.append(' ', make('code', { textContent: scene.status }));
      const stage = story.render(args);
      this.append(make('figure', { id: `state-${name}` }, caption, stage));
      await readyInSight(stage);
      sessionStorage.clear();
    }
    await settled(this);
    (deepFocus() as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'story-gallery': StoryGallery;
  }
}

/** A page of all states of the element that these files of stories are about. */
export function galleryOf(...modules: readonly StoryModule[]): StoryGallery {
  if (!customElements.get('story-gallery')) customElements.define('story-gallery', StoryGallery);
  return make('story-gallery', { states: modules.flatMap(statesOf) });
}
