/**
 * Serves the CommonJS packages that we use to the browser as modules. The production build does this itself;
 * the test server sends source files as they are.
 */
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import type { Plugin } from '@web/dev-server-core';

const PREFIX = '/__commonjs__/';
const require = createRequire(import.meta.url);

export function commonJsPlugin(specifiers: readonly string[]): Plugin {
  const built = new Map<string, Promise<string>>();
  // Now, and not when they are asked for: the runner's console, which comes later, is none that React can work with.
  const names = new Map(specifiers.map((specifier) => [specifier, namesOf(specifier)]));
  return {
    name: 'commonjs',
    resolveImport({ source }) {
      return specifiers.includes(source) ? `${PREFIX}${encodeURIComponent(source)}.js` : undefined;
    },
    async serve(context) {
      if (!context.path.startsWith(PREFIX)) return undefined;
      const specifier = decodeURIComponent(context.path.slice(PREFIX.length, -'.js'.length));
      let code = built.get(specifier);
      if (!code) built.set(specifier, (code = bundle(specifier, names.get(specifier) ?? [])));
      return { body: await code, type: 'js' };
    },
  };
}

function namesOf(specifier: string): string[] {
  return Object.keys(require(specifier) as object).filter(
    (name) => /^[a-z_$][\w$]*$/i.test(name) && name !== 'default',
  );
}

async function bundle(specifier: string, names: readonly string[]): Promise<string> {
  const result = await build({
    stdin: {
      contents: [
        `import all from ${JSON.stringify(specifier)};`,
        `export default all;`,
        // CommonJS has no static names: spell them out, so that named imports find what they name.
        ...names.map((name) => `const _${name} = all.${name}; export { _${name} as ${name} };`),
      ].join('\n'),
      resolveDir: process.cwd(),
    },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    // Asked for only where there is a Node around it.
    external: ['util', 'timers', 'timers/promises'],
    define: { global: 'globalThis' },
    write: false,
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}
