import type { LoginRadiusSession } from '../backends/loginradius/index.js';

/**
 * Who is signed in. In the memory of the page, and nowhere else: it is gone with the page. Where the page handles the
 * token by itself (`accessTokenResponse: false`), nothing is kept.
 */
export class SessionData {
  #token: string | undefined;
  #uid: string | undefined;
  readonly #fromPage: () => string | undefined;
  readonly #keeps: () => boolean;

  constructor(fromPage: () => string | undefined, keeps: () => boolean) {
    this.#fromPage = fromPage;
    this.#keeps = keeps;
  }

  /** The access token, or nothing where nobody is signed in. Secret. */
  readonly getToken = (): string | undefined => this.#token ?? this.#fromPage();

  readonly getUid = (): string | undefined => this.#uid;

  /** @internal */
  begin({ access_token: token, Profile }: LoginRadiusSession): void {
    if (!this.#keeps()) return;
    this.#token = token;
    const { Uid } = (Profile ?? {}) as { Uid?: unknown };
    this.#uid = typeof Uid === 'string' ? Uid : undefined;
  }
}
