import type { Clock } from '../core/clock.js';

/** How the contract spells what kind of device a passkey is: one page says this, another that. */
export type PasskeySpelling = 'FIDO' | 'FIDO2';

export interface Passkey {
  readonly name: string | undefined;
  readonly spelling: PasskeySpelling;
  readonly createdAt: number;
}

/** The passkeys of each user, as far as they are listed and removed: nobody signs in with them here. */
export class Passkeys {
  readonly #keys = new Map<string, readonly Passkey[]>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(userName: string, name: string | undefined, spelling: PasskeySpelling = 'FIDO2'): void {
    const key = { name, spelling, createdAt: this.#clock.now() };
    this.#keys.set(userName, [...this.list(userName), key]);
  }

  list(userName: string): readonly Passkey[] {
    return this.#keys.get(userName) ?? [];
  }

  /** @param name - `all` is every one of them. @returns Whether there was one to remove. */
  remove(userName: string, name: string): boolean {
    const before = this.list(userName);
    const after = name.toLowerCase() === 'all' ? [] : before.filter((key) => key.name !== name);
    this.#keys.set(userName, after);
    return after.length < before.length;
  }

  reset(): void {
    this.#keys.clear();
  }
}
