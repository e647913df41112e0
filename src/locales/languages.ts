import { isPlainEnglish } from './plain-english.js';
import type { Texts } from './texts.js';

/** Gives the texts of a language: a module whose default they are, or the texts themselves. */
export type LanguageLoader = () => Promise<{ readonly default: Texts } | Texts>;

interface Language {
  readonly load: LanguageLoader;
  texts: Promise<Texts> | undefined;
}

const languages = new Map<string, Language>();
const listeners = new Set<() => void>();

/**
 * Makes a language known to every element of the page, also to those that are there already, or replaces one. Loaded
 * when an element is in it. Where it lacks a text that an element may show, that element speaks English.
 *
 * @param tag - As in `lang`: `eo`, `pt-BR`, `zh-Hant`.
 */
export function registerLanguage(tag: string, load: LanguageLoader): void {
  languages.set(tag.toLowerCase(), { load, texts: undefined });
  for (const tell of [...listeners]) tell();
}

/** Calls back whenever one is made known: an element may have been there before. Returns its undo. */
export function followLanguages(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}

/**
 * The language that is known and nearest to a `lang`: `de` for `de-AT`, `zh-hant` for `zh-TW`, `nb` for `no`, `en` where
 * it is English. Nothing where there is none.
 */
export function nearestLanguage(tag: string): string | undefined {
  return namesFor(tag)
    .map((name) => name.toLowerCase())
    .find((name) => name === 'en' || languages.has(name));
}

/** What a language may be known as, the nearest first; nothing for a tag that is the name of no language. */
function namesFor(tag: string): readonly string[] {
  if (isPlainEnglish(tag)) return [tag === 'en' ? 'en-us' : tag, 'en'];
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(tag);
  } catch {
    return [];
  }
  const { language, script, region } = locale.maximize();
  // A language without a region is the one of the region where most speak it: `pt` is `pt-BR`.
  return [
    ...(tag.includes('-') ? [tag] : []),
    `${language}-${region}`,
    tag,
    `${language}-${script}`,
    language,
    ...(language === 'no' ? ['nb'] : []),
  ];
}

/** The texts of a language that is known; asked for once, and again where they did not come. */
export async function textsOf(name: string): Promise<Texts> {
  const language = languages.get(name);
  if (!language) return {};
  language.texts ??= language.load().then((module) => ('default' in module ? module.default : module));
  try {
    return await language.texts;
  } catch (error) {
    language.texts = undefined;
    throw error;
  }
}
