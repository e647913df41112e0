/** The part of an element that is loaded when somebody comes: code, the same for all elements of its kind. */
export interface LatePart<Module> {
  /** It, once it is there. */
  now?: Module;
  /** Loads it. Never rejects: offline, nothing comes of it, and whoever asks next tries again. */
  get: () => Promise<Module | undefined>;
}

export function latePart<Module>(load: () => Promise<Module>): LatePart<Module> {
  const part: LatePart<Module> = {
    get: () =>
      load().then(
        (module) => (part.now = module),
        () => undefined,
      ),
  };
  return part;
}
