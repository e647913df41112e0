/** `npm run build`: the package (modules and types), the script-tag builds, and the notices of what is built in. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minifyHTMLLiterals } from 'minify-literals';
import { build } from 'vite';
import { buildScriptTags } from './build-script-tags.js';
import { mustRun } from './run.js';
import { makeTokenFile, SCHEMES } from './tokens.js';

export async function buildPackage(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await mustRun('npx', ['tsc', '-p', 'src/tsconfig.build.json', '--outDir', outDir]);
  await minifyTemplates(outDir);
  await buildQrDrawing(outDir);
  await buildScriptTags(outDir);
  await writeNotices(outDir);
  await writeTokens(outDir);
}

/** Takes white space and comments out of the templates of the package itself: no app's minifier looks into strings. */
async function minifyTemplates(outDir: string): Promise<void> {
  const files = await readdir(outDir, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const path = join(outDir, file);
    const code = await readFile(path, 'utf8');
    if (!/\b(css|html|svg) ?`/.test(code)) continue;
    const result = await minifyHTMLLiterals(code, { fileName: path });
    if (result) await writeFile(path, result.code);
  }
}

/** The one module with a CommonJS package in it: built in, so that pages without a bundler can load ours as they are. */
async function buildQrDrawing(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: join(outDir, 'elements/qr-code'),
      emptyOutDir: false,
      target: 'es2022',
      reportCompressedSize: false,
      lib: { entry: 'src/elements/qr-code/qr-drawing.ts', formats: ['es'], fileName: () => 'qr-drawing.js' },
    },
  });
}

/** The licences of the packages whose code is in the builds. */
async function writeNotices(outDir: string): Promise<void> {
  const licences = {
    lit: 'lit/LICENSE',
    'lit-html': 'lit-html/LICENSE',
    'lit-element': 'lit-element/LICENSE',
    '@lit/reactive-element': '@lit/reactive-element/LICENSE',
    '@lit/task': '@lit/task/LICENSE',
    qrcode: 'qrcode/license',
  };
  const notices = Object.entries(licences).map(
    async ([name, path]) => `${name}\n\n${(await readFile(`node_modules/${path}`, 'utf8')).trim()}\n`,
  );
  await writeFile(join(outDir, 'NOTICES.txt'), (await Promise.all(notices)).join('\n---\n\n'));
}

/** The tokens for design tools, a file for each colour scheme. */
async function writeTokens(outDir: string): Promise<void> {
  const folder = join(outDir, 'tokens');
  await mkdir(folder, { recursive: true });
  for (const scheme of SCHEMES)
    await writeFile(join(folder, `${scheme}.tokens.json`), await makeTokenFile(scheme));
}

if (import.meta.url === `file://${process.argv[1] ?? ''}`) await buildPackage('dist');
