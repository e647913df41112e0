import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';
import { leanQrcode } from './scripts/lean-qrcode.js';
import { minifyTemplates } from './scripts/minify-templates.js';
import { sandboxPlugin } from './scripts/sandbox-plugin.js';

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Two things in one file: the demo with its sandbox (`vite`, and `vite build --mode demo`), and the script-tag build
 * (`vite build`), whose entries and lazy chunks find each other from wherever they are served.
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

const scriptTagBuild: UserConfig = scriptTag('mfa-elements', 'define/script-tag', [
  minifyTemplates(),
  leanQrcode(),
  afterwards(({ dir }) => build({ configFile: false, logLevel: 'warn', ...jsInterface(dir) })),
]);

/** Built apart from the first one, which it loads: together, the bundler would cut that into a dozen files. */
function jsInterface(outDir: string): UserConfig {
  const config = scriptTag('mfa-js-interface', 'compat/script-tag', [
    {
      name: 'first-script',
      enforce: 'pre',
      resolveId: (source) =>
        /\/define\/(script-tag|lazy-tags)\.js$/.test(source)
          ? { id: './mfa-elements.js', external: true }
          : null,
    },
  ]);
  return { ...config, build: { ...config.build, outDir, emptyOutDir: false } };
}

function scriptTag(name: string, entry: string, plugins: Plugin[]): UserConfig {
  return {
    base: './',
    plugins,
    publicDir: false,
    build: {
      outDir: 'dist/script',
      emptyOutDir: true,
      target: 'es2022',
      reportCompressedSize: false,
      // Built as a library: chunks then load each other by plain `import()`, with no helper of Vite's around it.
      lib: { entry: { [name]: fromRoot(`./src/${entry}.ts`) }, formats: ['es'] },
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
}

/** Something to be done when a build has been written. */
function afterwards(call: (written: { dir: string }) => Promise<unknown>): Plugin {
  return {
    name: 'afterwards',
    async writeBundle({ dir = '' }) {
      await call({ dir });
    },
  };
}
