/** A website of one's own over real HTTP: pages, files, sandboxes, and a log of all that was asked for. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { sendResponse, toRequest } from '../../src/server/node-adapter.js';
import { createTestSandbox, type TestSandbox, type TestSandboxSettings } from './sandbox.js';
import { SandboxHost } from './sandbox-server.js';

/** A request as the server saw it. */
export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Resolves when the other side hangs up before it has the whole answer. */
  readonly hungUp: Promise<void>;
}

export interface Site {
  readonly url: string;
  readonly visits: Visit[];
  /** The first request that is like this, now or when it comes. The test's own time limit ends the wait. */
  visit(isIt: (visit: Visit) => boolean): Promise<Visit>;
  /** Puts a page there; gives its address. */
  page(path: string, html: string, headers?: Record<string, string>): string;
  /** Puts a script there; gives its address. */
  script(path: string, code: string): string;
  /** A backend of the site's own origin. */
  sandbox(settings?: TestSandboxSettings): Promise<TestSandbox>;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** A folder whose files are served, and below which path. */
  files?: { at: string; folder: string };
  /** Whether pages of other origins may load the files. Default false. */
  shared?: boolean;
}

/** What browsers ask for or send by themselves. */
const QUIET = ['/favicon.ico', '/reports'];
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };

export async function startSite({ files, shared = false }: SiteOptions = {}): Promise<Site> {
  const host = new SandboxHost();
  const pages = new Map<string, { body: string; headers: Record<string, string> }>();
  const visits: Visit[] = [];
  const waiting = new Set<(visit: Visit) => void>();

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (host.owns(pathname)) return host.handle(request);
    const page = pages.get(pathname);
    if (page) return new Response(page.body, { headers: page.headers });
    const type = TYPES[extname(pathname)];
    if (!files || !type || !pathname.startsWith(files.at) || pathname.includes('..')) {
      return new Response(null, { status: QUIET.includes(pathname) ? 204 : 404 });
    }
    const body = await readFile(join(files.folder, pathname.slice(files.at.length)));
    return new Response(body, {
      headers: { 'content-type': type, ...(shared && { 'access-control-allow-origin': '*' }) },
    });
  }

  const server = createServer((incoming, outgoing) => {
    void toRequest(incoming, outgoing)
      .then(async (request) => {
        const body = await request.clone().text();
        const hungUp = new Promise<void>((resolve) => {
          if (request.signal.aborted) resolve();
          else request.signal.addEventListener('abort', () => resolve());
        });
        const { url: path = '', headers } = incoming;
        const visit: Visit = { method: request.method, path, headers, body, hungUp };
        visits.push(visit);
        for (const tell of waiting) tell(visit);
        await sendResponse(await answer(request), outgoing);
      })
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    visits,
    visit: (isIt) =>
      new Promise((resolve) => {
        const tell = (visit: Visit): void => {
          if (!isIt(visit)) return;
          waiting.delete(tell);
          resolve(visit);
        };
        waiting.add(tell);
        visits.forEach(tell);
      }),
    page(path, body, headers = {}) {
      pages.set(path, { body, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });
      return url + path;
    },
    script(path, body) {
      pages.set(path, { body, headers: { 'content-type': 'text/javascript; charset=utf-8' } });
      return url + path;
    },
    sandbox: (settings = {}) => createTestSandbox(settings, url),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
