/** A network whose answers to some requests come when the test says so. The server has the requests by then. */
export interface SlowAnswers {
  readonly fetch: typeof fetch;
  /** How many answers are held. */
  readonly held: number;
  /** Lets them come, and all later ones at once. */
  release(): void;
}

/** @param isSlow - Which requests, by their path. */
export function slowAnswers(isSlow: (path: string) => boolean): SlowAnswers {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  let held = 0;
  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      const response = await fetch(request);
      if (isSlow(new URL(request.url).pathname)) {
        held++;
        await released;
        request.signal.throwIfAborted();
      }
      return response;
    },
    get held() {
      return held;
    },
    release,
  };
}
