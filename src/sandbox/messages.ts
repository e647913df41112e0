/** Reading requests and writing answers, whatever the contract. */

export type Fields = Readonly<Record<string, unknown>>;

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** RFC 9457, with extensions. */
export function problem(
  status: number,
  code: string,
  title: string,
  more: Fields = {},
  headers = {},
): Response {
  return json(
    status,
    { type: 'about:blank', title, status, code, ...more },
    {
      'content-type': 'application/problem+json',
      ...headers,
    },
  );
}

/** The fields of a JSON body, out of a one-element array too. Nothing where there are none. */
export async function readFields(request: Request): Promise<Fields | undefined> {
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch {
    return undefined;
  }
  if (Array.isArray(body) && body.length === 1) body = body[0];
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Fields) : undefined;
}

/** Text of a field, trimmed. Nothing where it is none, or empty. */
export function textOf(value: unknown): string | undefined {
  return (typeof value === 'string' && value.trim()) || undefined;
}

/** Whole seconds from now until then, at least 1: what `Retry-After` takes. */
export function secondsUntil(then: number, now: number): number {
  return Math.max(1, Math.ceil((then - now) / 1000));
}
