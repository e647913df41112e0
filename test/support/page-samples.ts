/** The samples of README.md and docs: what a reader copies, as it stands there. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BLOCK = /(?:<!-- file: (\S+) -->\n\n)?^( *)(`{3,}|~{3,})([^\n]*)\n(.*?)^ *\3 *$/gms;

export interface PageSample {
  /** `README.md`, or a page below `docs`. */
  readonly page: string;
  readonly line: number;
  /** What is written behind the fence. */
  readonly language: string;
  readonly code: string;
  /** The file that it shows, where the page says so. */
  readonly file?: string;
}

/** Every page that may have samples. */
export function pages(): string[] {
  const docs = readdirSync(`${ROOT}docs`, { recursive: true, encoding: 'utf8' });
  return ['README.md', ...docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
}

/** Those of one page, in its order; of one language, if it is given. */
export function pageSamples(page: string, language?: string): PageSample[] {
  const all = samplesIn(page, readFileSync(ROOT + page, 'utf8'));
  return language === undefined ? all : all.filter((sample) => sample.language === language);
}

/** The one sample of a page that has this text in it. */
export function pageSample(page: string, text: string): string {
  const [found, ...others] = pageSamples(page).filter(({ code }) => code.includes(text));
  if (!found || others.length > 0) throw new Error(`${page} has not one sample with ${text}`);
  return found.code;
}

/** Where to look for it, in the words of a test that fails. */
export const placeOf = ({ page, line }: PageSample): string => `${page}:${line}`;

export function samplesIn(page: string, text: string): PageSample[] {
  return [...text.matchAll(BLOCK)].map(
    ({ index, 0: whole, 1: file, 2: indent = '', 4: language = '', 5: code = '' }) => {
      const above = text.slice(0, index + whole.search(/^ *(`{3}|~{3})/m));
      return {
        page,
        line: above.split('\n').length,
        language: language.trim(),
        code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
        ...(file !== undefined && { file }),
      };
    },
  );
}
