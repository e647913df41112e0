/** A real Better Auth server with its two-factor plugin and its passkey plugin: Node's http on loopback, everything in memory. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';
import { twoFactor } from 'better-auth/plugins';

export interface AuthServerSettings {
  /** The plugin's limit, which is on in production: 3 calls of a route, here within a minute. Default off. */
  rateLimit?: boolean;
  allowPasswordless?: boolean;
  /** Whether codes can be sent. Default true. */
  sends?: boolean;
  /** Whether it has a name, at which a browser can have passkeys. Default: an address of numbers. */
  named?: boolean;
  /** Seconds for which a session is as good as new, which a new passkey wants. Default a day. */
  freshAge?: number;
  /** What the site has besides: pages and files. Tells whether it has answered. */
  site?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

export interface AuthServer {
  readonly origin: string;
  /** Below which the routes are. */
  readonly endpoint: string;
  /** The codes that were sent, oldest first. */
  readonly outbox: readonly string[];
  /** The calls that came, as `POST /two-factor/enable`. */
  readonly calls: string[];
  close(): Promise<void>;
}

export const PASSWORD = 'correct horse battery staple';
const BASE = '/api/auth';
/** By an option of the server's own: its hash takes a tenth of a second of both cores, and these passwords protect nothing. */
const QUICK_PASSWORDS = {
  hash: (password: string) => Promise.resolve(`hashed ${password}`),
  verify: ({ hash, password }: { hash: string; password: string }) =>
    Promise.resolve(hash === `hashed ${password}`),
};

export async function startAuthServer(settings: AuthServerSettings = {}): Promise<AuthServer> {
  const outbox: string[] = [];
  const calls: string[] = [];
  const tables = ['user', 'session', 'account', 'verification', 'twoFactor', 'passkey', 'rateLimit'];
  const database = memoryAdapter(Object.fromEntries(tables.map((table) => [table, []])));
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    void (async () => {
      if (!path.startsWith(BASE)) {
        if (!(await settings.site?.(request, response))) response.writeHead(404).end();
        return;
      }
      calls.push(`${request.method} ${path.slice(BASE.length).replace(/\?.*/, '')}`);
      await handler(request, response);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = settings.named ? 'localhost' : '127.0.0.1';
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  const handler = toNodeHandler(
    betterAuth({
      appName: 'Pretend Bank',
      baseURL: origin,
      basePath: BASE,
      secret: 'a-secret-for-tests-only-0123456789abcdef',
      database,
      emailAndPassword: { enabled: true, password: QUICK_PASSWORDS },
      logger: { disabled: true },
      telemetry: { enabled: false },
      rateLimit: {
        enabled: settings.rateLimit ?? false,
        // As by default, over a time that a slow machine cannot outlast.
        customRules: { '/two-factor/*': { window: 60, max: 3 } },
      },
      ...(settings.freshAge !== undefined && { session: { freshAge: settings.freshAge } }),
      plugins: [
        passkey(),
        twoFactor({
          ...(settings.allowPasswordless && { allowPasswordless: true }),
          ...(settings.sends !== false && {
            otpOptions: {
              sendOTP: ({ otp }) => {
                outbox.push(otp);
              },
            },
          }),
        }),
      ],
    }),
  );
  return {
    origin,
    endpoint: origin + BASE,
    outbox,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
