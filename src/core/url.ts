import { MfaError } from './mfa-error.js';

/**
 * Puts a path below an endpoint. The endpoint may be absolute or relative, with or without a trailing slash, and keeps
 * its own query. Each segment is encoded, so that a device name with a slash stays one segment; but a colon stays as it is
 * (RFC 3986 3.3), as paths that name an act after one have it.
 *
 * @throws MfaError `misconfigured` for a segment that would leave its place: empty, `.` or `..`.
 */
export function joinUrl(
  endpoint: string,
  path: readonly string[],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const [base = '', ownQuery] = endpoint.split('?', 2);
  const segments = path.map((segment) => {
    // Encoding does not help here: URL parsers take `%2e%2e` for `..` as well.
    if (/^\.{0,2}$/.test(segment))
      throw new MfaError('misconfigured', { message: 'A part of the path is empty or dots' });
    return `/${encodeURIComponent(segment).replaceAll('%3A', ':')}`;
  });
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  if (ownQuery) pairs.unshift(ownQuery);
  return base.replace(/\/+$/, '') + segments.join('') + (pairs.length ? `?${pairs.join('&')}` : '');
}
