/** A sandbox of one's own, from a test in a browser or in Node. */
import type { Faults, OutboxMessage, SandboxSettings } from '../../src/sandbox/index.js';
import type { LoggedRequest, TestSandboxSettings } from './sandbox-server.js';

export type { LoggedRequest, TestSandboxSettings };

export interface TestSandbox {
  readonly base: string;
  /** Of the gateway: what a page is given. */
  readonly endpoint: string;
  /** Of the API itself, for a trusted caller. */
  readonly ciam: string;
  outbox(): Promise<OutboxMessage[]>;
  /** The code in the newest message. */
  lastCode(): Promise<string>;
  /** A code of the right length that is not the one in the newest message. */
  wrongCode(): Promise<string>;
  /** Moves the server's clock forward. */
  advance(ms: number): Promise<void>;
  faults(faults: Faults): Promise<void>;
  /** `userName` is by default the one who is signed in at the gateway by default. */
  lock(seconds: number, userName?: string): Promise<void>;
  expire(): Promise<void>;
  reset(): Promise<void>;
  settings(settings: Partial<SandboxSettings>): Promise<void>;
  /** Pairs an authenticator without the ceremony; gives its secret. */
  authenticator(deviceName: string, userName?: string): Promise<string>;
  /** Gives a passkey, with a name or without. */
  passkey(deviceName?: string, userName?: string): Promise<void>;
  /** Gives a phone that shows notifications. */
  pushPhone(userName?: string): Promise<void>;
  /** A phone scans what is on the screen. */
  scanPush(code: string): Promise<void>;
  /** The person answers the notification that waits. */
  answerPush(answer: 'approve' | 'deny'): Promise<void>;
  /** What came in at the contracts' paths, oldest first. */
  requests(): Promise<LoggedRequest[]>;
  /** An access token for a trusted caller. */
  token(): Promise<string>;
  /** The server's time, in epoch milliseconds. */
  now(): Promise<number>;
}

/** @param origin - Of the server. Default: the page's own. */
export async function createTestSandbox(
  settings: TestSandboxSettings = {},
  origin = '',
): Promise<TestSandbox> {
  const made = await call<{ base: string }>('POST', `${origin}/sandboxes`, settings);
  const base = origin + made.base;
  const get = <T>(path: string): Promise<T> => call<T>('GET', base + path);
  const post = async (path: string, body: unknown = {}): Promise<void> => {
    await call('POST', base + path, body);
  };
  const sandbox: TestSandbox = {
    base,
    endpoint: `${base}/mfa`,
    ciam: `${base}/ciam-mfa/v2`,
    outbox: () => get<OutboxMessage[]>('/sandbox/outbox'),
    async lastCode() {
      const text = (await sandbox.outbox()).at(-1)?.text ?? '';
      const code = /\b\d{4,10}\b/.exec(text)?.[0];
      if (!code) throw new Error('No message with a code has been sent');
      return code;
    },
    async wrongCode() {
      const code = await sandbox.lastCode();
      return code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);
    },
    advance: (advanceMs) => post('/clock', { advanceMs }),
    faults: (faults) => post('/sandbox/faults', faults),
    lock: (seconds, userName = 'jdoe') => post('/sandbox/lock', { userName, seconds }),
    expire: () => post('/sandbox/expire'),
    reset: () => post('/sandbox/reset'),
    settings: (changed) => post('/sandbox/settings', changed),
    async authenticator(deviceName, userName = 'jdoe') {
      const body = { userName, deviceName };
      return (await call<{ secret: string }>('POST', `${base}/sandbox/authenticators`, body)).secret;
    },
    passkey: (deviceName, userName = 'jdoe') => post('/sandbox/passkeys', { userName, deviceName }),
    pushPhone: (userName = 'jdoe') => post('/sandbox/pushes/phones', { userName }),
    scanPush: (code) => post('/sandbox/pushes/scan', { code }),
    async answerPush(answer) {
      const [push] = await get<{ id: string }[]>('/sandbox/pushes');
      if (!push) throw new Error('No notification waits for an answer');
      await post(`/sandbox/pushes/${answer}`, { id: push.id });
    },
    requests: () => get<LoggedRequest[]>('/requests'),
    async token() {
      const body = {
        grant_type: 'client_credentials',
        client_id: 'sandbox',
        client_secret: 'sandbox-secret',
      };
      return (await call<{ access_token: string }>('POST', `${base}/ciam-mfa/v2/get/token`, body))
        .access_token;
    },
    now: async () => (await call<{ now: number }>('POST', `${base}/clock`, { advanceMs: 0 })).now,
  };
  return sandbox;
}

async function call<T>(method: string, url: string, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok)
    throw new Error(`${method} ${new URL(response.url).pathname} answered ${response.status}`);
  return (await response.json()) as T;
}
