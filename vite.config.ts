import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import { minifyTemplates } from './scripts/minify-templates.js';
import { sandboxPlugin } from './scripts/sandbox-plugin.js';

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Two things in one file: the demo with its sandbox (`vite`, and `vite build --mode demo`), and the script-tag build
 * (`vite build`), whose entry and lazy chunks find each other from wherever they are served.
 */
export default defineConfig(({ command, mode }): UserConfig => {
  if (command === 'build' && mode !== 'demo') return scriptTagBuild;
  return {
    base: './',
    plugins: [sandboxPlugin()],
    build: {
      outDir: 'dist-demo',
      target: 'es2022',
      rolldownOptions: { input: [fromRoot('./index.html'), fromRoot('./loginradius.html')] },
    },
  };
});

const scriptTagBuild: UserConfig = {
  base: './',
  plugins: [minifyTemplates()],
  publicDir: false,
  build: {
    outDir: 'dist/script',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    // Built as a library: chunks then load each other by plain `import()`, with no helper of Vite's around it.
    lib: { entry: { 'mfa-elements': fromRoot('./src/define/script-tag.ts') }, formats: ['es'] },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        minify: true,
      },
    },
  },
};
