/** What all measured pages are given before their own scripts: the same for every subject. */

/** Selectors, each to be looked for in the shadow root of what the one before has found. */
export type Path = readonly string[];

export interface PageTools {
  /** The element at the end of a path, if it is shown and, where it is a field, open. */
  shown(path: Path): Element | undefined;
  /**
   * Resolves once something is there and painted, to the time when that frame's work was done. Looks after each frame;
   * to be called in one. Rejects where it does not come.
   */
  painted(isThere: () => boolean): Promise<number>;
  /** Resolves at the start of a frame's work. */
  frame(): Promise<void>;
}

declare global {
  interface Window {
    speed: PageTools;
  }
}

/** Runs in the page. */
export function installTools(): void {
  window.speed = {
    shown(path) {
      let found: Element | null | undefined;
      let root: ParentNode | null | undefined = document;
      for (const selector of path) {
        found = root?.querySelector(selector);
        root = found?.shadowRoot;
      }
      if (!found || found.matches(':disabled') || !found.checkVisibility()) return undefined;
      return found.getBoundingClientRect().width > 0 ? found : undefined;
    },
    painted: (isThere) =>
      new Promise((done, fail) => {
        const end = performance.now() + 20_000;
        const { port1, port2 } = new MessageChannel();
        // The first task after the frame.
        port1.onmessage = () => {
          const now = performance.now();
          if (isThere()) done(now);
          else if (now > end) fail(new Error('It does not show'));
          else requestAnimationFrame(() => port2.postMessage(0));
        };
        port2.postMessage(0);
      }),
    frame: () => new Promise((done) => requestAnimationFrame(() => done())),
  };
}
