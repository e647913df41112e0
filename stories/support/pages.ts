import type { StoryObj } from '@storybook/web-components-vite';

/** What shows more than one story, and says when it is there. */
export interface StoryPageElement extends HTMLElement {
  readonly ready: Promise<void>;
}

export type PageStory = StoryObj & { render: () => StoryPageElement };

/** A story that is a page of its own, for who looks at an element as a whole. */
export function page(render: () => StoryPageElement): PageStory {
  return {
    tags: ['!autodocs'],
    parameters: { controls: { disable: true } },
    render,
    async play({ canvasElement }) {
      const shown = canvasElement.firstElementChild as Partial<StoryPageElement> | null;
      await shown?.ready;
    },
  };
}
