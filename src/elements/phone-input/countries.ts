import { foldToAscii } from '../../core/code.js';
import { callingCodeOf, COUNTRIES, countriesWith, type CountryCode } from './phone-data.js';

/** A country to choose. */
export interface Country {
  readonly code: CountryCode;
  /** In the page's language. */
  readonly name: string;
  /** In its own, where that is another. */
  readonly ownName: string;
  /** The language of that name, as in `lang`. */
  readonly ownLanguage: string;
  /** With its `+`. */
  readonly callingCode: string;
  /** What is searched, in plain letters. */
  readonly keys: readonly string[];
}

/** Languages besides the one that a country is known by. Where one is missing, its name is only not found by it. */
const MORE_LANGUAGES: Partial<Record<CountryCode, string>> = {
  AF: 'ps',
  BE: 'fr de',
  BO: 'qu',
  CA: 'fr',
  CH: 'fr it rm',
  CM: 'en',
  CY: 'tr',
  ES: 'ca eu gl',
  FI: 'sv',
  HK: 'en',
  IE: 'ga',
  IL: 'ar',
  IN: 'en',
  IQ: 'ckb',
  KE: 'en',
  KZ: 'ru',
  LK: 'ta',
  LU: 'de lb',
  MA: 'fr',
  MT: 'en',
  NO: 'nn',
  NZ: 'mi',
  PE: 'qu',
  PK: 'en',
  PH: 'en',
  PY: 'gn',
  RS: 'sr-Latn',
  SG: 'zh ms ta',
  TN: 'fr',
  UZ: 'uz-Cyrl',
  ZA: 'af zu xh',
};
/** What people call a country besides what it is called. In English, as where such names are. */
const ALSO: Partial<Record<CountryCode, string>> = {
  AE: 'UAE Emirates',
  CD: 'Zaire',
  CZ: 'Czech Republic',
  GB: 'UK Great Britain England Scotland Wales Northern Ireland',
  KR: 'Korea',
  MM: 'Burma',
  NL: 'Holland',
  SZ: 'Swaziland',
  US: 'America USA',
};

const namesIn = new Map<string, Intl.DisplayNames>();
const lists = new Map<string, readonly Country[]>();

/** All countries, named and sorted in a language. */
export function countriesIn(language: string): readonly Country[] {
  let list = lists.get(language);
  if (!list) {
    const collator = new Intl.Collator(language);
    list = COUNTRIES.map((code) => country(code, language)).sort((a, b) => collator.compare(a.name, b.name));
    lists.set(language, list);
  }
  return list;
}

/** What a country is called in a language. */
export function countryName(code: string, language: string): string {
  let names = namesIn.get(language);
  if (!names) namesIn.set(language, (names = new Intl.DisplayNames([language, 'en'], { type: 'region' })));
  return names.of(code) ?? code;
}

/** The countries that a search finds, the likeliest first. All of them where nothing is searched. */
export function findCountries(list: readonly Country[], search: string): readonly Country[] {
  const wanted = plain(search);
  if (!wanted) return list;
  const digits = /^(?:\+|00)?(\d+)$/.exec(unspaced(wanted))?.[1];
  const ranked = list.flatMap((each) => {
    const rank = digits ? rankOfCode(each, digits) : rankOfName(each, wanted);
    return rank === undefined ? [] : [{ each, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ each }) => each);
}

/** The region of a person, by the browser's languages: of the first that names one, else the likeliest of the first. */
export function guessRegion(languages: readonly string[]): string | undefined {
  const locales = languages.flatMap((tag) => {
    try {
      return [new Intl.Locale(tag)];
    } catch {
      return [];
    }
  });
  return locales.find(({ region }) => region)?.region ?? locales[0]?.maximize().region;
}

function country(code: CountryCode, language: string): Country {
  const ownLanguage = new Intl.Locale(`und-${code}`).maximize().language;
  const name = countryName(code, language);
  const own = countryName(code, ownLanguage);
  const callingCode = `+${callingCodeOf(code)}`;
  const others = (MORE_LANGUAGES[code]?.split(' ') ?? []).map((tag) => countryName(code, tag));
  const keys = [code, name, own, ...others, countryName(code, 'en'), ALSO[code] ?? ''].map(plain);
  return { code, name, ownName: own === name ? '' : own, ownLanguage, callingCode, keys };
}

function rankOfCode({ code: iso, callingCode }: Country, digits: string): number | undefined {
  const code = callingCode.slice(1);
  const isFirst = countriesWith(code)[0] === iso;
  // Somebody may type a whole number.
  const rank = code === digits ? 0 : code.startsWith(digits) ? 2 : digits.startsWith(code) ? 4 : undefined;
  return rank === undefined ? undefined : rank + (isFirst ? 0 : 1);
}

/** The ISO code, then the beginning of a name, of a word in it, and whatever is inside. */
function rankOfName({ keys: [code, ...names] }: Country, wanted: string): number | undefined {
  if (code === wanted) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  if (names.some((name) => name.includes(` ${wanted}`))) return 2;
  return names.some((name) => unspaced(name).includes(unspaced(wanted))) ? 3 : undefined;
}

function unspaced(text: string): string {
  return text.replace(/ /g, '');
}

/** Without accents, capitals and punctuation. */
function plain(text: string): string {
  return foldToAscii(text)
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}'’ʻʼ`.()]/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[øö]/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/[\s,&\p{Pd}]+/gu, ' ')
    .trim();
}
