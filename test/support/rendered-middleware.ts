import { build } from 'esbuild';
import type { Middleware } from '@web/dev-server-core';
import type { PageOptions } from '../server-rendering/rendered-page.js';

const PATH = '/server-rendered';
const built = new Map<string, Promise<string>>();

/**
 * Renders screens on the server: `/server-rendered?screen=…&endpoint=…&script=…`; the scripts of these pages come in one
 * piece each, `/server-rendered/bare-page.js`, since a page with 300 modules takes seconds in some engines.
 */
export function renderedMiddleware(): Middleware {
  return async (context, next) => {
    const script = new RegExp(`^${PATH}/([a-z-]+)\\.js$`).exec(context.path)?.[1];
    if (script) {
      if (!built.has(script)) built.set(script, bundle(script));
      context.type = 'js';
      context.body = await built.get(script);
    } else if (context.path === PATH) {
      // The renderer changes what is global: only who asks for it has it.
      const { screenPage } = await import('../server-rendering/rendered-page.js');
      context.type = 'html';
      context.body = await screenPage(context.query as unknown as PageOptions);
    } else await next();
  };
}

/** With the builds of Lit that complain. */
async function bundle(script: string): Promise<string> {
  const result = await build({
    entryPoints: [`test/server-rendering/${script}.ts`],
    bundle: true,
    format: 'esm',
    conditions: ['development'],
    // Our package promises of its own modules that they do nothing by themselves, and these are not of them.
    ignoreAnnotations: true,
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}
