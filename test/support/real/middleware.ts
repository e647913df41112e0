/** Offers the real servers to pages of the test server, below `/real`. Each is started when it is first asked for. */
import type { Middleware } from '@web/dev-server-core';
import { startCognito, type Cognito } from './cognito.js';
import { startFirebase, type Firebase } from './firebase.js';

export function realServersMiddleware(): Middleware {
  let cognito: Promise<Cognito> | undefined;
  let firebase: Promise<Firebase> | undefined;
  const acts: Record<string, (query: URLSearchParams) => Promise<unknown>> = {
    '/real/cognito/person': async () => (await (cognito ??= startCognito())).person(),
    '/real/cognito/code': async (query) => (await cognito)?.codeTo(query.get('to') ?? ''),
    '/real/cognito/send-to-phone': async (query) => (await cognito)?.sendToPhone(query.get('user') ?? ''),
    '/real/firebase/person': async () => (await (firebase ??= startFirebase())).person(),
    '/real/firebase/code': async (query) => (await firebase)?.codeTo(query.get('to') ?? ''),
  };
  return async (context, next) => {
    const act = acts[context.path];
    if (!act) {
      await next();
      return;
    }
    context.type = 'application/json';
    context.body = JSON.stringify((await act(new URLSearchParams(context.querystring))) ?? null);
  };
}
