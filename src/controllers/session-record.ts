/**
 * A small record in session storage that outlives a reload of the page. For what is no secret only: times, counts,
 * masked destinations, and ids that their backend calls resumable. A browser without storage simply forgets.
 */
export class SessionRecord<T extends object> {
  readonly #key: string;

  constructor(key: string) {
    this.#key = `mfa-elements:${key}`;
  }

  read(): Partial<T> {
    const value = attempt((): unknown => JSON.parse(sessionStorage.getItem(this.#key) ?? '{}'));
    return typeof value === 'object' && value !== null ? value : {};
  }

  /** Where storage is full, the record lives as long as the page does. */
  write(value: T): void {
    attempt(() => sessionStorage.setItem(this.#key, JSON.stringify(value)));
  }

  clear(): void {
    attempt(() => sessionStorage.removeItem(this.#key));
  }
}

/** Storage may be off, and hold anything. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
