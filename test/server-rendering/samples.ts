/** The samples of docs/server-rendering.md, as the page has them, bundled for the browser and for the server. */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { SERVER_RENDERING_PAGE } from '../../scripts/page-samples.js';

const path = (below: string): string => fileURLToPath(new URL(`../../${below}`, import.meta.url));

/** The code below a marker on the page. */
export async function sampleOf(file: string): Promise<string> {
  const page = await readFile(SERVER_RENDERING_PAGE, 'utf8');
  const sample = new RegExp(`<!-- file: \\S*/${file} -->\\s*\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(page)?.[1];
  if (!sample) throw new Error(`There is no ${file} on the page`);
  return sample;
}

/** How a page of React uses the sample: with its own input, or with none. */
export interface ReactPage {
  strict: boolean;
  ownInput: boolean;
}

/** The script of the browser. @param kit - The folder of the package, in place of its sources. */
export async function browserScript(kit?: string): Promise<string> {
  return bundled(
    { stdin: { contents: await sampleOf('browser.ts'), loader: 'ts', resolveDir: path('.') } },
    kit,
  );
}

/** What the server has rendered for it. */
export async function litMarkup(endpoint: string, kit?: string): Promise<string> {
  const contents = `${await sampleOf('page.ts')}; export default await codeStep(${JSON.stringify(endpoint)});`;
  return onServer({ stdin: { contents, loader: 'ts', resolveDir: path('.') } }, kit);
}

/** The script that hydrates what the server has rendered of the sample for React. */
export async function reactScript({ strict, ownInput }: ReactPage): Promise<string> {
  const contents = `
    import { createElement, StrictMode } from 'react';
    import { hydrateRoot } from 'react-dom/client';
    import { CodeStep } from 'sample';
    const root = document.querySelector('#root');
    const onSignedIn = () => (root.dataset.signedIn = String(Number(root.dataset.signedIn ?? 0) + 1));
    const step = createElement(CodeStep, { endpoint: root.dataset.endpoint, onSignedIn });
    const onRecoverableError = (error) => console.error(error.message);
    globalThis.app = hydrateRoot(root, ${strict ? 'createElement(StrictMode, {}, step)' : 'step'}, { onRecoverableError });`;
  return bundled({
    stdin: { contents, resolveDir: path('.') },
    plugins: [await reactSample(ownInput)],
    // Only this one says what it does not like.
    define: { 'process.env.NODE_ENV': '"development"' },
  });
}

/** What the server has rendered of it. */
export async function reactMarkup({ strict, ownInput }: ReactPage, endpoint: string): Promise<string> {
  const contents = `
    import { createElement, StrictMode } from 'react';
    import { renderToString } from 'react-dom/server';
    import { CodeStep } from 'sample';
    const step = createElement(CodeStep, { endpoint: ${JSON.stringify(endpoint)} });
    export default renderToString(${strict ? 'createElement(StrictMode, {}, step)' : 'step'});`;
  return onServer({ stdin: { contents, resolveDir: path('.') }, plugins: [await reactSample(ownInput)] });
}

/** What a module exports by default, in a Node of its own: each has one registry of elements. */
async function onServer(options: BuildOptions, kit?: string): Promise<string> {
  const require = `import { createRequire } from 'node:module'; const require = createRequire('${path('package.json')}');`;
  const code = await bundled({ ...options, platform: 'node', banner: { js: require } }, kit);
  const address = JSON.stringify(`data:text/javascript,${encodeURIComponent(code)}`);
  const input = `const { default: markup } = await import(${address}); process.stdout.write(markup);`;
  return execFileSync(process.execPath, ['--input-type=module'], { input, encoding: 'utf8' });
}

async function reactSample(ownInput: boolean): Promise<NonNullable<BuildOptions['plugins']>[number]> {
  const sample = await sampleOf('react.jsx');
  const contents = ownInput ? sample : sample.replace(/<label htmlFor="code">.*?<input[^>]*\/>/s, '');
  return {
    name: 'sample',
    setup(bundle) {
      bundle.onResolve({ filter: /^sample$/ }, () => ({ path: 'sample', namespace: 'sample' }));
      bundle.onLoad({ filter: /.*/, namespace: 'sample' }, () => ({
        contents,
        loader: 'jsx',
        resolveDir: path('.'),
      }));
    },
  };
}

async function bundled(options: BuildOptions, kit = path('src')): Promise<string> {
  const { outputFiles, warnings } = await build({
    bundle: true,
    write: false,
    logLevel: 'silent',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    alias: { 'mfa-elements/define': `${kit}/define` },
    ...options,
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
  return outputFiles?.[0]?.text ?? '';
}
