import { Refusal } from './refusal.js';

/** Browsers add the first by themselves; the second is where applications put a token against forged requests. */
const ALLOWED_HEADERS = 'Content-Type, X-CSRF-Token';
const MAX_AGE_S = '600';

/**
 * Lets through what a page of our own sent: cookies alone do not prove that. Browsers say where a request comes from in
 * `Sec-Fetch-Site` and `Origin`, which no page can forge.
 *
 * @throws Refusal 403
 */
export function checkOrigin(request: Request, allowed: readonly string[] | undefined): void {
  if (!isOurs(request, allowed)) throw new Refusal(403, 'Not from this origin');
}

function isOurs({ headers, method, url }: Request, allowed: readonly string[] | undefined): boolean {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  // Whoever is named may be of another site: the application has said so.
  if (allowed && origin !== null) return allowed.includes(origin);
  // Behind a proxy the request's own address need not be the page's: the browser's word counts before it.
  if (site !== null) return site === 'same-origin';
  if (origin !== null) return origin === new URL(url).origin;
  // Reading without both: no browser of today. The answer could not be read by another origin.
  return method === 'GET';
}

/** For pages of another origin that may call. */
export function corsHeaders(
  request: Request,
  allowed: readonly string[] | undefined,
): Record<string, string> {
  const origin = request.headers.get('origin');
  if (!allowed) return {};
  if (!origin || !allowed.includes(origin)) return { vary: 'Origin' };
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    // Not readable across origins unless named.
    'access-control-expose-headers': 'Date, Retry-After, Mfa-Facts',
    vary: 'Origin',
  };
}

/** The answer to the question that a browser asks before a request across origins; nothing for other requests. */
export function preflight(request: Request): Response | undefined {
  if (request.method !== 'OPTIONS' || !request.headers.has('access-control-request-method')) return undefined;
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-max-age': MAX_AGE_S,
    },
  });
}
