import type { Middleware } from '@web/dev-server-core';
import { libraryPage, type PageOptions } from '../page-libraries/pages.js';

/** Serves the pages of a site that works with htmx or Turbo. */
export function libraryMiddleware(): Middleware {
  return async (context, next) => {
    if (context.path !== '/page-libraries') {
      await next();
      return;
    }
    context.type = 'html';
    context.body = libraryPage(context.query as unknown as PageOptions);
  };
}
