/**
 * Offers servers of backends to pages of the test server: real ones below `/real`, small ones of our own below `/small`.
 * Each is started when it is first asked for.
 */
import type { Middleware } from '@web/dev-server-core';
import { startFirebaseApps, type FirebaseApps } from '../backends/rest/servers/firebase.js';
import { SECRET, startKratos, type Kratos } from '../backends/rest/servers/kratos.js';
import { startCognito, type Cognito } from './real/cognito.js';
import { startFirebase, type Firebase } from './real/firebase.js';

export function serversMiddleware(): Middleware {
  let cognito: Promise<Cognito> | undefined;
  let firebase: Promise<Firebase> | undefined;
  let kratos: Kratos | undefined;
  let apps: FirebaseApps | undefined;
  const acts: Record<string, (query: URLSearchParams) => Promise<unknown>> = {
    '/real/cognito/person': async () => (await (cognito ??= startCognito())).person(),
    '/real/cognito/code': async (query) => (await cognito)?.codeTo(query.get('to') ?? ''),
    '/real/cognito/send-to-phone': async (query) => (await cognito)?.sendToPhone(query.get('user') ?? ''),
    '/real/firebase/person': async () => (await (firebase ??= startFirebase())).person(),
    '/small/kratos': async () => {
      kratos = await startKratos(true);
      return { endpoint: kratos.endpoint, secret: SECRET };
    },
    '/small/kratos/grow': () => Promise.resolve(kratos?.grow()),
    '/small/firebase-apps': async () => {
      apps = await startFirebaseApps();
      return { endpoint: apps.endpoint };
    },
    '/small/firebase-apps/login': () => Promise.resolve(apps?.login()),
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
