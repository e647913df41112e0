/**
 * A rule of the linter: no file imports one that leads back to it. Types count, since who reads the one file has to know
 * the other; the rules of well-known plugins leave them out. `import()` is no arrow.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';

export const noCircle = {
  meta: { type: 'problem', schema: [], messages: { circle: 'This leads back here: {{way}}.' } },
  create({ filename, cwd, report }) {
    const check = ({ source }) => {
      const target = source && sourceOf(filename, source.value);
      const way = target && wayTo(filename, target);
      if (!way) return;
      const names = way.map((file) => relative(cwd, file)).join(', ');
      report({ node: source, messageId: 'circle', data: { way: names } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

/** What each file imports, as it is on the disk. */
const imports = new Map();

function importsOf(file) {
  const known = imports.get(file);
  if (known) return known;
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found = statements
    .filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .map(({ moduleSpecifier }) => moduleSpecifier && sourceOf(file, moduleSpecifier.text))
    .filter(Boolean);
  imports.set(file, found);
  return found;
}

/** The source behind an import: `./x.js` stands for `./x.ts`. Nothing for what is not ours. */
function sourceOf(file, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const path = resolve(dirname(file), specifier);
  return ['.ts', '.tsx', '.js'].map((ending) => path.replace(/\.js$/, ending)).find((one) => existsSync(one));
}

/** The files from one to another, the shortest way there is. */
function wayTo(goal, start) {
  const ways = [[start]];
  const seen = new Set([start]);
  for (const way of ways) {
    const last = way.at(-1);
    if (last === goal) return way;
    for (const next of importsOf(last)) {
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
