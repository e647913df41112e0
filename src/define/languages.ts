/** Makes every language known. Each is one file, loaded when an element is in it. */
import { registerLanguage, type LanguageLoader } from '../locales/languages.js';

const LOADERS: Readonly<Record<string, LanguageLoader>> = {
  ar: () => import('../locales/ar.js'),
  bg: () => import('../locales/bg.js'),
  cs: () => import('../locales/cs.js'),
  da: () => import('../locales/da.js'),
  de: () => import('../locales/de.js'),
  el: () => import('../locales/el.js'),
  es: () => import('../locales/es.js'),
  fa: () => import('../locales/fa.js'),
  fi: () => import('../locales/fi.js'),
  fr: () => import('../locales/fr.js'),
  he: () => import('../locales/he.js'),
  hi: () => import('../locales/hi.js'),
  hu: () => import('../locales/hu.js'),
  id: () => import('../locales/id.js'),
  it: () => import('../locales/it.js'),
  ja: () => import('../locales/ja.js'),
  ko: () => import('../locales/ko.js'),
  nb: () => import('../locales/nb.js'),
  nl: () => import('../locales/nl.js'),
  pl: () => import('../locales/pl.js'),
  pt: () => import('../locales/pt.js'),
  'pt-br': () => import('../locales/pt-br.js'),
  ro: () => import('../locales/ro.js'),
  ru: () => import('../locales/ru.js'),
  sv: () => import('../locales/sv.js'),
  th: () => import('../locales/th.js'),
  tr: () => import('../locales/tr.js'),
  uk: () => import('../locales/uk.js'),
  ur: () => import('../locales/ur.js'),
  vi: () => import('../locales/vi.js'),
  'zh-hans': () => import('../locales/zh-hans.js'),
  'zh-hant': () => import('../locales/zh-hant.js'),
};

/** The tags of all languages, English among them: what a page may offer for its `lang`. A bare `pt` would be Brazil's. */
export const languageTags: readonly string[] = ['en', ...Object.keys(LOADERS)]
  .map((tag) => (tag === 'pt' ? 'pt-pt' : tag))
  .sort();

for (const [tag, load] of Object.entries(LOADERS)) registerLanguage(tag, load);
