import {
  allowInsecureRequests,
  clientCredentialsGrantRequest,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  processClientCredentialsResponse,
  ResponseBodyError,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import type { Clock } from '../core/clock.js';
import { isMfaError, MfaError } from '../core/mfa-error.js';
import { boundedFetch } from './bounded-fetch.js';
import type { GatewayEvent, GatewayOptions } from './options.js';

interface AccessToken {
  readonly value: string;
  /** From when on another one is fetched, while this one is still used. */
  readonly renewAt: number;
  readonly expiresAt: number;
}

export interface TokenSourceOptions extends Pick<
  GatewayOptions,
  'tokenEndpoint' | 'clientId' | 'clientSecret' | 'clientAuthentication' | 'scope'
> {
  timeoutMs: number;
  fetch: typeof fetch;
  clock: Clock;
  log: (event: GatewayEvent) => void;
}

/** Where the endpoint does not say (RFC 6749 lets it). */
const DEFAULT_LIFETIME_S = 300;
/** How long before its end a token is renewed, but at most a fifth of its life. */
const RENEW_BEFORE_MS = 60_000;
/** How long a failure stands for all who ask: the endpoint is not stormed while it is down. */
const FAILURE_MS = 1000;

/** The access token, by client credentials (contract A.1): fetched once for all who wait for it, and renewed early. */
export class TokenSource {
  readonly #options: TokenSourceOptions;
  #current: AccessToken | undefined;
  #pending: Promise<AccessToken> | undefined;
  #failure: { error: unknown; until: number } | undefined;

  constructor(options: TokenSourceOptions) {
    this.#options = options;
  }

  /** @throws MfaError `misconfigured` where the endpoint refuses us; `network`, `timeout`, `server`, `bad-response` */
  async get(): Promise<string> {
    const now = this.#options.clock.now();
    const current = this.#current;
    if (current && now < current.expiresAt) {
      // Its failure is logged, and of no interest as long as this token lives.
      if (now >= current.renewAt) this.#renew(now).catch(() => {});
      return current.value;
    }
    return (await this.#renew(now)).value;
  }

  /** The API does not take this token any more. Of many who say so, the first one makes a difference. */
  discard(value: string): void {
    if (this.#current?.value === value) this.#current = undefined;
  }

  async #renew(now: number): Promise<AccessToken> {
    if (this.#pending) return this.#pending;
    if (this.#failure && now < this.#failure.until) throw this.#failure.error;
    this.#pending = this.#fetch();
    try {
      this.#current = await this.#pending;
      this.#failure = undefined;
      return this.#current;
    } catch (error) {
      this.#failure = { error, until: this.#options.clock.now() + FAILURE_MS };
      throw error;
    } finally {
      this.#pending = undefined;
    }
  }

  async #fetch(): Promise<AccessToken> {
    const { clock, log } = this.#options;
    const askedAt = clock.now();
    let status: number | undefined;
    try {
      const answer = await this.#request((seen) => (status = seen));
      const { access_token: value, expires_in } = answer;
      // It becomes a header.
      if (!/^[\x21-\x7e]{1,16384}$/.test(value)) throw new MfaError('bad-response');
      const lifetimeMs = (expires_in ?? DEFAULT_LIFETIME_S) * 1000;
      const expiresAt = askedAt + lifetimeMs;
      log({ event: 'token-renewed', level: 'info' });
      return { value, expiresAt, renewAt: expiresAt - Math.min(RENEW_BEFORE_MS, lifetimeMs / 5) };
    } catch (error) {
      const failure = toMfaError(error, status);
      log({ event: 'token-failed', level: 'error', code: failure.code, message: failure.message });
      throw failure;
    }
  }

  async #request(onStatus: (status: number) => void): Promise<TokenEndpointResponse> {
    const { tokenEndpoint, clientId, clientSecret, clientAuthentication = 'form', scope } = this.#options;
    const server = { issuer: new URL(tokenEndpoint).origin, token_endpoint: tokenEndpoint };
    const client = { client_id: clientId };
    const authentication = (clientAuthentication === 'basic' ? ClientSecretBasic : ClientSecretPost)(
      clientSecret,
    );
    const response = await clientCredentialsGrantRequest(
      server,
      client,
      authentication,
      scope === undefined ? {} : { scope },
      {
        // Whether plain HTTP is allowed has been decided when the gateway was made.
        [allowInsecureRequests]: true,
        [customFetch]: async (url, { body, headers, method, redirect }) => {
          const init: RequestInit = { method, redirect, headers: new Headers(headers), body };
          const sent = clientAuthentication === 'json' ? asJson(init, body) : init;
          const answer = await boundedFetch(url, sent, this.#options);
          onStatus(answer.status);
          return answer;
        },
      },
    );
    return processClientCredentialsResponse(server, client, response);
  }
}

/** The vendor's pages show JSON, which no standard knows. */
function asJson(init: RequestInit, form: URLSearchParams): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('content-type', 'application/json');
  return { ...init, headers, body: JSON.stringify(Object.fromEntries(form)) };
}

/**
 * Never with its cause, which may hold the answer, and that a token.
 *
 * @param status - Of the answer, if there was one.
 */
function toMfaError(error: unknown, status: number | undefined): MfaError {
  const describe = (what: string): { message: string } => ({ message: `Token endpoint: ${what}` });
  if (isMfaError(error)) return new MfaError(error.code, describe(error.code));
  if (status === undefined || status < 400) {
    return new MfaError('bad-response', describe('its answer makes no sense'));
  }
  const name =
    error instanceof ResponseBodyError && /^[\w-]{1,64}$/.test(error.error) ? `${error.error}, ` : '';
  return new MfaError(status < 500 ? 'misconfigured' : 'server', describe(`${name}HTTP ${status}`));
}
