/** The part of an element that is loaded when somebody comes: code, the same for all elements of its kind. */
export class LatePart<Module> {
  /** It, once it is there. */
  now: Module | undefined;
  readonly #load: () => Promise<Module>;

  constructor(load: () => Promise<Module>) {
    this.#load = load;
  }

  /** Loads it. Never rejects: offline, nothing comes of it, and whoever asks next tries again. */
  async get(): Promise<Module | undefined> {
    try {
      this.now ??= await this.#load();
    } catch {
      // As it was before.
    }
    return this.now;
  }
}
