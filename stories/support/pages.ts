import type { StoryObj } from '@storybook/web-components-vite';
import type { ReadyElement } from './ready-element.js';

export type PageStory = StoryObj & { render: () => ReadyElement };

/** A story that is a page of its own, for who looks at an element as a whole. */
export function page(render: () => ReadyElement): PageStory {
  return {
    tags: ['!autodocs'],
    parameters: { controls: { disable: true } },
    render,
    async play({ canvasElement }) {
      const shown = canvasElement.firstElementChild as Partial<ReadyElement> | null;
      await shown?.ready;
    },
  };
}
