import { userEvent } from 'storybook/test';
import { inputPart, part, settled, until } from '../../test/support/page.js';
import type { StoryStage } from './stage.js';
import type { SceneStory } from './story.js';

/** What a person has in front of them: the element of the story, and what lies beside it. */
export interface Person {
  readonly stage: StoryStage;
  readonly element: HTMLElement;
}

/** A story that starts as another one does, and is then gone through as a person would, with events of a pointer and keys. */
export function journey(start: SceneStory, walk: (person: Person) => Promise<void>): SceneStory {
  return {
    ...start,
    async play({ canvasElement }) {
      const stage = canvasElement.querySelector('story-stage');
      if (!stage) throw new Error('The journey has no stage');
      await walk({ stage, element: await stage.ready });
    },
  };
}

/** Presses what has this part, as soon as it is there. */
export async function press(place: Element, name: string): Promise<void> {
  await userEvent.click(await until(() => part(place, name)));
  await settled(place);
}

/** Presses the first thing with this part that starts with these words. */
export async function pressNamed(place: Element, name: string, words: string): Promise<void> {
  const first = await until(() => part(place, name));
  const root = first.getRootNode() as ShadowRoot;
  const all = [...root.querySelectorAll<HTMLElement>(`[part~=${name}]`)];
  await userEvent.click(all.find(({ textContent }) => textContent.trim().startsWith(words)) ?? first);
  await settled(place);
}

/** Types into the field with this part, in place of what is there. */
export async function type(place: Element, name: string, text: string): Promise<void> {
  await until(() => part(place, name));
  const field = inputPart(place, name);
  // Not `clear`, which knows no field in a shadow root.
  const all = { initialSelectionStart: 0, initialSelectionEnd: field.value.length };
  await userEvent.type(field, text, all);
  await settled(place);
}

/** Types a code into its field, which is among the element's children, in place of the last one. */
export async function typeCode(place: Element, code: string): Promise<void> {
  const field = await until(() => place.querySelector('input'));
  await userEvent.clear(field);
  await userEvent.type(field, code);
  await settled(place);
}

/** The code in the newest message beside the story. */
export async function readMessage({ stage }: Person): Promise<string> {
  const message = await until(() => /\b\d{6}\b/.exec(stage.querySelector('.outbox li')?.textContent ?? ''));
  return message[0];
}

/** Looks at the app beside the story. */
export async function readApp({ stage }: Person): Promise<string> {
  const app = stage.querySelector('.outbox')!;
  await userEvent.click(app.querySelector('button')!);
  const shown = await until(() => /\b\d{6}\b/.exec(app.textContent));
  return shown[0];
}

/** Waits until the element says that it is there. */
export async function arrives(element: HTMLElement, status: string): Promise<void> {
  await until(() => (element as { status?: string }).status === status);
  await settled(element);
}
