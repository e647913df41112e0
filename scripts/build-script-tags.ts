/** The builds for pages without a bundler, from the package as it is published. */
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';

/** One language: a file under its own name beside the scripts, which they share. */
const LANGUAGE = /\/locales\/[a-z]{2,3}(-[a-z\d]+)*\.js$/;

/** @param packageDir - With the modules of the package; the scripts go into `script` below it. */
export async function buildScriptTags(packageDir: string): Promise<void> {
  // Each script is built apart: together, the bundler would cut what they share into a dozen files.
  await buildScript(packageDir, 'mfa-elements', 'define/script-tag');
  await buildScript(packageDir, 'mfa-otp', 'define/otp-script-tag');
  // Loads the first script, and brings only what comes on top.
  await buildScript(packageDir, 'mfa-js-interface', 'compat/script-tag', [
    {
      name: 'first-script',
      enforce: 'pre',
      resolveId: (source) =>
        /\/define\/(script-tag|lazy-tags)\.js$/.test(source)
          ? { id: './mfa-elements.js', external: true }
          : null,
    },
  ]);
  await buildScript(packageDir, 'mfa-js-interface.classic', 'compat/classic', [], 'iife');
}

async function buildScript(
  packageDir: string,
  name: string,
  entry: string,
  plugins: Plugin[] = [],
  format: 'es' | 'iife' = 'es',
): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    base: './',
    plugins,
    publicDir: false,
    build: {
      outDir: join(packageDir, 'script'),
      emptyOutDir: false,
      target: 'es2022',
      reportCompressedSize: false,
      // Built as a library: chunks then load each other by plain `import()`, with no helper of Vite's around it.
      lib: {
        entry: { [name]: resolve(packageDir, `${entry}.js`) },
        formats: [format],
        name: 'MfaJsInterface',
      },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: ({ facadeModuleId }) =>
            LANGUAGE.test(facadeModuleId ?? '') ? 'locales/[name].js' : `chunks/${name}-[name]-[hash].js`,
          minify: true,
          codeSplitting: format === 'es' && {
            groups: [
              // What every backend needs comes with the script: a page waits for its backend's one file, and no other.
              { name, test: new RegExp(`/(core|backends)/[^/]+\\.js$|/${entry}\\.js$`), priority: 1 },
              // What only larger elements share.
              { name: `${name}-shared`, test: /\/(elements|styles)\/[^/]+\.js$/ },
            ],
          },
        },
      },
    },
  });
}
