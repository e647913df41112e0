import { deepFocus, settled } from '../../test/support/page.js';
import * as questions from '../mfa-security-questions.stories.js';
import * as settings from '../mfa-settings.stories.js';
import * as verify from '../mfa-otp-verify.variations.stories.js';
import { readyInSight } from './in-sight.js';
import type { Theme } from './looks.js';
import { ORIGINALS } from './originals.js';
import { ReadyElement } from './ready-element.js';
import { make } from './stage.js';
import { themed } from './themes.js';

/** A field, one that is wrong, and buttons. */
const OURS = [verify.RecoveryCode, questions.SameAnswers, settings.Removing];

/** A design system as its own documentation has it, and beside it our elements in its theme. */
export class StoryBeside extends ReadyElement {
  theme: Theme = 'material';
  /** Where the original is. */
  original: ShadowRoot | undefined;

  protected async begin(): Promise<void> {
    const { name } = ORIGINALS[this.theme];
    const host = make('div');
    const ours = make('div');
    this.append(
      make('figure', {}, make('figcaption', {}, make('strong', { textContent: name })), host),
      make('figure', {}, make('figcaption', {}, make('strong', { textContent: 'mfa-elements' })), ours),
    );
    this.original = host.attachShadow({ mode: 'open' });
    await Promise.all([this.#showOriginal(this.original), this.#showOurs(ours)]);
    (deepFocus() as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
  }

  /** In a shadow root, since its rules are about a whole page. */
  async #showOriginal(root: ShadowRoot): Promise<void> {
    const { sheets, load, markup } = ORIGINALS[this.theme];
    const links = sheets.map((href) => make('link', { rel: 'stylesheet', href }));
    const loaded = links.map((link) => new Promise((resolve) => (link.onload = resolve)));
    const page = make('div', { innerHTML: markup });
    page.style.cssText = 'box-sizing: border-box; padding: 1.25rem';
    root.append(...links, page);
    await Promise.all([...loaded, load?.()]);
    await settled(page);
  }

  async #showOurs(place: HTMLElement): Promise<void> {
    for (const story of OURS) {
      const stage = themed(this.theme, story).render({});
      place.append(stage);
      await readyInSight(stage);
      sessionStorage.clear();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'story-beside': StoryBeside;
  }
}

export function besideOf(theme: Theme): StoryBeside {
  if (!customElements.get('story-beside')) customElements.define('story-beside', StoryBeside);
  return make('story-beside', { theme });
}
