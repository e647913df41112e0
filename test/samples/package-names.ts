/** What the package's names stand for, as package.json has them: in the sources, of which it is built. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Exports {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** As the compiler's option `paths`: each name, with at most one `*`, and where it leads. */
export function packagePaths(): Record<string, [string]> {
  const { exports } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as Exports;
  return Object.fromEntries(
    Object.entries(exports).flatMap(([name, target]): [string, [string]][] => {
      if (typeof target === 'string') return [];
      const source = target.types.replace('./dist/', `${ROOT}src/`).replace(/\.d\.ts$/, '.ts');
      return [[name.replace(/^\./, 'mfa-elements'), [source]]];
    }),
  );
}

/** The file behind a name. */
export function sourceOf(name: string): string | undefined {
  const paths = packagePaths();
  if (paths[name]) return paths[name][0];
  for (const [pattern, [source]] of Object.entries(paths)) {
    const [start = '', end] = pattern.split('*');
    if (end !== undefined && name.startsWith(start)) return source.replace('*', name.slice(start.length));
  }
  return undefined;
}
