/** `npm run build`: the package (modules and types), the script-tag build, and the notices of what is built in. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'vite';
import { leanQrcode } from './lean-qrcode.js';
import { mustRun } from './run.js';

await rm('dist', { recursive: true, force: true });
await mustRun('npx', ['tsc', '-p', 'src/tsconfig.build.json']);
await buildQrDrawing();
await mustRun('npx', ['vite', 'build', '--logLevel', 'warn']);
await writeNotices();

/** The one module with a CommonJS package in it: built in, so that pages without a bundler can load ours as they are. */
async function buildQrDrawing(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [leanQrcode()],
    publicDir: false,
    build: {
      outDir: 'dist/elements/qr-code',
      emptyOutDir: false,
      target: 'es2022',
      reportCompressedSize: false,
      lib: { entry: 'src/elements/qr-code/qr-drawing.ts', formats: ['es'], fileName: () => 'qr-drawing.js' },
    },
  });
}

/** The licences of the packages whose code is in the builds. */
async function writeNotices(): Promise<void> {
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
  await writeFile('dist/NOTICES.txt', (await Promise.all(notices)).join('\n---\n\n'));
}
