import type { BackendOptions } from '../../core/backend-registry.js';
import type { CallOptions } from '../../core/client.js';
import { createHttpClient, type HttpClient, type HttpRequest, type HttpResponse } from '../../core/http.js';
import { MfaError } from '../../core/mfa-error.js';
import { text } from '../values.js';
import { toMfaError } from './error-map.js';
import { errorCodeOf, type MfaState } from './wire.js';

export const HOST = 'https://api.loginradius.com';

export interface ApiRequest {
  query?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON. */
  body?: Readonly<Record<string, unknown>>;
  /** As of an HttpRequest. Every call that carries the ticket does. */
  carriesChallenge?: boolean;
}

/** What all ways of one person have in common. */
export interface Person {
  /** What the first step left to do. Null once the ticket is spent. Holds secrets. */
  pending?: MfaState | null;
  clockSkewMs?: number;
}

/** One person's way to the service: the key, the ticket, the token, and the rules of B.0. */
export interface Api {
  readonly options: BackendOptions;
  readonly person: Person;
  /**
   * Sends one request, once. Below `auth/login/` it carries the ticket, at `auth/account`, `auth/phone` and
   * `auth/access_token` the access token, which goes into the header alone: an address ends in logs.
   *
   * @param path - Below `/identity/v2/`.
   * @throws MfaError of B.6; `misconfigured` for `manage/…`, which needs the secret that no page may have;
   *   `unauthenticated` without a token.
   */
  call(
    method: HttpRequest['method'],
    path: string,
    request?: ApiRequest,
    options?: CallOptions,
  ): Promise<HttpResponse>;
  /** The same way, with the same ticket, whose requests go out through another `fetch`. */
  through(fetch: BackendOptions['fetch']): Api;
}

export function createApi(options: BackendOptions): Api {
  const endpoint = text(options.endpoint) ?? HOST;
  return apiOver(options, createHttpClient({ ...options, endpoint }), {});
}

function apiOver(
  options: BackendOptions,
  http: HttpClient,
  person: Person,
  fetch?: BackendOptions['fetch'],
): Api {
  return {
    options,
    person,
    through: (other) => apiOver(options, http, person, other),
    async call(method, path, { query, body, carriesChallenge = false } = {}, callOptions) {
      if (/^manage\b/i.test(path) || options.more?.apiSecret !== undefined) {
        throw misconfigured('What needs the API secret is for a server to call, never for a page');
      }
      if (!options.apiKey) throw misconfigured('It needs the apiKey');
      const isSignIn = path.startsWith('auth/login/');
      const answer = await http.request(
        {
          method,
          path: ['identity', 'v2', ...path.split('/')],
          query: {
            apiKey: options.apiKey,
            ...(isSignIn && { secondFactorAuthenticationToken: pendingOf(person).ticket }),
            ...query,
          },
          ...(body && { body }),
          carriesChallenge: carriesChallenge || isSignIn,
          fetch,
          ...(/^auth\/(account|phone|access_token)\b/.test(path) && {
            headers: { authorization: `Bearer ${tokenOf(options)}` },
          }),
        },
        callOptions,
      );
      if (answer.clockSkewMs !== undefined) person.clockSkewMs = answer.clockSkewMs;
      if (answer.status >= 400 || errorCodeOf(answer)) throw toMfaError(answer, contentOf(path));
      return answer;
    },
  };
}

/** What a call to there carries. */
function contentOf(path: string): 'answers' | 'passkey' | undefined {
  if (path.includes('securityquestion')) return 'answers';
  return path.endsWith('passkey/finish') ? 'passkey' : undefined;
}

/** @throws MfaError `misconfigured` where there was never a ticket, `unauthenticated` where it is spent */
export function pendingOf({ pending }: Person): MfaState {
  if (pending) return pending;
  if (pending === null) throw new MfaError('unauthenticated');
  throw misconfigured('secondStep() has to get the answer of the login first');
}

/** What tells one person's session from others, and from that of another world behind the same address. Secret. */
export function sessionOf({ options }: Api): readonly unknown[] {
  return [options.endpoint, options.apiKey, options.fetch, tokenOf(options)];
}

function tokenOf({ accessToken }: BackendOptions): string {
  const token = typeof accessToken === 'function' ? accessToken() : accessToken;
  if (!token) throw new MfaError('unauthenticated');
  return token;
}

export function misconfigured(message: string): MfaError {
  return new MfaError('misconfigured', { message: `LoginRadius: ${message}` });
}
