/** A page that shows one story after the other, for who looks at it from outside. */
import { wear, type Look } from '../../stories/support/looks.js';
import type { StoryStage } from '../../stories/support/stage.js';
import { deepElements, settled } from '../support/page.js';
import { overflowing } from './narrow.js';
import { FILES, storiesOf } from './all-stories.js';
import { clearStory, openStoriesPage, showStory, speak } from './stories-page.js';

/** What a page can set: a look, and the language that it speaks. */
export interface PageLook extends Partial<Look> {
  language?: string;
}

/** What the page offers. */
export interface StoryPage {
  /** The names of the stories of a file: those of a status, or all of an element that has none. */
  names(file: string): string[];
  /** Every story there is. */
  all(): [file: string, name: string][];
  show(file: string, name: string, look?: PageLook): Promise<void>;
  /** Has what is shown wear a look. */
  wear(look: Partial<Look>): Promise<void>;
  /** What moves in it, by the names of properties. What only fades does not move. */
  moving(): string[];
  /** What of it is wider than its place, with these styles on the page. */
  overflowing(style: Partial<CSSStyleDeclaration>): Promise<string[]>;
}
declare global {
  interface Window {
    storyPage?: StoryPage;
  }
}

const OF_A_FRAME = ['offset', 'computedOffset', 'easing', 'composite'];
const stage = (): StoryStage => document.querySelector('story-stage')!;
const ofFile = (file: string): ReturnType<typeof storiesOf> => storiesOf(FILES[file] ?? {});

await openStoriesPage();
window.storyPage = {
  names(file) {
    const all = ofFile(file);
    const ofStatus = all.filter(({ scene }) => scene.status);
    return (ofStatus.length > 0 ? ofStatus : all).map(({ name }) => name);
  },
  all: () =>
    Object.keys(FILES).flatMap((file) => ofFile(file).map(({ name }): [string, string] => [file, name])),
  async wear(look) {
    await wear(look);
    await settled(stage());
  },
  async overflowing(style) {
    Object.assign(document.documentElement.style, style);
    await settled(stage());
    return overflowing(stage());
  },
  moving() {
    const animations = [...deepElements(document.body)].flatMap((element) =>
      element.getAnimations({ subtree: true }),
    );
    const properties = animations.flatMap(({ effect }) =>
      (effect as KeyframeEffect).getKeyframes().flatMap((frame) => Object.keys(frame)),
    );
    return [...new Set(properties)].filter((name) => !OF_A_FRAME.includes(name) && name !== 'opacity');
  },
  async show(file, name, { language = 'en', ...look } = {}) {
    clearStory();
    await showStory(ofFile(file).find((story) => story.name === name)!);
    await speak(language, stage());
    await this.wear({ direction: document.documentElement.dir, ...look });
  },
};
