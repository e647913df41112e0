import { callOf, type FormCall } from './forms.js';
import type { Hooks } from './hooks.js';

/** What the vendor said to one request. Secret. */
export interface Answered {
  readonly form: FormCall;
  /** The body, where it has fields. */
  readonly body: Fields | undefined;
}

export type Fields = Readonly<Record<string, unknown>>;

export interface WatchOptions {
  /** Default: the platform's, as it is when a call is made. */
  fetch: typeof fetch | undefined;
  hooks: Hooks;
  /** The fields that the answer to a right code shall have. */
  fields: string | undefined;
  onAnswered: (answered: Answered) => void;
}

/** The most characters of an answer that are kept. What is longer, the client refuses as well. */
const MAX_LENGTH = 262_144;

/**
 * A `fetch` that tells of the requests that go through it: the hooks, when one starts and ends, and whoever makes the call,
 * what the vendor answered. Who made the call gets the answer unchanged, and only after it has been noted.
 */
export function watchedFetch({ fetch, hooks, fields, onAnswered }: WatchOptions): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    const send = fetch ?? globalThis.fetch;
    const form = callOf(init.method ?? 'GET', url.pathname, init.body);
    if (!form) return send(input, init);
    const headers = new Headers(init.headers);
    const request = {
      setRequestHeader: (name: string, value: string): void => headers.set(name, value),
    };
    // Without its query: it has the key, and may have a ticket.
    hooks.tell('modifyXhrRequest', form.name, request, url.origin + url.pathname);
    if (fields && /\/2fa\/verification\/otp$/i.test(url.pathname)) url.searchParams.set('fields', fields);
    if (form.byPerson) {
      hooks.tell('afterValidation', form.name);
      hooks.tell('eventCalls', form.name);
    }
    hooks.tell('startProcess', form.name);
    const end = once(() => hooks.tell('endProcess', form.name));
    // Given up, or timed out.
    init.signal?.addEventListener('abort', end);
    try {
      const response = await send(url.href, { ...init, headers });
      return passOn(response, (text) => {
        onAnswered({ form, body: parse(text) });
        end();
      });
    } catch (error) {
      end();
      throw error;
    }
  };
}

/** The same answer, which says what it was just before its reader sees the end. */
function passOn(response: Response, onEnd: (text: string) => void): Response {
  const { body, status, statusText, headers } = response;
  // A redirect that was not followed has no answer in it.
  if (!body || status < 200) return response;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) {
        onEnd(text + decoder.decode());
        controller.close();
        return;
      }
      if (text.length <= MAX_LENGTH) text += decoder.decode(value, { stream: true });
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(stream, { status, statusText, headers });
}

function parse(text: string): Fields | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Fields) : undefined;
  } catch {
    return undefined;
  }
}

function once(call: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) call();
    isDone = true;
  };
}
