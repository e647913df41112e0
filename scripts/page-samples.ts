/** Puts the samples of a page into it, as they are, between their markers: `<!-- file: … -->` and `<!-- /file -->`. */
import { readFile } from 'node:fs/promises';
import prettier from 'prettier';

export const SERVER_RENDERING_PAGE = 'docs/server-rendering.md';

const SAMPLE = /(<!-- file: (\S+) -->).*?(<!-- \/file -->)/gs;
/** By what is coloured as what: of the endings of our samples, all are names of languages. */
const LANGUAGE = /\w+$/;

/**
 * The page as it should be.
 *
 * @param generate - Puts in whatever else of it is generated.
 */
export async function makePage(file: string, generate = (page: string): string => page): Promise<string> {
  const page = await readFile(file, 'utf8');
  const samples = new Map<string, string>();
  for (const [, , name = ''] of page.matchAll(SAMPLE)) samples.set(name, await readFile(name, 'utf8'));
  const made = page.replace(SAMPLE, (_, start: string, name: string, end: string) => {
    const language = LANGUAGE.exec(name)?.[0] ?? '';
    return `${start}\n\n\`\`\`${language}\n${samples.get(name) ?? ''}\`\`\`\n\n${end}`;
  });
  const options = await prettier.resolveConfig(file);
  return prettier.format(generate(made), { ...options, parser: 'markdown' });
}
