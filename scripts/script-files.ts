/** The files that a script tag loads, from the graph of its build. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Until a code is checked: the script, the backend that the page names, and what these import.
 *
 * @param folder - Of the script-tag builds.
 * @returns paths within that folder
 */
export async function scriptFiles(folder: string, script: string, backend = 'ciam'): Promise<Set<string>> {
  const loaded = new Set<string>();
  const load = async (file: string): Promise<void> => {
    if (loaded.has(file)) return;
    loaded.add(file);
    const code = await readFile(join(folder, file), 'utf8');
    for (const [, path = ''] of code.matchAll(/\b(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g))
      await load(join(file, '..', path));
  };
  await load(`${script}.js`);
  const chunks = await readdir(join(folder, 'chunks'));
  const chunk = chunks.find((file) => file.startsWith(`${script}-${backend}-`));
  if (!chunk) throw new Error(`${script} has no file for ${backend}`);
  await load(join('chunks', chunk));
  return loaded;
}
