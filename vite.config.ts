import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { sandboxPlugin } from './scripts/sandbox-plugin.js';

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The demo with its sandbox. The package is built by `scripts/build.ts`. */
export default defineConfig({
  base: './',
  plugins: [sandboxPlugin()],
  build: {
    outDir: 'dist-demo',
    target: 'es2022',
    rolldownOptions: { input: [fromRoot('./index.html'), fromRoot('./loginradius.html')] },
  },
});
