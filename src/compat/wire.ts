import type { FormValues } from './callbacks.js';
import { callOf, type AnswerKind, type FormCall, type Sent } from './forms.js';
import type { Hooks } from './hooks.js';

export type Fields = Readonly<Record<string, unknown>>;

/** What the vendor said to one request. Secret. */
export interface Answered {
  readonly kind: AnswerKind;
  /** The body, where it has fields. */
  readonly body: Fields | undefined;
  /** What `onSuccess` gets besides. */
  readonly formData: FormValues | undefined;
}

/** The form that is on the screen: what sends, when the person sends something. */
export interface ShownForm {
  name?: string | undefined;
  readonly classPrefix: string;
}

export interface WireOptions {
  /** Default: the platform's, as it is when a call is made. */
  fetch: typeof fetch | undefined;
  hooks: Hooks;
  /** The fields that the answer to a right code shall have. */
  fields: string | undefined;
  shown: ShownForm | undefined;
}

/** The most characters of an answer that are kept. What is longer, the client refuses as well. */
const MAX_LENGTH = 262_144;

/**
 * The way of one call to the service: a `fetch` that tells the hooks of what goes through it, and keeps what the vendor
 * answered. Who made the call gets the answer unchanged, and only after it has been noted.
 */
export class Wire {
  readonly #options: WireOptions;
  #answered: Answered | undefined;
  /** What has begun, and is not told to be over. */
  readonly #begun: string[] = [];

  constructor(options: WireOptions) {
    this.#options = options;
  }

  /** The last answer. */
  get answered(): Answered | undefined {
    return this.#answered;
  }

  /** The page has been called back: tells the hooks that all is over. */
  end(): void {
    for (const action of this.#begun.splice(0)) this.#options.hooks.tell('endProcess', action);
  }

  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const { fetch: own, hooks } = this.#options;
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    const send = own ?? globalThis.fetch;
    const call = callOf(init.method ?? 'GET', url);
    if (!call) return send(input, init);
    const sent = sentIn(url, init.body);
    const headers = this.#begin(call, url, sent, init);
    const tellEnd = (name: 'xhrEndWithError' | 'xhrEndWithSuccess'): void => {
      if (call.action !== undefined) hooks.tell(name, call.action);
    };
    try {
      const response = await send(url.href, { ...init, headers });
      return passOn(response, (text) => {
        const body = parse(text);
        this.#answered = { kind: call.kind, body, formData: call.formData(sent) };
        const isError = !body || Number(body.ErrorCode) > 0 || response.status >= 400;
        tellEnd(isError ? 'xhrEndWithError' : 'xhrEndWithSuccess');
      });
    } catch (error) {
      tellEnd('xhrEndWithError');
      throw error;
    }
  };

  #begin({ action, forms }: FormCall, url: URL, sent: Sent, init: RequestInit): Headers {
    const { hooks, shown, fields } = this.#options;
    if (shown?.name !== undefined && forms.includes(shown.name))
      hooks.tell('eventCalls', shown.name, shown.classPrefix);
    const headers = new Headers(init.headers);
    if (action === undefined) return headers;
    hooks.tell('startProcess', action, init.body ? publicIn(init.body) : '');
    this.#begun.push(action);
    const request = {
      setRequestHeader: (name: string, value: string): void => headers.set(name, value),
    };
    // Without its query: it has the key, and may have a ticket.
    hooks.tell('modifyXhrRequest', action, request, url.origin + url.pathname);
    if (fields && sent.otp !== undefined && /\/login\/2fa\/verification\/otp$/i.test(url.pathname))
      url.searchParams.set('fields', fields);
    return headers;
  }
}

/** Who and where: what a hook may know of a request. Not what proves anything. */
const PUBLIC = /^(email(id)?|phone(no2fa)?|username|\w*authenticator|replacesecurityquestionanswer)$/i;

function publicIn(body: unknown): object {
  const fields = parse(typeof body === 'string' ? body : '') ?? {};
  return Object.fromEntries(Object.entries(fields).filter(([name]) => PUBLIC.test(name)));
}

function sentIn(url: URL, body: unknown): Sent {
  const fields = { ...Object.fromEntries(url.searchParams), ...parse(typeof body === 'string' ? body : '') };
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' || value === true ? String(value) : undefined,
    ]),
  );
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
