import type { BackendOptions } from './backend-registry.js';
import type { CallOptions } from './client.js';
import { systemClock } from './clock.js';
import { MfaError } from './mfa-error.js';
import { joinUrl } from './url.js';

export interface HttpClientOptions extends Pick<
  BackendOptions,
  'endpoint' | 'headers' | 'credentials' | 'timeoutMs' | 'fetch' | 'clock'
> {
  /** The most bytes of an answer that are read. Default 262,144. */
  maxBytes?: number;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Segments below the endpoint, not yet encoded. */
  path: readonly string[];
  query?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON. */
  body?: unknown;
  headers?: HeadersInit;
  /** Whether a success without a body is fine. Default: it is a `bad-response`. */
  allowEmpty?: boolean;
}

/** An answer of any status but a redirect: what an HTTP error means is the backend's to say. */
export interface HttpResponse {
  readonly status: number;
  /** Parsed JSON. `undefined` where there was none, which happens for HTTP errors and `allowEmpty`. */
  readonly body: unknown;
  readonly headers: Headers;
  /** When the head of the answer came, in epoch milliseconds of the local clock. */
  readonly receivedAt: number;
  /** How far the server's clock is ahead, in milliseconds; 0 below what can be measured. Absent without a readable `Date`. */
  readonly clockSkewMs?: number;
  /** `Retry-After` in epoch milliseconds of the local clock. */
  readonly retryAt?: number;
}

export interface HttpClient {
  /**
   * Sends one request, once: nothing is ever retried.
   *
   * @throws MfaError `network`, `timeout`, `bad-response` or `misconfigured`; or the reason of the caller's signal, as it is.
   */
  request(request: HttpRequest, options?: CallOptions): Promise<HttpResponse>;
}

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 262_144;

/** The one wrapper around `fetch`. Its errors never hold an address, a body or a header. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { clock = systemClock, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES } = options;

  async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const [url, init] = prepare(options, request, signal);
    const sentAt = clock.now();
    let response: Response;
    try {
      // Looked up at each call: a page may have wrapped it, and as a method of `options` it would have the wrong `this`.
      const { fetch = globalThis.fetch } = options;
      response = await fetch(url, init);
    } catch (cause) {
      throw new MfaError('network', { cause });
    }
    const receivedAt = clock.now();
    const { status, headers } = response;
    // Redirects are not followed (status 0 in browsers): an answer of another page is none, and a code goes to no other address.
    if (status < 200 || (status > 299 && status < 400)) throw badResponse('a redirect');
    const body = await readJson(response, maxBytes).catch((error: unknown) => {
      // A proxy's HTML page does not hide that the answer is an HTTP error.
      if (status < 400) throw error;
    });
    if (body === undefined && status < 400 && !request.allowEmpty) throw badResponse('empty');
    return { status, body, headers, receivedAt, ...readTimes(headers, sentAt, receivedAt) };
  }

  return {
    async request(request, { signal } = {}) {
      signal?.throwIfAborted();
      const controller = new AbortController();
      let stop!: (reason: unknown) => void;
      // Raced as well as aborted: an injected fetch need not listen to its signal.
      const stopped = new Promise<never>((_, reject) => (stop = reject));
      const onAbort = (): void => stop(signal?.reason);
      signal?.addEventListener('abort', onAbort);
      const timer = clock.setTimeout(() => stop(new MfaError('timeout')), timeoutMs);
      try {
        return await Promise.race([stopped, exchange(request, controller.signal)]);
      } finally {
        // Ends what is still under way; a no-op after an answer was read.
        controller.abort();
        clock.clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      }
    },
  };
}

function prepare(
  options: HttpClientOptions,
  request: HttpRequest,
  signal: AbortSignal,
): [string, RequestInit] {
  const headers = new Headers({ accept: 'application/json' });
  for (const more of [ownHeaders(options), request.headers]) {
    try {
      new Headers(more).forEach((value, name) => headers.set(name, value));
    } catch {
      // Without its cause: engines quote the value in the message.
      throw new MfaError('misconfigured', { message: 'A header of the request is not valid' });
    }
  }
  const init: RequestInit = {
    method: request.method,
    headers,
    signal,
    cache: 'no-store',
    credentials: options.credentials ?? 'same-origin',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
  };
  if (request.body !== undefined) {
    headers.set('content-type', 'application/json');
    init.body = JSON.stringify(request.body);
  }
  return [joinUrl(options.endpoint, request.path, request.query), init];
}

function ownHeaders({ headers }: HttpClientOptions): HeadersInit | undefined {
  try {
    return typeof headers === 'function' ? headers() : headers;
  } catch (cause) {
    throw new MfaError('misconfigured', { message: 'The function for the headers failed', cause });
  }
}

async function readJson(response: Response, maxBytes: number): Promise<unknown> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = Number(response.headers.get('content-length'));
  if (size <= maxBytes) size = 0;
  try {
    for (;;) {
      if (size > maxBytes) {
        // Not awaited: it settles when the other end does.
        void reader?.cancel().catch(() => {});
        throw badResponse('too long');
      }
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) break;
      size += value.length;
      text += decoder.decode(value, { stream: true });
    }
  } catch (cause) {
    throw cause instanceof MfaError ? cause : new MfaError('network', { cause });
  }
  if (!text.trim()) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Without its cause: engines quote the text in the message of a SyntaxError.
    throw badResponse('not JSON');
  }
}

/** RFC 9110 10.2.3, and the `X-Retry-After` that some servers send instead. */
function readTimes(
  headers: Headers,
  sentAt: number,
  receivedAt: number,
): Pick<HttpResponse, 'clockSkewMs' | 'retryAt'> {
  // `Date` is cut to the second and was made somewhere within the round trip.
  const skew = Date.parse(headers.get('date') ?? '') + 500 - (sentAt + receivedAt) / 2;
  const clockSkewMs = Math.abs(skew) <= 1000 + receivedAt - sentAt ? 0 : Math.round(skew);
  const after = headers.get('retry-after') ?? headers.get('x-retry-after') ?? '';
  const retryAt = /^\s*\d+\s*$/.test(after)
    ? receivedAt + Number(after) * 1000
    : Date.parse(after) - (clockSkewMs || 0);
  return { ...(isNaN(skew) ? {} : { clockSkewMs }), ...(isNaN(retryAt) ? {} : { retryAt }) };
}

function badResponse(what: string): MfaError {
  return new MfaError('bad-response', { message: `The answer is ${what}` });
}
