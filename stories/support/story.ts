import type { StoryObj } from '@storybook/web-components-vite';
import type { Scenario } from './scenario.js';
import { defineStage, make, type Setup, type StoryStage } from './stage.js';

/** What a story shows, for Storybook and for the tests alike. */
export interface Scene {
  /** The `status` that the element reaches, for elements that have one. */
  status?: string;
  /** The custom states that the element has, for elements without a status. */
  states?: readonly string[];
  /** Parts that are to be seen, in the element or in those inside of it. */
  parts?: readonly string[];
  setup: Setup;
}

export type SceneStory = StoryObj & {
  render: (args: Record<string, unknown>, context?: { globals: Record<string, unknown> }) => StoryStage;
  parameters: { scene: Scene };
};

/** A story that brings its element into a state by what a person and a server would do. */
export function story(scene: Scene, more: StoryObj = {}): SceneStory {
  return {
    // The page of documentation shows the playground only: states move focus, which belongs to one of them at a time.
    tags: ['!autodocs'],
    ...more,
    parameters: { ...more.parameters, scene },
    render(args) {
      defineStage();
      return make('story-stage', { args, setup: scene.setup });
    },
    async play({ canvasElement }) {
      await canvasElement.querySelector('story-stage')?.ready;
    },
  };
}

/** The story with controls for all properties, whose backend does what the toolbar says. `code` is what a page would write. */
export function playground(setup: Setup, code: string, args: Record<string, unknown> = {}): SceneStory {
  const still = story({ setup }, { tags: ['autodocs'], args, parameters: { docs: { source: { code } } } });
  const render: SceneStory['render'] = (given, context) =>
    Object.assign(still.render(given), { scenario: (context?.globals.scenario ?? 'happy') as Scenario });
  return { ...still, render };
}
