import type { KeyMaker } from './keys.js';
import type { TrustSettings } from './trusted-options.js';

/** What a cookie says, once it is certain that it was made here, and for this person. */
export interface Shown {
  readonly id: string;
  /** How often its value had been changed when this one was given. */
  readonly turn: number;
}

/**
 * The cookie that a trusted device shows: which device, which of its values, and a signature over both and the person's
 * name. So it is worth nothing with another name, and does not say whose it is.
 */
export class DeviceCookie {
  readonly #keys: KeyMaker;
  readonly #settings: Pick<TrustSettings, 'cookieName' | 'sameSite'>;

  constructor(keys: KeyMaker, settings: Pick<TrustSettings, 'cookieName' | 'sameSite'>) {
    this.#keys = keys;
    this.#settings = settings;
  }

  /** Whether the request has one under this person's mark, and what it says; `undefined` where that is not ours or not theirs. */
  async read(request: Request, userName: string): Promise<{ isThere: boolean; shown: Shown | undefined }> {
    const name = await this.#name(userName);
    const value = valueIn(request.headers.get('cookie') ?? '', name);
    if (value === undefined) return { isThere: false, shown: undefined };
    const [, id = '', turn = '', signature = ''] =
      /^([\w-]{16,64})\.(\d{1,9})\.([\w-]{1,64})$/.exec(value) ?? [];
    const isOurs = isSame(signature, await this.#sign(userName, { id, turn: Number(turn) }));
    return { isThere: true, shown: isOurs ? { id, turn: Number(turn) } : undefined };
  }

  /** The header that sets it. */
  async give(userName: string, shown: Shown, lifetimeMs: number): Promise<string> {
    const value = `${shown.id}.${shown.turn}.${await this.#sign(userName, shown)}`;
    return this.#header(userName, value, Math.max(1, Math.floor(lifetimeMs / 1000)));
  }

  /** The header that takes it away. */
  end(userName: string): Promise<string> {
    return this.#header(userName, '', 0);
  }

  async #header(userName: string, value: string, maxAgeS: number): Promise<string> {
    const { sameSite } = this.#settings;
    const site = sameSite.charAt(0).toUpperCase() + sameSite.slice(1);
    const name = await this.#name(userName);
    return `${name}=${value}; Max-Age=${maxAgeS}; Path=/; HttpOnly; Secure; SameSite=${site}`;
  }

  async #name(userName: string): Promise<string> {
    return `${this.#settings.cookieName}-${bare(await this.#keys('device-mark', userName)).slice(0, 8)}`;
  }

  async #sign(userName: string, { id, turn }: Shown): Promise<string> {
    return bare(await this.#keys('device-cookie', userName, id, `${turn}`));
  }
}

/** The hash of a key, in characters that a cookie may have. */
function bare(key: string): string {
  return key
    .slice(key.indexOf(':') + 1)
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
}

function valueIn(cookies: string, name: string): string | undefined {
  const found = cookies.split(/;\s*/).find((cookie) => cookie.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

/** In a time that does not tell where they differ. */
function isSame(given: string, right: string): boolean {
  let difference = given.length ^ right.length;
  for (let i = 0; i < right.length; i++) difference |= (given.charCodeAt(i) || 0) ^ right.charCodeAt(i);
  return difference === 0;
}
