/** The whole thing: an OAuth server, a backend that wants its tokens, the gateway, and a site with sessions in front. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { maskDestination } from '../../src/core/mask.js';
import { createMfaGateway, toNodeHandler, type GatewayOptions } from '../../src/server/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { startBackend } from './backend.js';
import { listen, listener } from './listen.js';
import { accountPage, signInPage } from './pages.js';
import { Sessions } from './sessions.js';
import { startTokenServer } from './token-server.js';

export interface ExampleSite {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly clientSecret: string;
  close(): Promise<void>;
}

export interface ExampleSiteOptions extends Pick<GatewayOptions, 'logger'> {
  /** The folder of the script-tag build. */
  kit: string;
  /** Default: a free one. */
  port?: number;
  /** Told of each access token that the backend is shown. */
  onToken?: (token: string) => void;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLIENT_ID = 'pretend-bank';

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

export async function startExampleSite(options: ExampleSiteOptions): Promise<ExampleSite> {
  const clientSecret = randomBytes(24).toString('base64url');
  const tokenServer = await startTokenServer({ clientId: CLIENT_ID, clientSecret });
  const backend = await startBackend({
    accepts: (token) => {
      options.onToken?.(token);
      return tokenServer.accepts(token);
    },
  });
  const { sandbox } = backend;
  const sessions = new Sessions();
  sessions.addPerson('jdoe', 'correct horse', { phoneNumber: '+12025550406', email: 'jdoe@example.com' });
  const gateway = createMfaGateway({
    upstream: backend.url,
    tokenEndpoint: tokenServer.tokenEndpoint,
    clientId: CLIENT_ID,
    clientSecret,
    identify: (request) => sessions.identityOf(request),
    onVerified: (_, { sessionId }) => sessions.stepUp(sessionId),
    ...(options.logger && { logger: options.logger }),
  });

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const session = sessions.of(request);
    switch (`${request.method} ${pathname}`) {
      case 'GET /':
        return page(session ? accountPage(session) : signInPage(false));
      case 'POST /sign-in': {
        const form = new URLSearchParams(await request.text());
        const opened =
          isOwn(request) && sessions.signIn(form.get('userName') ?? '', form.get('password') ?? '');
        return opened ? redirect(opened) : page(signInPage(true), 401);
      }
      case 'POST /sign-out':
        return isOwn(request) ? redirect(sessions.signOut(request)) : new Response(null, { status: 403 });
      case 'GET /outbox':
        return session ? Response.json(messagesFor(session.person)) : new Response(null, { status: 401 });
      case 'GET /page.js':
      case 'GET /page.css':
        return file(HERE, pathname);
      default:
        return /^\/kit\/(chunks\/)?[\w-]+\.js$/.test(pathname)
          ? file(options.kit, pathname.slice('/kit'.length))
          : new Response(null, { status: 404 });
    }
  }

  /** Never with the number or address itself: the page may not know it. */
  function messagesFor({ phoneNumber, email }: { phoneNumber: string; email: string }): object[] {
    return sandbox.outbox
      .filter(({ to }) => to === phoneNumber || to === email)
      .map(({ channel, to, text }) => ({ channel, to: maskDestination(to), text }));
  }

  const front = await listen(options.port);
  const [toGateway, toSite] = [toNodeHandler(gateway), listener(answer)];
  front.handle = (incoming, outgoing) => {
    (incoming.url?.startsWith('/mfa/') ? toGateway : toSite)(incoming, outgoing);
  };
  return {
    url: front.url,
    sandbox,
    clientSecret,
    async close() {
      await front.close();
      await backend.close();
      await tokenServer.close();
    },
  };
}

/** A form of another site is no form of ours. */
function isOwn(request: Request): boolean {
  return request.headers.get('sec-fetch-site') === 'same-origin';
}

function page(html: string, status = 200): Response {
  return new Response(html, { status, headers: PAGE_HEADERS });
}

function redirect(headers: HeadersInit): Response {
  const answer = new Response(null, { status: 303, headers });
  answer.headers.set('location', '/');
  return answer;
}

async function file(folder: string, path: string): Promise<Response> {
  const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
  const content = await readFile(join(folder, path)).catch(() => undefined);
  if (!content) return new Response(null, { status: 404 });
  return new Response(content, { headers: { 'content-type': type, 'cache-control': 'no-cache' } });
}
