import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { followLanguages, nearestLanguage, textsOf } from '../locales/languages.js';
import type { Texts } from '../locales/texts.js';
import { followLanguage } from './language-watch.js';
import { warnOnce } from './warn-once.js';

/** What an element speaks. */
export interface Spoken {
  /** As in `lang`; numbers and dates are written its way. */
  readonly language: string;
  /** Nothing where it is English, which is always there. */
  readonly texts: Texts | undefined;
}

export const ENGLISH: Spoken = { language: 'en', texts: undefined };
/** How long the first words wait for their language. */
const LONGEST_WAIT_MS = 1000;

/**
 * Finds out what its host speaks: the language of the nearest `lang`, where it is known and whole, else English. Loads
 * it; until it has come, the host goes on in the one before.
 */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #english: Texts;
  #wanted: string | undefined;
  #unfollow = (): void => {};

  spoken = ENGLISH;
  /** The language around the host. */
  around: string | undefined;
  /** The first language is being loaded; resolves when it has come, or has taken too long. */
  loading: Promise<unknown> | undefined;

  /** @param english - All texts that the host may show. */
  constructor(host: ReactiveControllerHost & Element, english: Texts) {
    this.#host = host;
    this.#english = english;
    host.addController(this);
  }

  hostConnected(): void {
    const undos = [
      followLanguage(this.#host, (around) => this.#speak(around)),
      followLanguages(() => this.#speak(this.around)),
    ];
    this.#unfollow = () => undos.forEach((undo) => undo());
  }

  hostDisconnected(): void {
    this.#unfollow();
  }

  #speak(around: string | undefined): void {
    this.around = around;
    const name = around ? nearestLanguage(around) : 'en';
    const isOther = name !== this.#wanted;
    this.#wanted = name;
    if (!name || name === 'en') {
      // English is written as the page says: `en-GB` has other dates.
      this.#take(name ? { ...ENGLISH, language: around ?? 'en' } : ENGLISH);
      return;
    }
    // Also where it is the same: `de-AT` writes numbers and dates in another way than `de`.
    const loading = this.#load(name);
    if (!isOther) return;
    this.loading = Promise.race([loading, after(LONGEST_WAIT_MS)]);
    void this.loading.then(() => (this.loading = undefined));
  }

  async #load(name: string): Promise<void> {
    let texts: Texts | undefined;
    try {
      texts = await textsOf(name);
    } catch {
      warnOnce(this.#host, `cannot load its texts for lang="${this.around}", and speaks English.`);
    }
    if (this.#wanted !== name) return;
    const isWhole = texts && Object.keys(this.#english).every((key) => key in (texts as object));
    this.#take(isWhole ? { language: this.around ?? name, texts } : ENGLISH);
  }

  #take(spoken: Spoken): void {
    this.spoken = spoken;
    this.#host.requestUpdate();
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
