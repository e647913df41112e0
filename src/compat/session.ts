import type { LoginRadiusSession } from '../backends/loginradius/index.js';
import { PIN_KEY, SESSION_KEYS, type BrowserStorage } from './storage.js';

export interface SessionSource {
  storage: BrowserStorage;
  /** The token that the page has from elsewhere. */
  fromPage: () => string | undefined;
  /** Somebody has asked for a token, and there is none. */
  onMissing: () => void;
}

/** The token of a PIN, as the service gives it. */
export interface PinSession {
  readonly session_token: string;
  /** ISO 8601. */
  readonly session_expires_in: string;
}

/** Who is signed in. In the memory of the page, or where `tokenStorage` says. */
export class SessionData {
  readonly #source: SessionSource;

  constructor(source: SessionSource) {
    this.#source = source;
  }

  /** The access token, or null where nobody is signed in. Secret. */
  readonly getToken = (): string | null => {
    const { storage, fromPage, onMissing } = this.#source;
    const token =
      storage.getBrowserStorage(SESSION_KEYS.pin) ??
      storage.getBrowserStorage(SESSION_KEYS.token) ??
      fromPage() ??
      null;
    if (token === null) onMissing();
    return token;
  };

  readonly getUid = (): string | null => this.#source.storage.getBrowserStorage(SESSION_KEYS.uid);

  /** @internal The token of a PIN, as long as it is good. */
  get pin(): string | false {
    const { storage } = this.#source;
    const kept = JSON.parse(storage.getBrowserStorage(PIN_KEY) ?? 'null') as PinSession | null;
    if (kept && Date.parse(kept.session_expires_in) > Date.now()) return kept.session_token;
    this.endPin();
    return false;
  }

  /** @internal */
  beginPin({ session_token, session_expires_in }: PinSession): void {
    const kept = JSON.stringify({ session_token, session_expires_in });
    this.#source.storage.setBrowserStorage(PIN_KEY, kept);
  }

  /** @internal */
  endPin(): void {
    this.#source.storage.removeBrowserStorage(PIN_KEY);
  }

  /** @internal */
  begin({ access_token: token, Profile }: LoginRadiusSession): void {
    const { Uid } = (Profile ?? {}) as { Uid?: unknown };
    this.end();
    const { storage } = this.#source;
    storage.setBrowserStorage(SESSION_KEYS.token, token);
    if (typeof Uid === 'string') storage.setBrowserStorage(SESSION_KEYS.uid, Uid);
  }

  /** @internal Nobody is signed in any more. */
  end(): void {
    for (const key of Object.values(SESSION_KEYS)) this.#source.storage.removeBrowserStorage(key);
  }
}
