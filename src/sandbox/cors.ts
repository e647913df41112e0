const MAX_AGE_S = '600';

/** What a browser is told about an origin that may call. Nothing for others: the browser then refuses by itself. */
export function corsHeaders(request: Request, allowOrigins: readonly string[]): Record<string, string> {
  const origin = request.headers.get('origin');
  if (!origin || !allowOrigins.includes(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    // Neither is readable across origins unless named.
    'access-control-expose-headers': 'Date, Retry-After',
    vary: 'Origin',
  };
}

/** The answer to the question before the request, or nothing if this is none. */
export function preflight(request: Request): Response | undefined {
  const method = request.headers.get('access-control-request-method');
  if (request.method !== 'OPTIONS' || !method) return undefined;
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '',
      'access-control-max-age': MAX_AGE_S,
    },
  });
}
