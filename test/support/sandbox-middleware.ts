import type { Middleware } from '@web/dev-server-core';
export function sandboxMiddleware(): Middleware { return (_c, next) => next(); }
