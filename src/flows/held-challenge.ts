import type { Challenge, MfaClient } from '../core/client.js';
import { isSameChallenge } from '../core/same.js';
import type { ClientSource } from './client-option.js';

/** The challenge that a code answers, and whose it is. */
export class HeldChallenge {
  readonly #source: ClientSource;
  #current: Challenge | undefined;
  #sentBy: MfaClient | undefined;
  /** What the page has set last: frameworks set the same again, also when it is not the newest any more. */
  #set: Challenge | undefined;

  /** @param source - The page's client, for a challenge of which nobody says who has sent it. */
  constructor(source: ClientSource) {
    this.#source = source;
  }

  get current(): Challenge | undefined {
    return this.#current;
  }

  /** Whoever has sent the challenge checks it, also where the page has another client by then. */
  get client(): MfaClient | undefined {
    return this.#sentBy ?? this.#source.current;
  }

  /** The same for a call. Rejects where there is none. */
  async resolve(): Promise<MfaClient> {
    return this.#sentBy ?? this.#source.resolve();
  }

  take(challenge: Challenge | undefined, client?: MfaClient): void {
    this.#current = challenge;
    this.#sentBy = client;
  }

  /** The challenge was started on the way, by whoever is asked anyway. */
  started(challenge: Challenge): void {
    this.#current = challenge;
  }

  /** The page sets this one. Tells whether that is news: the same again, by its content, is none. */
  isSet(challenge: Challenge | undefined): boolean {
    const isKnown = isSameChallenge(challenge, this.#set) || isSameChallenge(challenge, this.#current);
    if (challenge && isKnown) return false;
    this.#set = challenge;
    return true;
  }

  forget(): void {
    this.take(undefined);
    this.#set = undefined;
  }
}
