/** Serves packages to the browser in one piece each, where what they import is partly no module. */
import { build } from 'esbuild';
import type { Plugin } from '@web/dev-server-core';

const PREFIX = '/__bundled__/';

export function bundlePlugin(specifiers: readonly string[]): Plugin {
  const built = new Map<string, Promise<string>>();
  return {
    name: 'bundle',
    resolveImport({ source }) {
      return specifiers.includes(source) ? `${PREFIX}${encodeURIComponent(source)}.js` : undefined;
    },
    async serve(context) {
      if (!context.path.startsWith(PREFIX)) return undefined;
      const specifier = decodeURIComponent(context.path.slice(PREFIX.length, -'.js'.length));
      let code = built.get(specifier);
      if (!code) built.set(specifier, (code = bundle(specifier)));
      return { body: await code, type: 'js' };
    },
  };
}

async function bundle(specifier: string): Promise<string> {
  const result = await build({
    stdin: { contents: `export * from ${JSON.stringify(specifier)};`, resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    define: { global: 'globalThis', 'process.env': '{}', 'process.env.NODE_ENV': '"test"' },
    write: false,
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}
