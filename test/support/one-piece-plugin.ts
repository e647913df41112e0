import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin as BuildPlugin } from 'esbuild';
import type { Plugin } from '@web/dev-server-core';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PIECE = '.piece.js';

/**
 * Sends each script that a page asks for in one piece, and what that imports later in pieces of their own, as an app's
 * bundler makes them: a page of 300 modules takes an engine seconds.
 */
export function onePiecePlugin(): Plugin {
  const pieces = new Map<string, string>();
  const bundling = new Map<string, Promise<void>>();

  async function bundle(script: string): Promise<void> {
    const result = await build({
      entryPoints: [ROOT + script],
      outdir: ROOT + dirname(script),
      outExtension: { '.js': PIECE },
      bundle: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      // The builds of Lit that complain.
      conditions: ['development'],
      define: { global: 'globalThis', 'process.env.NODE_ENV': '"test"' },
      // What the runner serves; and what some packages ask for only where there is a Node around them.
      external: ['/__*', 'util', 'timers', 'timers/promises'],
      // Our package promises of its own modules that they do nothing by themselves, and tests are not of them.
      ignoreAnnotations: true,
      plugins: [ownPlaces],
      write: false,
      logLevel: 'error',
    });
    for (const { path, text } of result.outputFiles) pieces.set(path.slice(ROOT.length), text);
  }

  return {
    name: 'one-piece',
    async serve({ path }) {
      const file = path.slice(1);
      if (file.endsWith(PIECE)) return { body: pieces.get(file) ?? '', type: 'js' };
      if (!file.endsWith('.ts')) return undefined;
      let isThere = bundling.get(file);
      if (!isThere) bundling.set(file, (isThere = bundle(file)));
      await isThere;
      return { body: pieces.get(file.replace(/\.ts$/, PIECE)) ?? '', type: 'js' };
    },
  };
}

/** A module in a piece still finds what lies beside it. */
const ownPlaces: BuildPlugin = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\/(test|stories)\/.*\.ts$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      const place = `new URL(${JSON.stringify(path.slice(ROOT.length - 1))}, location.href).href`;
      return { contents: code.replaceAll('import.meta.url', place), loader: 'ts' };
    });
  },
};
