import type { Middleware } from '@web/dev-server-core';
import { sendResponse, toRequest } from '../../src/server/node-adapter.js';
import { SandboxHost } from './sandbox-server.js';

/** Offers sandboxes under `/sandboxes` of the test server. */
export function sandboxMiddleware(): Middleware {
  const host = new SandboxHost();
  return async (context, next) => {
    if (!host.owns(context.path)) {
      await next();
      return;
    }
    // The answer goes out by itself, so that it can be endless, or never come.
    context.respond = false;
    try {
      const response = await host.handle(await toRequest(context.req, context.res));
      await sendResponse(response, context.res);
    } catch {
      // The page hung up.
      context.res.destroy();
    }
  };
}
