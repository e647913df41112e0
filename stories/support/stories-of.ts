import type { Scene, SceneStory } from './story.js';

/** A file of stories, as it is imported. */
export type StoryModule = Readonly<Record<string, unknown>>;

export interface NamedStory {
  readonly name: string;
  readonly story: SceneStory;
  readonly scene: Scene;
  /** What Storybook's controls start with. */
  readonly args: Record<string, unknown>;
}

/** The stories of a file, in their order. Storybook's build adds an export of its own. */
export function storiesOf(module: StoryModule): NamedStory[] {
  return Object.entries(module)
    .filter(([name]) => name !== 'default' && !name.startsWith('__'))
    .map(([name, value]) => {
      const story = value as SceneStory;
      return { name, story, scene: story.parameters.scene, args: { ...story.args } };
    });
}

/** Those in which the element reaches a state of its own: all but the playground. */
export function statesOf(module: StoryModule): NamedStory[] {
  return storiesOf(module).filter(({ scene }) => scene.status ?? scene.states);
}

/** The tag of the element that a file of stories is about. */
export function tagOf(module: StoryModule): string {
  return (module.default as { component: string }).component;
}

/** `TooManyAttempts` as `Too many attempts`. */
export function spelled(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
