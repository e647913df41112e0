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
    try {
      const value: unknown = JSON.parse(sessionStorage.getItem(this.#key) ?? '{}');
      return typeof value === 'object' && value !== null ? value : {};
    } catch {
      return {};
    }
  }

  write(value: T): void {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(value));
    } catch {
      // Storage is off or full: the record then lives as long as the page does.
    }
  }

  clear(): void {
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // Nothing was stored.
    }
  }
}
