/** Makes every language known. Each is one file, loaded when an element is in it. */
import { registerLanguage, type LanguageLoader } from '../locales/languages.js';

const LOADERS: Readonly<Record<string, LanguageLoader>> = {
  ar: () => import('../locales/ar.js'),
  de: () => import('../locales/de.js'),
  pl: () => import('../locales/pl.js'),
};

/** The tags of all languages, English among them: what a page may offer for its `lang`. */
export const languageTags: readonly string[] = ['en', ...Object.keys(LOADERS)].sort();

for (const [tag, load] of Object.entries(LOADERS)) registerLanguage(tag, load);
