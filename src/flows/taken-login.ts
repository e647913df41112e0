import { digest } from '../core/digest.js';

/** Knows the login that was taken last again, by its content. A digest is all that is kept of it. */
export class TakenLogin {
  #digest: string | undefined;

  take(login: unknown): void {
    this.#digest = digestOf(login);
  }

  is(login: unknown): boolean {
    return this.#digest !== undefined && this.#digest === digestOf(login);
  }

  forget(): void {
    this.#digest = undefined;
  }
}

function digestOf(login: unknown): string | undefined {
  try {
    return login === undefined ? undefined : digest(JSON.stringify(login));
  } catch {
    // What cannot be written down cannot be known again.
    return undefined;
  }
}
