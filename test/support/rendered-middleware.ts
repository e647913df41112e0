import type { Middleware } from '@web/dev-server-core';
import type { PageOptions } from '../server-rendering/rendered-page.js';

/** Renders screens on the server: `/server-rendered?screen=…&endpoint=…&script=…`. */
export function renderedMiddleware(): Middleware {
  return async (context, next) => {
    if (context.path !== '/server-rendered') {
      await next();
      return;
    }
    // The renderer changes what is global: only who asks for it has it.
    const { screenPage } = await import('../server-rendering/rendered-page.js');
    context.type = 'html';
    context.body = await screenPage(context.query as unknown as PageOptions);
  };
}
