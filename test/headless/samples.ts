/** The samples of `examples/own-look`, bundled as an app would bundle them, each with a page that shows it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type OnLoadResult, type Plugin } from 'esbuild';
import { compile } from 'svelte/compiler';
import { compileScript, parse } from 'vue/compiler-sfc';

const path = (below: string): string => fileURLToPath(new URL(`../../${below}`, import.meta.url));

/** What the package's names stand for. */
const ALIAS = {
  'mfa-elements/flows': path('src/flows/index.ts'),
  'mfa-elements/browser': path('src/controllers/browser.ts'),
  'mfa-elements/core': path('src/core/index.ts'),
  'mfa-elements/backends/ciam': path('src/backends/ciam/index.ts'),
};

/** How a page shows each of them, and takes it away again. */
const MOUNTS = {
  plain: `
    import { showSignIn } from './plain.ts';
    globalThis.leave = showSignIn(root, endpoint, onSignedIn);`,
  react: `
    import { Activity, createElement, StrictMode } from 'react';
    import { createRoot } from 'react-dom/client';
    import { SignIn } from './react.tsx';
    const app = createRoot(root);
    const signIn = createElement(SignIn, { endpoint, onSignedIn });
    globalThis.show = (mode) =>
      app.render(createElement(StrictMode, {}, createElement(Activity, { mode }, signIn)));
    globalThis.show('visible');
    globalThis.leave = () => app.unmount();`,
  vue: `
    import { createApp } from 'vue';
    import SignIn from './vue.vue';
    const app = createApp(SignIn, { endpoint, onSignedIn });
    app.mount(root);
    globalThis.leave = () => app.unmount();`,
  svelte: `
    import { mount, unmount } from 'svelte';
    import SignIn from './svelte.svelte';
    const app = mount(SignIn, { target: root, props: { endpoint, onSignedIn } });
    globalThis.leave = () => unmount(app);`,
};

export type Sample = keyof typeof MOUNTS;
export const SAMPLES = Object.keys(MOUNTS) as Sample[];

/** A script that shows a sample in `#app`. Its page says where the backend is, and counts who has signed in. */
export async function bundled(sample: Sample): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: {
      contents: `
        const root = document.querySelector('#app');
        const { endpoint } = root.dataset;
        const onSignedIn = () => (root.dataset.signedIn = String(Number(root.dataset.signedIn ?? 0) + 1));
        ${MOUNTS[sample]}`,
      resolveDir: path('examples/own-look'),
    },
    bundle: true,
    write: false,
    logLevel: 'silent',
    format: 'esm',
    target: 'es2022',
    // React mounts everything twice in this mode only, and each framework says what it does not like.
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    jsx: 'automatic',
    conditions: ['svelte', 'browser'],
    alias: ALIAS,
    plugins: [components],
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
  return outputFiles[0]?.text ?? '';
}

const components: Plugin = {
  name: 'components',
  setup(bundle) {
    bundle.onLoad({ filter: /examples.*\.vue$/ }, async ({ path: file }): Promise<OnLoadResult> => {
      const { descriptor } = parse(await readFile(file, 'utf8'), { filename: file });
      const { content } = compileScript(descriptor, { id: 'sample', inlineTemplate: true });
      return { contents: content, loader: 'ts' };
    });
    bundle.onLoad({ filter: /examples.*\.svelte$/ }, async ({ path: file }): Promise<OnLoadResult> => {
      const { js, warnings } = compile(await readFile(file, 'utf8'), { filename: file, dev: true });
      return { contents: js.code, warnings: warnings.map(({ message }) => ({ text: message })) };
    });
  },
};
