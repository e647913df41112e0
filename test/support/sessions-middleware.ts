/**
 * Sites of the test server whose session can end. `POST /sites` makes one and answers `{base}`; below its base it answers
 * as it was told, and below `<base>/mfa` is our gateway, with a sandbox behind. `POST <base>/end {as}` ends the session:
 * from then on something in front of it all leads to the login page, or shows it in place of each answer.
 */
import { randomUUID } from 'node:crypto';
import type { Middleware } from '@web/dev-server-core';
import { createSandbox } from '../../src/sandbox/index.js';
import { createMfaGateway } from '../../src/server/index.js';
import { sendResponse, toRequest } from '../../src/server/node-adapter.js';
import { JDOE } from './sandbox-server.js';

/** How those answer whose session is over: with a redirect to the login page, or with that page. */
export type Ending = 'redirect' | 'page';

/** What is answered, by `METHOD /path`. */
export type SiteAnswers = Readonly<Record<string, unknown>>;

const ROOT = '/sites';
const UPSTREAM = 'https://upstream.example';
const LOGIN_PAGE = '<!doctype html><title>Sign in</title><p>Sign in</p>';

interface Room {
  readonly answers: SiteAnswers;
  readonly gateway: (request: Request) => Promise<Response>;
  ending?: Ending;
}

const rooms = new Map<string, Room>();

export function sessionsMiddleware(): Middleware {
  return async (context, next) => {
    if (context.path !== ROOT && !context.path.startsWith(`${ROOT}/`)) {
      await next();
      return;
    }
    context.respond = false;
    await sendResponse(await answer(await toRequest(context.req, context.res)), context.res);
  };
}

async function answer(request: Request): Promise<Response> {
  const [id = '', ...rest] = new URL(request.url).pathname.slice(ROOT.length + 1).split('/');
  if (!id) return create((await request.json()) as SiteAnswers);
  const room = rooms.get(id);
  const path = `/${rest.join('/')}`;
  if (!room) return new Response(null, { status: 404 });
  if (path === '/end') {
    room.ending = ((await request.json()) as { as: Ending }).as;
    return Response.json({});
  }
  if (room.ending === 'redirect') return new Response(null, { status: 302, headers: { location: '/login' } });
  if (room.ending === 'page') return new Response(LOGIN_PAGE, { headers: { 'content-type': 'text/html' } });
  if (path.startsWith('/mfa/')) return room.gateway(request);
  const body = room.answers[`${request.method} ${path}`];
  return body === undefined ? Response.json({}, { status: 404 }) : Response.json(body);
}

function create(answers: SiteAnswers): Response {
  const id = randomUUID();
  const base = `${ROOT}/${id}`;
  const sandbox = createSandbox();
  const gateway = createMfaGateway({
    upstream: UPSTREAM,
    tokenEndpoint: `${UPSTREAM}/ciam-mfa/v2/get/token`,
    clientId: 'sandbox',
    clientSecret: 'sandbox-secret',
    basePath: `${base}/mfa`,
    identify: () => ({ sessionId: id, ...JDOE, mayManageDevices: true }),
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
    // Browsers of the tests say nothing that the gateway could count on.
    logger: () => {},
  });
  rooms.set(id, { answers, gateway });
  return Response.json({ base });
}
