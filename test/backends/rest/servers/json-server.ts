/** A small server over real HTTP that speaks JSON: routes and what they answer. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendResponse, toRequest } from '../../../../src/server/node-adapter.js';

export interface Call {
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
  /** The parts of the path that the route leaves open. */
  readonly parts: readonly string[];
}

export interface Answer {
  /** Default 200. */
  status?: number;
  /** Default: none. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** By `METHOD /path`, where `*` stands for one part of the path. */
export type Routes = Readonly<Record<string, (call: Call) => Answer | Promise<Answer>>>;

export interface JsonServer {
  readonly endpoint: string;
  /** What came, as `POST /path {"body":…}`. */
  readonly seen: string[];
  close(): Promise<void>;
}

/** Pages of any origin may ask, with whatever headers. */
const corsHeaders = (request: Request): Record<string, string> => ({
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '*',
});

export async function startJsonServer(routes: Routes): Promise<JsonServer> {
  const seen: string[] = [];
  async function answer(request: Request): Promise<Response> {
    if (request.method === 'OPTIONS')
      return new Response(null, { status: 204, headers: corsHeaders(request) });
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    seen.push(`${request.method} ${pathname}${search}${text && ` ${text}`}`);
    for (const [route, handle] of Object.entries(routes)) {
      const pattern = new RegExp(`^${route.replace(/[.+]/g, '\\$&').replaceAll('*', '([^/]+)')}$`);
      const found = pattern.exec(`${request.method} ${pathname}`);
      if (!found) continue;
      const call: Call = {
        body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
        headers: request.headers,
        parts: found.slice(1).map(decodeURIComponent),
      };
      const { status = 200, body, headers = {} } = await handle(call);
      return new Response(body === undefined ? null : JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json', ...corsHeaders(request), ...headers },
      });
    }
    return new Response('<h1>Not found</h1>', { status: 404, headers: { 'content-type': 'text/html' } });
  }
  const server = createServer((incoming, outgoing) => {
    void toRequest(incoming, outgoing)
      .then(async (request) => sendResponse(await answer(request), outgoing))
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
