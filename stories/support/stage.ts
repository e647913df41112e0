import type { MfaClient } from '../../src/core/client.js';
import { settled } from '../../test/support/page.js';
import { ReadyElement } from './ready-element.js';
import { inScenario, type Scenario } from './scenario.js';

/** What a story does once its place in the page is there. Resolves to the element that the story is about. */
export type Setup = (stage: StoryStage) => Promise<HTMLElement>;

/** The place of one story. Is ready with the element that the story is about, in the state that the story is about. */
export class StoryStage extends ReadyElement<HTMLElement> {
  /** The arguments of the story, as Storybook's controls have them. */
  args: Readonly<Record<string, unknown>> = {};
  /** What the backend does. */
  scenario: Scenario = 'happy';
  setup: Setup = () => Promise.reject(new Error('The stage has no story'));

  readonly #scene = document.createElement('div');
  #place: Element = this.#scene;

  /** The client as it is in the scenario of the story. */
  clientOf<Client extends MfaClient | undefined>(client: Client): Client {
    return client && (inScenario(client, this.scenario) as Client);
  }

  /** Has all that is shown from now on stand in this. */
  frame(element: Element): void {
    this.#scene.append(element);
    this.#place = element;
  }

  /** Puts these into the page, and waits until they have rendered. */
  async show(...nodes: (Element | string)[]): Promise<void> {
    this.#place.append(...nodes);
    for (const node of nodes) if (node instanceof Element) await settled(node);
  }

  protected async begin(): Promise<HTMLElement> {
    this.#scene.className = 'scene';
    this.prepend(this.#scene);
    const element = await this.setup(this);
    await settled(this);
    return element;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'story-stage': StoryStage;
  }
}

export function defineStage(): void {
  if (!customElements.get('story-stage')) customElements.define('story-stage', StoryStage);
}

/** A new element with these properties. Properties that are `undefined` are left as they are. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Readonly<Record<string, unknown>> = {},
  ...children: (Element | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties))
    if (value !== undefined) Reflect.set(element, name, value);
  element.append(...children);
  return element;
}
