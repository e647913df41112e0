/**
 * Isolated sandboxes over real HTTP. `POST /sandboxes` makes one and answers `{id, base}`; below its base lie the
 * sandbox's own paths, `POST <base>/clock {advanceMs}`, `GET <base>/requests`, and `<base>/redirect`, which leads to the former.
 */
import { createServer } from 'node:http';
import * as webAuthn from '@simplewebauthn/server';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import {
  createSandbox,
  type Sandbox,
  type SandboxIdentity,
  type SandboxSettings,
} from '../../src/sandbox/index.js';
import { sendResponse, toRequest } from '../../src/server/node-adapter.js';
import { OffsetClock } from './offset-clock.js';

/** What a test asks for. */
export interface TestSandboxSettings extends Partial<SandboxSettings> {
  /** Who is signed in at the gateway. Default: jdoe, with phone and e-mail. `null`: nobody. */
  gateway?: SandboxIdentity | null;
  /** How far the server's clock is ahead of the real one. Default 0. */
  clockOffsetMs?: number;
  allowOrigins?: string[];
}

/** A request as it came, for tests that assert what was sent. */
export interface LoggedRequest {
  method: string;
  /** Below the sandbox's base. */
  path: string;
  query: Record<string, string>;
  /** Without what every browser adds. */
  headers: Record<string, string>;
  body: string;
}

export const JDOE: SandboxIdentity = {
  userName: 'jdoe',
  phoneNumber: '+12025550406',
  email: 'jdoe@example.com',
};

const ROOT = '/sandboxes';
const NOISE =
  /^(host|connection|content-length|accept-(encoding|language)|user-agent|sec-.*|origin|referer|pragma)$/;

interface Room {
  sandbox: Sandbox;
  clock: OffsetClock;
  requests: LoggedRequest[];
}

/** All sandboxes of one server. */
export class SandboxHost {
  readonly #rooms = new Map<string, Room>();

  /** Whether a path is one of this host's. */
  owns(path: string): boolean {
    return path === ROOT || path.startsWith(`${ROOT}/`);
  }

  async handle(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [id = '', ...rest] = pathname.slice(ROOT.length + 1).split('/');
    if (!id && request.method === 'POST') return this.#create((await request.json()) as TestSandboxSettings);
    const room = this.#rooms.get(id);
    if (!room) return Response.json({ title: 'No such sandbox' }, { status: 404 });
    const path = `/${rest.join('/')}`;
    if (path === '/clock') {
      const { advanceMs } = (await request.json()) as { advanceMs: number };
      room.clock.advance(advanceMs);
      return Response.json({ now: room.clock.now() });
    }
    if (path === '/redirect')
      return new Response(null, { status: 302, headers: { location: `${ROOT}/${id}/requests` } });
    if (path === '/requests') return Response.json(room.requests);
    if (!path.startsWith('/sandbox/')) {
      room.requests.push({
        method: request.method,
        path,
        query: Object.fromEntries(searchParams),
        headers: Object.fromEntries([...request.headers].filter(([name]) => !NOISE.test(name))),
        body: await request.clone().text(),
      });
    }
    return room.sandbox.fetch(request);
  }

  #create({ gateway = JDOE, clockOffsetMs, allowOrigins, ...settings }: TestSandboxSettings): Response {
    const id = randomUUID();
    const base = `${ROOT}/${id}`;
    const clock = new OffsetClock(clockOffsetMs);
    const sandbox = createSandbox({
      settings,
      identify: () => (gateway ? { mayManageDevices: true, ...gateway } : undefined),
      basePath: base,
      controls: true,
      passkeys: { library: webAuthn },
      clock,
      ...(allowOrigins && { allowOrigins }),
    });
    this.#rooms.set(id, { sandbox, clock, requests: [] });
    return Response.json({ id, base }, { status: 201 });
  }
}

/** A server of its own, for tests that run in Node. */
export async function startSandboxServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const host = new SandboxHost();
  const server = createServer((incoming, outgoing) => {
    void toRequest(incoming, outgoing)
      .then((request) => host.handle(request))
      .then((response) => sendResponse(response, outgoing))
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
