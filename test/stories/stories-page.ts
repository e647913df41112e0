/** The page that stories are tested in. */
import { expect } from 'chai';
import { directionOf } from '../../src/locales/format-value.js';
import { nearestLanguage, textsOf } from '../../src/locales/languages.js';
import { wear } from '../../stories/support/looks.js';
import type { StoryStage } from '../../stories/support/stage.js';
import type { NamedStory } from '../../stories/support/stories-of.js';
import { aTask, deepElements, settled } from '../support/page.js';
import { statesOf, visiblePart } from './seen.js';

const root = document.documentElement;
const { warn } = console;
let sheet: HTMLLinkElement | undefined;

/** Gives the page the style that it has in Storybook. */
export async function openStoriesPage(): Promise<void> {
  const link = Object.assign(document.createElement('link'), {
    rel: 'stylesheet',
    href: '/stories/support/stage.css',
  });
  const loaded = new Promise((resolve) => (link.onload = resolve));
  document.head.append(link);
  sheet = link;
  await loaded;
  document.body.style.margin = '0';
  root.lang = 'en';
  // What elements tell developers is not about looks.
  console.warn = () => undefined;
}

export function closeStoriesPage(): void {
  sheet?.remove();
  document.body.style.margin = '';
  console.warn = warn;
}

export function clearStory(): void {
  document.body.replaceChildren();
  sessionStorage.clear();
  root.lang = 'en';
  void wear();
}

export async function setLook(scheme: string, direction: string, stage: Element): Promise<void> {
  await wear({ scheme, direction });
  await settled(stage);
}

/** Has the page speak a language, and run as that runs. */
export async function speak(language: string, stage: Element): Promise<void> {
  await textsOf(nearestLanguage(language)!);
  root.lang = language;
  root.dir = directionOf(language);
  await aTask();
  await settled(stage);
}

export async function showStory(named: NamedStory): Promise<{ stage: StoryStage; element: HTMLElement }> {
  const stage = named.story.render(named.args);
  document.body.append(stage);
  const element = await stage.ready;
  await settled(stage);
  expectScene(named, element);
  return { stage, element };
}

/** The element is what the story says that it is. */
export function expectScene({ scene }: NamedStory, element: HTMLElement): void {
  const { status, states, parts = [] } = scene;
  if (status) expect((element as { status?: string }).status).to.equal(status);
  if (states) expect(statesOf(element, states)).to.deep.equal([...states]);
  for (const name of parts)
    expect(visiblePart(element, name), `the part ${name} is to be seen`).to.equal(true);
  for (const each of deepElements(element))
    if (each instanceof HTMLElement && each.hidden)
      expect(each.checkVisibility(), `${each.localName}, which is hidden, is to be seen`).to.equal(false);
}
