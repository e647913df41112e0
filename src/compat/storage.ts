import { documentCookies } from './cookies.js';

/** Where the token is kept when the page goes: not at all, until the tab is closed, or for good. */
export type TokenStorage = 'session' | 'local' | undefined;

/** Where the original keeps who is signed in (contract C.9.5). */
export const SESSION_KEYS = { token: 'LRTokenKey', uid: 'lr-user-uid', pin: 'lr-session-token' } as const;
/** Where it keeps the token of a PIN. */
export const PIN_KEY = 'lrSessionTokenObj';

/**
 * `storage` of the original (contract C.9.1): what it keeps is in `localStorage` and `sessionStorage`, or in a cookie
 * where the browser has neither.
 *
 * Who is signed in is a secret. It stays in the memory of the page, by the same names, unless the page asks for more
 * with `tokenStorage`; it is never in a cookie.
 */
export class BrowserStorage {
  readonly #memory = new Map<string, string>();
  readonly #tokenStorage: TokenStorage;

  constructor(tokenStorage: TokenStorage) {
    this.#tokenStorage = tokenStorage;
  }

  readonly setBrowserStorage = (key: string, value: string): void => {
    const areas = this.#areas(key);
    for (const area of areas) area.setItem(key, value);
    if (isSecret(key)) this.#memory.set(key, value);
    else if (!areas.length) documentCookies.setItem(key, value, undefined, '/');
  };

  readonly getBrowserStorage = (key: string): string | null => {
    const areas = this.#areas(key);
    for (const area of areas) {
      const value = area.getItem(key);
      if (value !== null) return value;
    }
    // Where it is in storage, another page may have signed out meanwhile: then it is gone here, too.
    if (isSecret(key)) return areas.length ? null : (this.#memory.get(key) ?? null);
    return areas.length ? null : documentCookies.getItem(key);
  };

  readonly removeBrowserStorage = (key: string): void => {
    const areas = this.#areas(key);
    for (const area of areas) area.removeItem(key);
    this.#memory.delete(key);
    if (!areas.length) documentCookies.removeItem(key, '/');
  };

  readonly isLocalStorageNameSupported = (): boolean => areaOf('localStorage') !== undefined;

  #areas(key: string): Storage[] {
    const names: ('localStorage' | 'sessionStorage')[] =
      !isSecret(key) || this.#tokenStorage === 'local'
        ? ['localStorage', 'sessionStorage']
        : this.#tokenStorage
          ? ['sessionStorage']
          : [];
    return names.flatMap((name) => areaOf(name) ?? []);
  }
}

function isSecret(key: string): boolean {
  return key === PIN_KEY || (Object.values(SESSION_KEYS) as string[]).includes(key);
}

/** Nothing where the browser forbids it, which some do by throwing. */
function areaOf(name: 'localStorage' | 'sessionStorage'): Storage | undefined {
  try {
    const area = window[name];
    area.setItem('lr-probe', '1');
    area.removeItem('lr-probe');
    return area;
  } catch {
    return undefined;
  }
}
