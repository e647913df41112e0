/** The front of the example: the demo's own modules and styles, built for the server that they run against. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const FRONT = fileURLToPath(new URL('./front/', import.meta.url));

/** Builds it into a folder: `index.html`, and what it needs below `assets/`. */
export async function buildFront(outDir: string): Promise<void> {
  await build({
    root: FRONT,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      reportCompressedSize: false,
      // The page's policy allows no `data:` addresses.
      assetsInlineLimit: 0,
    },
  });
}
