/**
 * The pages that tests run in: all of a folder share one. An engine needs half a second for a page, whatever is on it,
 * and elements that are tested have others beside them, as on a page of the world. A hook outside of any `describe` holds
 * for all of them.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const KEPT_IN = 'node_modules/.cache/mfa-elements-pages';
/** Folders whose tests take long, or go by which elements and languages a page knows: each file has its own. */
const APART = ['test/elements/proof', 'test/elements/totp-enroll', 'test/locales', 'test/stories'];

/** Writes a script for each folder that imports its tests; gives all scripts. Paths are from `root`. */
export function testPages(root: string): string[] {
  const folders = new Map<string, string[]>();
  for (const file of readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.test.ts')) continue;
    const path = `test/${file}`;
    const page = APART.includes(dirname(path)) ? path : dirname(path);
    folders.set(page, [...(folders.get(page) ?? []), path]);
  }
  return [...folders].map(([page, files]) => (files.length === 1 ? files[0]! : writePage(root, page, files)));
}

function writePage(root: string, folder: string, files: readonly string[]): string {
  const script = `${KEPT_IN}/${folder}.ts`;
  mkdirSync(dirname(join(root, script)), { recursive: true });
  const imports = files.map((file) => `import '${relative(dirname(script), file)}';\n`);
  writeFileSync(join(root, script), imports.join(''));
  return script;
}
