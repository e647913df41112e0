/** The vendor's own client, for Node, led to a server of the test instead of `api.loginradius.com`. */
import http, { type RequestOptions } from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';

type Call = (...args: unknown[]) => Promise<Answer>;
export type Answer = Record<string, unknown> & {
  SecondFactorAuthentication?: Record<string, unknown> | null;
  access_token?: string;
  Profile?: { Uid?: string };
  BackUpCodes?: string[];
  ErrorCode?: number;
};

export interface LoginRadiusSdk {
  multiFactorAuthenticationApi: Record<string, Call>;
  reAuthenticationApi: Record<string, Call>;
  configurationApi: Record<string, Call>;
  phoneAuthenticationApi: Record<string, Call>;
  authenticationApi: Record<string, Call>;
  riskBasedAuthenticationApi: Record<string, Call>;
}

/**
 * For one server at a time: the one that was made last leads all of them.
 *
 * @param base - Of the server, without a slash at the end: paths of the API go below it.
 */
export function createSdk(
  base: string,
  keys = { apiKey: 'sandbox-api-key', apiSecret: 'sandbox-api-secret' },
): LoginRadiusSdk {
  const { hostname, port, pathname } = new URL(base);
  https.request = ((options: RequestOptions, callback: (response: http.IncomingMessage) => void) =>
    http.request(
      { ...options, hostname, port, path: (pathname === '/' ? '' : pathname) + String(options.path) },
      callback,
    )) as typeof https.request;
  const create = createRequire(import.meta.url)('loginradius-sdk') as (config: object) => LoginRadiusSdk;
  return create({ ...keys });
}

/** Calls one of its methods by name, which fails for a name that it does not have. */
export function sdkCall(api: Record<string, Call>, name: string, ...args: unknown[]): Promise<Answer> {
  const method = api[name];
  if (!method) throw new Error(`The SDK has no method ${name}`);
  return method(...args);
}
