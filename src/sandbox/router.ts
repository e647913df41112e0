/** One request on its way through the sandbox. */
export interface RouteContext {
  readonly request: Request;
  readonly url: URL;
  /** What the `:name` segments of the pattern matched, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: string;
  /** Segments, `:name` for any one of them: `/users/:user/mfadevices`. */
  readonly pattern: string;
  readonly handle: (context: RouteContext) => Response | Promise<Response>;
}

/** The first route that fits, run; or nothing. */
export function route(
  routes: readonly Route[],
  request: Request,
  url: URL,
  path: string,
): Response | Promise<Response> | undefined {
  for (const { method, pattern, handle } of routes) {
    const params = method === request.method ? match(pattern, path) : undefined;
    if (params) return handle({ request, url, params });
  }
  return undefined;
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, segment] of wanted.entries()) {
    const value = decode(given[i] ?? '');
    if (segment.startsWith(':') && value) params[segment.slice(1)] = value;
    else if (segment !== value) return undefined;
  }
  return params;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
