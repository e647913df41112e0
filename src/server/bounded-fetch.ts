import type { Clock } from '../core/clock.js';
import { MfaError } from '../core/mfa-error.js';

const MAX_BYTES = 65_536;

/**
 * `fetch` for a library that brings no bounds of its own: the whole answer is here in time and not too long, or it
 * fails. {@link createHttpClient} does the same for what is JSON both ways.
 *
 * @throws MfaError `network`, `timeout`, `bad-response`
 */
export async function boundedFetch(
  url: string,
  init: RequestInit,
  { fetch, clock, timeoutMs }: { fetch: typeof globalThis.fetch; clock: Clock; timeoutMs: number },
): Promise<Response> {
  const controller = new AbortController();
  let timer: unknown;
  const late = new Promise<never>((_, reject) => {
    timer = clock.setTimeout(() => reject(new MfaError('timeout')), timeoutMs);
  });
  async function exchange(): Promise<Response> {
    const { status, headers, body } = await fetch(url, { ...init, signal: controller.signal });
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    const reader = body?.getReader();
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) break;
      size += value.length;
      if (size > MAX_BYTES) throw new MfaError('bad-response', { message: 'The answer is too long' });
      chunks.push(value);
    }
    // The constructor takes no other.
    if (status < 200 || status === 304) throw new MfaError('bad-response');
    return new Response(status === 204 || status === 205 ? null : await new Blob(chunks).arrayBuffer(), {
      status,
      headers,
    });
  }
  try {
    return await Promise.race([late, exchange()]);
  } catch (cause) {
    throw cause instanceof MfaError ? cause : new MfaError('network', { cause });
  } finally {
    controller.abort();
    clock.clearTimeout(timer);
  }
}
