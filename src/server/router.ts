import { Refusal } from './refusal.js';

/** All that the gateway does. */
export type Action = 'start' | 'check' | 'list' | 'enroll' | 'activate' | 'remove';

export interface Match {
  readonly action: Action;
  /** The authId or the device's name at the end of the path. */
  readonly id: string;
}

/** Segments below the base path; `*` stands for the id. */
const ROUTES: readonly [path: string, methods: Readonly<Record<string, Action>>][] = [
  ['deviceAuthentications', { POST: 'start' }],
  ['deviceAuthentications/*', { POST: 'check' }],
  ['users/me/mfadevices', { GET: 'list', POST: 'enroll' }],
  ['users/me/mfadevices/*', { POST: 'activate' }],
  ['users/me/mfadevices/TOTP/*', { DELETE: 'remove' }],
];

/**
 * What a request asks for. A path that names another user than `me` is none of these.
 *
 * @throws Refusal 404, 405
 */
export function matchRoute(method: string, pathname: string, basePath: string): Match {
  const notFound = new Refusal(404, 'There is nothing here');
  if (!pathname.startsWith(`${basePath}/`)) throw notFound;
  const given = pathname
    .slice(basePath.length + 1)
    .replace(/\/$/, '')
    .split('/')
    .map(decode);
  for (const [path, methods] of ROUTES) {
    const wanted = path.split('/');
    const isIt = wanted.every((segment, i) => (segment === '*' ? given[i] : segment === given[i]));
    if (!isIt || wanted.length !== given.length) continue;
    const action = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!action) {
      const allow = Object.keys(methods).join(', ');
      throw new Refusal(405, 'Not with this method', 'misconfigured', { allow });
    }
    return { action, id: given.at(-1) ?? '' };
  }
  throw notFound;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
