/** Samples as an app would bundle them, for a page or for a server. */
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { sourceOf } from './package-names.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @param own - Files of the reader's, by the name that the sample imports them with: their text. */
export async function bundled(code: string, own: Readonly<Record<string, string>> = {}): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: { contents: code, loader: 'ts', resolveDir: ROOT },
    bundle: true,
    write: false,
    logLevel: 'silent',
    format: 'esm',
    target: 'es2022',
    tsconfig: `${ROOT}tsconfig.json`,
    plugins: [names(own)],
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
  return outputFiles[0]?.text ?? '';
}

const names = (own: Readonly<Record<string, string>>): Plugin => ({
  name: 'names',
  setup(bundle) {
    bundle.onResolve({ filter: /^mfa-elements(\/|$)/ }, ({ path }) => {
      const source = sourceOf(path);
      return source === undefined
        ? { errors: [{ text: `The package exports no ${path}` }] }
        : { path: source };
    });
    bundle.onResolve({ filter: /^\./ }, ({ path }) => (path in own ? { path, namespace: 'own' } : undefined));
    bundle.onLoad({ filter: /./, namespace: 'own' }, ({ path }) => ({
      contents: own[path]!,
      loader: 'ts',
      resolveDir: ROOT,
    }));
  },
});
