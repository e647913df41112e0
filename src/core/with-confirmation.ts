import type { Verification } from './client.js';
import { readContent } from './http-content.js';

/**
 * The `type` of the problem (RFC 9457) with which a server refuses, under status 401, what wants a factor that was shown
 * just now. `requireRecentFactor` of `mfa-elements/server` answers so.
 */
export const CONFIRMATION_WANTED = 'urn:mfa-elements:problem:confirmation-wanted';

const MAX_BYTES = 16_384;

export interface ConfirmationOptions {
  /**
   * Has the person confirm that it is them: `confirmIdentity` of `mfa-elements/confirm`, with the page's client. Its signal
   * is aborted when no call waits for the answer any more.
   */
  confirm: (ask: { signal: AbortSignal }) => Promise<Verification | undefined>;
  /**
   * In which header the repeated call carries what a step-up gave, for servers that want to see it: LoginRadius's. It goes
   * to whoever has asked for a confirmation, so wrap a `fetch` that calls your own server only. Default: in none.
   */
  proofHeader?: string;
}

type Fetch = typeof globalThis.fetch;

/**
 * A `fetch` for calls that may want a confirmation. One that is refused for the want of it is made again, once, after the
 * person has confirmed; whatever comes of that is the answer. Where they have not confirmed, the answer is the refusal. Calls
 * that are refused at the same time share one dialog.
 *
 * A body that is a stream is gone once it was sent: such a call is not made again, nobody is asked, and its answer is the
 * refusal. A `Request` is copied before it is sent, with its body.
 *
 * @throws what `fetch` and `confirm` throw; the reason of the call's signal where that is aborted while the person is asked
 * @example
 * const api = withConfirmation(fetch, { confirm: (ask) => confirmIdentity({ client, ...ask }) });
 * await api('/transfers', { method: 'POST', body: JSON.stringify(transfer) });
 */
export function withConfirmation(fetch: Fetch, { confirm, proofHeader }: ConfirmationOptions): Fetch {
  const shared = createSharedAsking(confirm);
  let confirmations = 0;
  return async (input, init) => {
    const again = repeatOf(input, init);
    const before = confirmations;
    const answer = await fetch(input, init);
    if (!again || !(await wantsConfirmation(answer))) {
      await again?.forget();
      return answer;
    }
    // Refused before the person confirmed, and heard of after: that counts for this call too. A proof is good once.
    const isConfirmed = confirmations !== before && !proofHeader;
    const verification = isConfirmed ? {} : await shared(init?.signal ?? again.signal);
    if (!verification) {
      await again.forget();
      return answer;
    }
    if (!isConfirmed) confirmations++;
    await answer.body?.cancel();
    const proof = proofHeader && verification.proof?.stepUp;
    return fetch(...again.make(proof ? { [proofHeader]: proof } : {}));
  };
}

/** A call that can be made once more. */
interface Repeat {
  readonly signal: AbortSignal | undefined;
  make(headers: Readonly<Record<string, string>>): Parameters<Fetch>;
  /** It is not needed. */
  forget(): Promise<void>;
}

/** Nothing for a call that can be made only once. */
function repeatOf(input: RequestInfo | URL, init: RequestInit | undefined): Repeat | undefined {
  if (isStream(init?.body)) return undefined;
  const isRequest = input instanceof Request;
  // Its own body is not sent where there is another.
  const copy = isRequest && !input.bodyUsed ? input.clone() : undefined;
  if (isRequest && !copy) return undefined;
  return {
    signal: copy?.signal,
    make(more) {
      const headers = new Headers(init?.headers ?? copy?.headers);
      for (const [name, value] of Object.entries(more)) headers.set(name, value);
      return [copy ?? input, { ...init, headers }];
    },
    forget: async () => copy?.body?.cancel(),
  };
}

function isStream(body: unknown): boolean {
  // Node takes what can be iterated as well.
  return (
    typeof body === 'object' &&
    body !== null &&
    (body instanceof ReadableStream || Symbol.asyncIterator in body)
  );
}

async function wantsConfirmation(answer: Response): Promise<boolean> {
  const isProblem = /^application\/problem\+json\b/i.test(answer.headers.get('content-type') ?? '');
  if (answer.status !== 401 || !isProblem) return false;
  try {
    const { body } = await readContent(answer.clone(), MAX_BYTES);
    return (body as { type?: unknown } | null | undefined)?.type === CONFIRMATION_WANTED;
  } catch {
    return false;
  }
}

/** One question for all who wait for its answer; who waits no longer leaves it to the others. */
function createSharedAsking(
  confirm: ConfirmationOptions['confirm'],
): (signal: AbortSignal | undefined) => Promise<Verification | undefined> {
  let asked:
    { answer: Promise<Verification | undefined>; abort: AbortController; waiting: number } | undefined;
  return async (signal) => {
    signal?.throwIfAborted();
    if (!asked) {
      const abort = new AbortController();
      const own = { answer: confirm({ signal: abort.signal }), abort, waiting: 0 };
      asked = own;
      const end = (): void => {
        if (asked === own) asked = undefined;
      };
      own.answer.then(end, end);
    }
    const mine = asked;
    mine.waiting++;
    let leave: (() => void) | undefined;
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([mine.answer, left]);
    } finally {
      if (leave) signal?.removeEventListener('abort', leave);
      if (--mine.waiting === 0) {
        if (asked === mine) asked = undefined;
        mine.abort.abort();
      }
    }
  };
}
