/**
 * The built package, for tests of what people get and not of the sources. Built once for each state of the sources:
 * whoever comes first builds beside the place and moves the result there, so test files may run at the same time.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildPackage } from '../../scripts/build.js';
import { buildFront } from '../../examples/server/build-front.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const KEPT_IN = join(ROOT, 'node_modules/.cache/mfa-elements-e2e');

/** The folder of the script-tag builds: `mfa-elements.js` and its lazy chunks, and the others. */
export async function builtScript(): Promise<string> {
  return join(await builtModules(), 'script');
}

/** The folder of the demo, both pages. */
export function builtDemo(): Promise<string> {
  return builtOnce('demo', (outDir) =>
    build({
      root: ROOT,
      configFile: join(ROOT, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir, emptyOutDir: true },
    }),
  );
}

/** The folder of the page of `examples/server`. */
export function builtFront(): Promise<string> {
  return builtOnce('front', buildFront);
}

/** The folder of the package's modules, as `npm run build` makes them. Lies below the packages that they import. */
export function builtModules(): Promise<string> {
  return builtOnce('modules', async (outDir) => {
    await buildPackage(outDir);
    await writeFile(join(outDir, 'package.json'), '{ "type": "module" }');
  });
}

async function builtOnce(name: string, make: (outDir: string) => Promise<unknown>): Promise<string> {
  const folder = join(KEPT_IN, `${name}-${await stateOfSources()}`);
  if (existsSync(folder)) return folder;
  await mkdir(KEPT_IN, { recursive: true });
  const workplace = await mkdtemp(join(KEPT_IN, 'building-'));
  try {
    await make(workplace);
    await rename(workplace, folder);
  } catch (error) {
    await rm(workplace, { recursive: true, force: true });
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Of all that goes into a build: the sources, and the scripts and settings that make something of them. */
async function stateOfSources(): Promise<string> {
  const files = ['vite.config.ts', 'tsconfig.json', 'package-lock.json', 'index.html', 'loginradius.html'];
  for (const folder of ['src', 'scripts', 'examples']) {
    for (const entry of await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) files.push(relative(ROOT, join(entry.parentPath, entry.name)));
    }
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update(await readFile(join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}
