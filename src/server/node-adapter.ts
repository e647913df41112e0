/**
 * Between Node's http and `Request` and `Response`. Node's classes are described by what is used of them, so that this
 * needs no types of Node.
 */

/** `http.IncomingMessage`. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined; readonly encrypted?: boolean };
  iterator(options: { destroyOnReturn: boolean }): AsyncIterable<unknown>;
}

/** `http.ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  readonly writableFinished: boolean;
  readonly destroyed: boolean;
  setHeader(name: string, value: string | string[]): unknown;
  write(chunk: Uint8Array): boolean;
  end(): unknown;
  on(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
}

/**
 * Reads a request to its end, or to just beyond `maxBytes`. Its signal aborts when the other side hangs up.
 *
 * @param body - Where something else has read it already.
 */
export async function toRequest(
  incoming: NodeRequest,
  outgoing: NodeResponse,
  { maxBytes = Infinity, body }: { maxBytes?: number; body?: string } = {},
): Promise<Request> {
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const content = body ?? (await readAll(incoming, maxBytes));
  const controller = new AbortController();
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) controller.abort();
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const scheme = incoming.socket.encrypted ? 'https' : 'http';
  return new Request(urlOf(scheme, headers.get('host') ?? 'localhost', incoming.url ?? '/'), {
    method,
    headers,
    signal: controller.signal,
    ...(hasBody && content && { body: content }),
  });
}

/**
 * The host is what the header says. The request line can name another one, as `//evil.example/mfa` or in full: of it
 * only path and query count.
 *
 * @throws TypeError for a host that is none
 */
function urlOf(scheme: string, host: string, target: string): URL {
  const url = new URL(`${scheme}://${host}`);
  if (url.href !== `${url.origin}/`) throw new TypeError('Not a host');
  const [, path = '/', query = ''] = /^(?:[a-z][\w+.-]*:\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?/i.exec(target) ?? [];
  url.pathname = path;
  url.search = query;
  return url;
}

async function readAll(incoming: NodeRequest, maxBytes: number): Promise<Blob | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  // What is not read stays unread, and the connection open for the answer.
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Uint8Array<ArrayBuffer>;
    chunks.push(bytes);
    size += bytes.length;
    if (size > maxBytes) break;
  }
  return size ? new Blob(chunks) : undefined;
}

/** Sends a response as it comes, and stops reading it when nobody listens any more. */
export async function sendResponse(response: Response, outgoing: NodeResponse): Promise<void> {
  outgoing.statusCode = response.status;
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  });
  // The one header that cannot be joined into one line.
  const cookies = response.headers.getSetCookie();
  if (cookies.length) outgoing.setHeader('set-cookie', cookies);
  const reader = response.body?.getReader();
  outgoing.on('close', () => void reader?.cancel().catch(() => {}));
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || outgoing.destroyed) break;
    if (!outgoing.write(value)) await drained(outgoing);
  }
  outgoing.end();
}

function drained(outgoing: NodeResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.on('drain', done);
    outgoing.on('close', done);
  });
}
