import type { BackendOptions } from './backend-registry.js';
import type { CallOptions } from './client.js';
import { systemClock } from './clock.js';
import { readContent, writeContent } from './http-content.js';
import { MfaError } from './mfa-error.js';
import { readTimes, type ServerTimes } from './server-time.js';
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
  /** Sent as JSON, or as a form where that is the content type of the headers. */
  body?: unknown;
  /** A content type among them, of whatever media type, is sent in place of `application/json`. */
  headers?: HeadersInit;
  /** Whether a success without a body is fine. Default: it is a `bad-response`. */
  allowEmpty?: boolean;
  /**
   * Whether it belongs to something that the server has begun for this person: a challenge, a pairing, the ticket of a
   * sign-in. A page or a redirect in place of the answer then means that the session is over.
   */
  carriesChallenge?: boolean;
  /** Sends this one request, in place of the `fetch` of the options. */
  fetch?: typeof fetch | undefined;
}

/** An answer of any status but a redirect: what an HTTP error means is the backend's to say. */
export interface HttpResponse extends ServerTimes {
  readonly status: number;
  /** Parsed JSON. `undefined` where there was none, which happens for HTTP errors and `allowEmpty`. */
  readonly body: unknown;
  /** An HTTP error whose body is a page for people: a proxy speaks, and no backend. It says nothing of any code. */
  readonly isPage?: true;
  readonly headers: Headers;
  /** When the head of the answer came, in epoch milliseconds of the local clock. */
  readonly receivedAt: number;
}

export interface HttpClient {
  /**
   * Sends one request, once: nothing is ever retried.
   *
   * A session may be over without a 401: where a redirect that can be seen, or a page under 2xx or 401, comes in place of
   * an answer that was there before, or that a challenge is owed, it is `unauthenticated`.
   *
   * @throws MfaError `network`, `timeout`, `bad-response`, `unauthenticated` or `misconfigured`; or the reason of the
   *   caller's signal, as it is.
   */
  request(request: HttpRequest, options?: CallOptions): Promise<HttpResponse>;
}

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 262_144;
const JSON_TYPE = { 'content-type': 'application/json' };
const REDIRECTS = [301, 302, 303, 307, 308];

/** The one wrapper around `fetch`. Its errors never hold an address, a body or a header. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { clock = systemClock, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES } = options;
  let hasAnswered = false;

  async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const [url, init] = prepare(options, request, signal);
    const sentAt = clock.now();
    let response: Response;
    try {
      // Looked up at each call: a page may have wrapped it, and as a method of an object it would have the wrong `this`.
      const { fetch = options.fetch ?? globalThis.fetch } = request;
      response = await fetch(url, init);
    } catch (cause) {
      throw new MfaError('network', { cause });
    }
    const receivedAt = clock.now();
    const { status, headers } = response;
    const owesAnswer = hasAnswered || request.carriesChallenge === true;
    const refuse = (what: string): MfaError =>
      new MfaError(owesAnswer ? 'unauthenticated' : 'bad-response', { message: `The answer is ${what}` });
    // Redirects are not followed: an answer of another page is none, and a code goes to no other address.
    if (isRedirect(response)) throw refuse('a redirect');
    if (status < 200 || (status > 299 && status < 400)) throw badResponse(`HTTP ${status}`);
    const { body, fault } = await readContent(response, maxBytes).catch((error: unknown) => {
      // What breaks off does not hide that the answer is an HTTP error.
      if (status < 400) throw error;
      return { body: undefined, fault: undefined };
    });
    const isPage = fault === 'a page';
    if (isPage && (status < 300 || (status === 401 && owesAnswer))) throw refuse(fault);
    if (fault && status < 300 && !(fault === 'empty' && request.allowEmpty)) throw badResponse(fault);
    hasAnswered ||= status < 300;
    return {
      status,
      body,
      ...(isPage && { isPage }),
      headers,
      receivedAt,
      ...readTimes(headers, sentAt, receivedAt),
    };
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
  const hasBody = request.body !== undefined;
  for (const more of [ownHeaders(options), hasBody ? JSON_TYPE : {}, request.headers]) {
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
  if (hasBody) init.body = writeContent(request.body, headers.get('content-type'));
  return [joinUrl(options.endpoint, request.path, request.query), init];
}

function ownHeaders({ headers }: HttpClientOptions): HeadersInit | undefined {
  try {
    return typeof headers === 'function' ? headers() : headers;
  } catch (cause) {
    throw new MfaError('misconfigured', { message: 'The function for the headers failed', cause });
  }
}

/** Browsers show of a redirect that it is one, and no more. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || REDIRECTS.includes(status);
}

function badResponse(what: string): MfaError {
  return new MfaError('bad-response', { message: `The answer is ${what}` });
}
