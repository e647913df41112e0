/** A gateway on a port of its own, the sandbox behind it on another, and people with sessions in front. */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import * as webAuthn from '@simplewebauthn/server';
import { listen, listener, type Listening } from '../../../examples/server/listen.js';
import { createSandbox, type Sandbox, type SandboxSettings } from '../../../src/sandbox/index.js';
import {
  createMfaGateway,
  toNodeHandler,
  type GatewayEvent,
  type GatewayOptions,
  type MfaGateway,
  type MfaIdentity,
} from '../../../src/server/index.js';
import { OffsetClock } from '../../support/offset-clock.js';

/** Each session by the cookie that stands for it. */
export const PEOPLE: Readonly<Record<string, MfaIdentity>> = {
  jdoe: person('jdoe', '+12025550406', 'jdoe@example.com'),
  'jdoe-elsewhere': { ...person('jdoe', '+12025550406', 'jdoe@example.com'), sessionId: 'elsewhere' },
  mallory: person('mallory', '+12025550666', 'mallory@example.com'),
  phoneless: { sessionId: 'phoneless', userName: 'phoneless' },
  halfway: { ...person('jdoe', '+12025550406', 'jdoe@example.com'), mayManageDevices: false },
  // As an application says that has never heard of it.
  unsaid: { sessionId: 'unsaid', userName: 'jdoe', phoneNumber: '+12025550406' },
};

function person(userName: string, phoneNumber: string, email: string): MfaIdentity {
  return { sessionId: userName, userName, phoneNumber, email, mayManageDevices: true };
}

/** Who a request's cookie says that it is. */
export function identify(request: Request): MfaIdentity | undefined {
  const name = /session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return name === undefined ? undefined : PEOPLE[name];
}

/** A request as the backend saw it. */
export interface UpstreamCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface GatewaySite {
  readonly url: string;
  readonly gateway: MfaGateway;
  readonly clock: OffsetClock;
  readonly sandbox: Sandbox;
  /** What reached the API, without requests for tokens. */
  readonly calls: UpstreamCall[];
  readonly tokenCalls: Request[];
  readonly events: GatewayEvent[];
  readonly upstream: Listening;
  /** What the backend answers instead of the sandbox; `undefined`: the sandbox does. */
  lie: ((request: Request) => Response | Promise<Response | undefined> | undefined) | undefined;
  /** A request as a page of the gateway's own origin sends it. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
  /** Sends a code to jdoe, and gives the authId. */
  start(deviceType?: string, session?: string): Promise<string>;
  /** The code in the newest message. */
  lastCode(): string;
  wrongCode(): string;
  close(): Promise<void>;
}

export interface AskOptions {
  body?: unknown;
  /** `null`: nobody. Default jdoe. */
  session?: string | null;
  /** `null` leaves one out. */
  headers?: Record<string, string | null>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const TOKEN_PATH = '/ciam-mfa/v2/get/token';

export interface GatewaySiteOptions {
  gateway?: Partial<GatewayOptions>;
  sandbox?: Partial<SandboxSettings>;
}

/** Limits that are in no test's way but the one that is about them. */
export const GENEROUS: NonNullable<GatewayOptions['limits']> = {
  sends: {
    user: { count: 10_000, windowMs: 60_000 },
    destination: { count: 10_000, windowMs: 60_000 },
    address: { count: 10_000, windowMs: 60_000 },
  },
  checks: {
    user: { count: 10_000, windowMs: 60_000 },
    destination: { count: 10_000, windowMs: 60_000 },
    address: { count: 10_000, windowMs: 60_000 },
  },
  others: { user: { count: 10_000, windowMs: 60_000 }, address: { count: 10_000, windowMs: 60_000 } },
  resendDelayMs: 0,
};

export async function startGatewaySite(options: GatewaySiteOptions = {}): Promise<GatewaySite> {
  const clock = new OffsetClock();
  const sandbox = createSandbox({
    clock,
    settings: { maxAttempts: 1000, ...options.sandbox },
    passkeys: { library: webAuthn },
  });
  const upstream = await listen();
  const front = await listen();
  const calls: UpstreamCall[] = [];
  const tokenCalls: Request[] = [];
  const events: GatewayEvent[] = [];
  const gateway = createMfaGateway({
    upstream: upstream.url,
    tokenEndpoint: upstream.url + TOKEN_PATH,
    clientId: 'sandbox',
    clientSecret: 'sandbox-secret',
    identify,
    limits: GENEROUS,
    logger: (event) => events.push(event),
    clock,
    ...options.gateway,
  });
  front.handle = toNodeHandler(gateway);
  upstream.handle = listener(async (request) => {
    const { pathname } = new URL(request.url);
    const copy = request.clone();
    if (pathname === TOKEN_PATH) tokenCalls.push(copy);
    else {
      const text = await copy.text();
      calls.push({
        method: request.method,
        path: pathname,
        authorization: request.headers.get('authorization'),
        body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
      });
    }
    return (await site.lie?.(request)) ?? sandbox.fetch(request);
  });
  const site: GatewaySite = {
    url: front.url,
    gateway,
    clock,
    sandbox,
    calls,
    tokenCalls,
    events,
    upstream,
    lie: undefined,
    ask: (method, path, more) => askAt(front.url, method, path, more),
    async start(deviceType = 'SMS', session = 'jdoe') {
      const { status, body, text } = await site.ask('POST', '/deviceAuthentications', {
        body: { deviceType },
        session,
      });
      if (status !== 201) throw new Error(`No code was sent: ${text}`);
      return String(body.authId);
    },
    lastCode: () => /\d{6}/.exec(sandbox.outbox.at(-1)?.text ?? '')?.[0] ?? '',
    wrongCode: () => wrongCode(site.lastCode()),
    async close() {
      await front.close();
      await upstream.close();
    },
  };
  return site;
}

/** Another code than this one. */
export function wrongCode(code: string): string {
  return code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);
}

/** As the elements on a page of the gateway's own origin ask it. */
export async function askAt(
  origin: string,
  method: string,
  path: string,
  { body, session = 'jdoe', headers = {} }: AskOptions = {},
): Promise<Answer> {
  const all = {
    origin: method === 'GET' ? null : origin,
    'sec-fetch-site': 'same-origin',
    cookie: session === null ? null : `session=${session}`,
    'content-type': body === undefined ? null : 'application/json',
    ...headers,
  };
  const sent = Object.entries(all).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, value]],
  );
  // Not `fetch`: it gives up where a small machine is slow to take a thousand connections.
  const asked = httpRequest(`${origin}/mfa${path}`, { method, headers: Object.fromEntries<string>(sent) });
  asked.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of answer.setEncoding('utf8')) text += String(chunk);
  const fields = text ? (JSON.parse(text) as Record<string, unknown>) : {};
  const received = Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  );
  return { status: answer.statusCode ?? 0, headers: new Headers(received), text, body: fields };
}
