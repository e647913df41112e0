/** The whole thing: an OAuth server, a backend that wants its tokens, the gateway, and a site with sessions in front. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import * as webAuthn from '@simplewebauthn/server';
import { BRAND } from '../demo/brand.js';
import { createMfaGateway, toNodeHandler, type GatewayOptions } from '../../src/server/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { startBackend } from './backend.js';
import { Letters } from './letters.js';
import { listen, listener } from './listen.js';
import { Sessions, type Session } from './sessions.js';
import { startTokenServer } from './token-server.js';

export interface ExampleSite {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly clientSecret: string;
  close(): Promise<void>;
}

export interface ExampleSiteOptions extends Pick<GatewayOptions, 'logger'> {
  /** The folder of the built front. */
  front: string;
  /** Default: a free one. */
  port?: number;
  /** Told of each access token that the backend is shown. */
  onToken?: (token: string) => void;
}

const CLIENT_ID = 'pretend-bank';

/** The person who lives here. */
const ALEX = { phoneNumber: '+12025550406', email: 'alex@example.com' };

const NOT_STORED: ResponseInit = { headers: { 'cache-control': 'no-store' } };

/** As strict as a page can be. The drawn phone's camera needs `blob:`; the elements need nothing. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

export async function startExampleSite(options: ExampleSiteOptions): Promise<ExampleSite> {
  const clientSecret = randomBytes(24).toString('base64url');
  const tokenServer = await startTokenServer({ clientId: CLIENT_ID, clientSecret });
  const backend = await startBackend(
    {
      accepts: (token) => {
        options.onToken?.(token);
        return tokenServer.accepts(token);
      },
    },
    { settings: { brand: BRAND }, passkeys: { library: webAuthn } },
  );
  const front = await listen(options.port);
  // Browsers make passkeys for names, and for no address.
  const url = front.url.replace('127.0.0.1', 'localhost');
  const { sandbox } = backend;
  const sessions = new Sessions();
  sessions.addPerson('alex', 'correct horse', ALEX);
  const letters = new Letters();
  const gateway = createMfaGateway({
    upstream: backend.url,
    tokenEndpoint: tokenServer.tokenEndpoint,
    clientId: CLIENT_ID,
    clientSecret,
    identify: (request) => sessions.identityOf(request),
    onVerified: (_, { sessionId }) => sessions.stepUp(sessionId),
    trustedDevices: {},
    onFactorChanged: ({ userName }, change) => letters.write(userName, change),
    passkeys: { rpId: 'localhost', rpName: BRAND, origins: [url] },
    ...(options.logger && { logger: options.logger }),
  });

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const session = sessions.of(request);
    switch (`${request.method} ${pathname}`) {
      case 'GET /':
        return file(options.front, '/index.html');
      case 'GET /session':
        return Response.json(session ? stateOf(session) : null, NOT_STORED);
      case 'POST /sign-in': {
        const form = new URLSearchParams(await request.text());
        const opened =
          isOwn(request) && sessions.signIn(form.get('userName') ?? '', form.get('password') ?? '');
        if (!opened) return new Response(null, { status: 401 });
        const { isTrusted, headers } = await gateway.isTrustedDevice(request, opened.session.person);
        const { session: now, headers: cookie } =
          (isTrusted ? sessions.letIn(opened.session.id) : undefined) ?? opened;
        // In either case: the next value of the device's cookie, or its end.
        new Headers(cookie).forEach((value, name) => headers.append(name, value));
        return Response.json(stateOf(now), { headers });
      }
      case 'POST /sign-out':
        return isOwn(request)
          ? new Response(null, { status: 204, headers: sessions.signOut(request) })
          : new Response(null, { status: 403 });
      case 'POST /transfers': {
        if (!isOwn(request) || !session?.verified) return new Response(null, { status: 403 });
        // A session, or a device that is trusted, sends no money.
        const refusal = await gateway.requireRecentFactor(request, { maxAge: 120 });
        return refusal ?? new Response(null, { status: 204 });
      }
      case 'GET /demo/outbox':
        return Response.json(session ? messagesFor(session.person) : [], NOT_STORED);
      default:
        return request.method === 'GET' && /^\/assets\/[\w.-]+$/.test(pathname)
          ? file(options.front, pathname)
          : new Response(null, { status: 404 });
    }
  }

  /**
   * What has come to the drawn phone. For this demo only: it stands for the phone network, which no site has an
   * address for. Without the numbers and addresses: even here the page learns none.
   */
  function messagesFor({ userName, phoneNumber, email }: Session['person']): object[] {
    const codes = sandbox.outbox
      .filter(({ to }) => to === phoneNumber || to === email)
      .map(({ to: _, ...message }) => message);
    return [...codes, ...letters.of(userName)].sort((a, b) => a.sentAt - b.sentAt);
  }

  const [toGateway, toSite] = [toNodeHandler(gateway), listener(answer)];
  front.handle = (incoming, outgoing) => {
    (incoming.url?.startsWith('/mfa/') ? toGateway : toSite)(incoming, outgoing);
  };
  return {
    url,
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

/** What the page may know of its session. */
function stateOf({ person, verified }: Session): object {
  return { userName: person.userName, verified };
}

async function file(folder: string, path: string): Promise<Response> {
  const content = await readFile(join(folder, path)).catch(() => undefined);
  if (!content) return new Response(null, { status: 404 });
  return new Response(content, {
    headers: {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
      'cache-control': 'no-cache',
    },
  });
}
