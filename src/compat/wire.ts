import { ownError, vendorError, type ErrorItems } from './errors.js';
import { callOf, type AnswerKind, type FormCall } from './forms.js';
import type { Hooks } from './hooks.js';

export interface WireOptions {
  /** Default: the platform's. */
  fetch: typeof fetch | undefined;
  hooks: Hooks;
  /** The fields that the answer of a code shall have. */
  fields: string | undefined;
  onStart?: () => void;
  onSuccess?: (answer: object) => void;
  onError?: (errors: ErrorItems) => void;
}

/** The most characters of an answer that are read. What is longer, the client refuses as well. */
const MAX_LENGTH = 262_144;

/**
 * A `fetch` that tells of the calls that go through it: to the hooks when one starts and ends, and to the page what the
 * vendor answered, in the vendor's own words. Who made the call gets the answer unchanged.
 */
export function watchedFetch(options: WireOptions): typeof fetch {
  const { hooks } = options;
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    const send = options.fetch ?? globalThis.fetch;
    const form = callOf(init.method ?? 'GET', url.pathname, init.body);
    if (!form) return send(input, init);
    const headers = new Headers(init.headers);
    // Without its query: it has the key, and may have a ticket.
    hooks.tell(
      'modifyXhrRequest',
      form.name,
      { setRequestHeader: (name, value) => headers.set(name, value) },
      url.origin + url.pathname,
    );
    if (options.fields && /\/2fa\/verification\/otp$/i.test(url.pathname))
      url.searchParams.set('fields', options.fields);
    const end = begin(form, options, init.signal ?? undefined);
    try {
      const response = await send(url.href, { ...init, headers });
      return watched(response, end);
    } catch (error) {
      end('failed');
      throw error;
    }
  };
}

type End = (how: 'failed' | 'answered', status?: number, text?: string) => void;

function begin(form: FormCall, options: WireOptions, signal: AbortSignal | undefined): End {
  const { hooks } = options;
  options.onStart?.();
  if (form.byPerson) {
    hooks.tell('eventCalls', form.name);
    hooks.tell('afterValidation', form.name);
  }
  hooks.tell('startProcess', form.name);
  let isOver = false;
  const end: End = (how, status = 0, text = '') => {
    if (isOver) return;
    isOver = true;
    hooks.tell('endProcess', form.name);
    if (how === 'answered') report(form, status, text, options);
    else if (!signal?.aborted) options.onError?.(ownError('network'));
  };
  // Given up, or timed out: who made the call says which.
  signal?.addEventListener('abort', () => end('failed'));
  return end;
}

function watched(response: Response, end: End): Response {
  const { body, status, statusText, headers } = response;
  if (!body || status < 200) {
    end('answered', status);
    return response;
  }
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          end('answered', status, text + decoder.decode());
          controller.close();
          return;
        }
        if (text.length <= MAX_LENGTH) text += decoder.decode(value, { stream: true });
        controller.enqueue(value);
      } catch (error) {
        end('failed');
        controller.error(error);
      }
    },
    cancel(reason) {
      end('answered', status);
      return reader.cancel(reason);
    },
  });
  return new Response(stream, { status, statusText, headers });
}

function report(form: FormCall, status: number, text: string, options: WireOptions): void {
  const body = parse(text);
  const errors = vendorError(body, options.hooks.words.errorMessages);
  if (errors) options.onError?.(errors);
  else if (status >= 400) options.onError?.(ownError(codeOfStatus(status)));
  else {
    const answer = answerOf(form.kind, body);
    // What is no answer, the client finds out as well, and its element tells.
    if (answer) options.onSuccess?.(answer);
  }
}

/** What a failure is that nobody gave a number. */
export function codeOfStatus(status: number): string {
  if (status === 401) return 'unauthenticated';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server' : 'misconfigured';
}

/** What `onSuccess` gets (contract C.3), or nothing where the body is none of it. */
function answerOf(kind: AnswerKind, body: Fields | undefined): object | undefined {
  if (!body) return undefined;
  if (kind === 'sent') {
    const { Sid, AccountSid } = (body.Data ?? body) as Fields;
    return body.IsPosted === true || Sid || AccountSid ? body : undefined;
  }
  if (kind === 'codes') return Array.isArray(body.BackUpCodes) ? body : undefined;
  if (kind === 'none') return undefined;
  if (body.IsDeleted === true || body.IsPosted === true) return body;
  const profile = (body.Uid ? body : body.Profile) as Fields | undefined;
  // The hash of a password is nobody's business.
  const withUid: Fields = { ...body, ...(profile?.Uid !== undefined && { Uid: profile.Uid }) };
  const { Password: _, ...rest } = withUid;
  return rest.Uid || rest.access_token ? rest : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function parse(text: string): Fields | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Fields) : undefined;
  } catch {
    return undefined;
  }
}
