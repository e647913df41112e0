import { MfaError } from './mfa-error.js';

type Field = string | number | boolean | null | undefined | object;

/**
 * What a request holds: a form where its content type says so, else JSON, of whatever media type. In a form a list is a
 * field that comes several times; what is not there is left out.
 *
 * @throws MfaError `misconfigured` for what a form cannot hold
 */
export function writeContent(body: unknown, contentType: string | null): string {
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType ?? '')) return JSON.stringify(body);
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body as Record<string, Field | Field[]>))
    for (const one of [value].flat()) {
      if (one === undefined || one === null) continue;
      if (typeof one === 'object')
        throw new MfaError('misconfigured', { message: 'A form holds no objects' });
      form.append(name, String(one));
    }
  return form.toString();
}

/** What an answer holds: JSON, or why there is none. */
export interface HttpContent {
  readonly body?: unknown;
  readonly fault?: 'empty' | 'a page' | 'not JSON' | 'too long';
}

/**
 * Reads an answer, whatever it says of its type, and never more than `maxBytes` of it.
 *
 * @throws MfaError `network` where the connection breaks in the middle
 */
export async function readContent(response: Response, maxBytes: number): Promise<HttpContent> {
  const { text, isCut } = await readText(response, maxBytes);
  if (!isCut) {
    if (!text.trim()) return { fault: 'empty' };
    try {
      return { body: JSON.parse(text) as unknown };
    } catch {
      // Not kept: engines quote the text in the message of a SyntaxError.
    }
  }
  if (isHtml(response.headers, text)) return { fault: 'a page' };
  return { fault: isCut ? 'too long' : 'not JSON' };
}

async function readText(response: Response, maxBytes: number): Promise<{ text: string; isCut: boolean }> {
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
        return { text, isCut: true };
      }
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) return { text, isCut: false };
      size += value.length;
      text += decoder.decode(value, { stream: true });
    }
  } catch (cause) {
    throw new MfaError('network', { cause });
  }
}

/** By its type, or by how it begins: not every server says what it sends. */
function isHtml(headers: Headers, text: string): boolean {
  const type = headers.get('content-type') ?? '';
  return /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(type) || /^\s*<(!doctype\s+)?html\b/i.test(text);
}
