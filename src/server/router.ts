import { Refusal } from './refusal.js';

/** Segments below the base path, `*` for whatever comes from outside; and what each method does there. */
export type Routes<Action> = readonly (readonly [path: string, methods: Readonly<Record<string, Action>>])[];

/** All that the gateway does for a page, by the path. */
export type PathAction =
  'start' | 'check' | 'list' | 'enroll' | 'activate' | 'remove-app' | 'remove-passkey' | TrustAction;

/** What it does where devices are remembered. */
export type TrustAction = 'list-trusted' | 'forget-trusted' | 'forget-all-trusted';

export const TRUST_ROUTES: Routes<PathAction> = [
  ['users/me/trustedDevices', { GET: 'list-trusted', DELETE: 'forget-all-trusted' }],
  ['users/me/trustedDevices/*', { DELETE: 'forget-trusted' }],
];

/** What a body can say of, beside codes and authenticator apps. */
const PASSKEY_ACTIONS = {
  start: 'start-passkey',
  check: 'check-passkey',
  enroll: 'enroll-passkey',
  activate: 'activate-passkey',
} as const;

export type BodyAction = keyof typeof PASSKEY_ACTIONS;
export type Action = PathAction | (typeof PASSKEY_ACTIONS)[BodyAction];

/** Whether it takes a body, which says whether it is about a passkey. */
export function takesBody(action: PathAction): action is BodyAction {
  return Object.hasOwn(PASSKEY_ACTIONS, action);
}

export function passkeyAction(action: BodyAction): Action {
  return PASSKEY_ACTIONS[action];
}

export const PAGE_ROUTES: Routes<PathAction> = [
  ['deviceAuthentications', { POST: 'start' }],
  ['deviceAuthentications/*', { POST: 'check' }],
  ['users/me/mfadevices', { GET: 'list', POST: 'enroll' }],
  ['users/me/mfadevices/*', { POST: 'activate' }],
  ['users/me/mfadevices/TOTP/*', { DELETE: 'remove-app' }],
  ['users/me/mfadevices/FIDO2/*', { DELETE: 'remove-passkey' }],
];

/** All that a support desk may ask for. */
export type DeskAction = 'reset-factor' | 'make-recovery-codes';

export const DESK_ROUTES: Routes<DeskAction> = [
  ['users/*/factors/*', { DELETE: 'reset-factor' }],
  ['users/*/recoveryCodes', { POST: 'make-recovery-codes' }],
];

export interface Match<Action> {
  readonly action: Action;
  /** What stands for each `*`, decoded. */
  readonly given: readonly string[];
}

/**
 * What a request asks for. A path that names another user than `me` is none of a page's.
 *
 * @throws Refusal 404, 405
 */
export function matchRoute<Action>(
  routes: Routes<Action>,
  method: string,
  pathname: string,
  basePath: string,
): Match<Action> {
  const notFound = new Refusal(404, 'There is nothing here');
  if (!pathname.startsWith(`${basePath}/`)) throw notFound;
  const segments = pathname
    .slice(basePath.length + 1)
    .replace(/\/$/, '')
    .split('/')
    .map(decode);
  for (const [path, methods] of routes) {
    const wanted = path.split('/');
    const isIt = wanted.every((segment, i) => (segment === '*' ? segments[i] : segment === segments[i]));
    if (!isIt || wanted.length !== segments.length) continue;
    const action = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (action === undefined) {
      const allow = Object.keys(methods).join(', ');
      throw new Refusal(405, 'Not with this method', 'misconfigured', { allow });
    }
    return { action, given: segments.filter((_, i) => wanted[i] === '*') };
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
