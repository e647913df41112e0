/** Work of a known length that a page is given on purpose, to see that each measure shows it. */

export interface Burden {
  /** Milliseconds before the first element is registered. */
  boot?: number;
  /** Milliseconds for each element that comes to the page. */
  mount?: number;
  /** Milliseconds for each character typed. */
  key?: number;
  /** Milliseconds between wake-ups that nobody asked for. */
  wake?: number;
}

/** Runs in the page, before its own scripts. */
export function lay({ boot = 0, mount = 0, key = 0, wake }: Burden): void {
  const work = (ms: number): void => {
    const end = performance.now() + ms;
    while (performance.now() < end);
  };
  const define = customElements.define.bind(customElements);
  let late = boot;
  customElements.define = (tag, element, options): void => {
    work(late);
    late = 0;
    const prototype = element.prototype as { connectedCallback?: () => void };
    const connect = prototype.connectedCallback;
    prototype.connectedCallback = function (this: unknown): void {
      work(mount);
      connect?.call(this);
    };
    define(tag, element, options);
  };
  addEventListener('input', () => work(key), true);
  if (wake) setInterval(() => {}, wake);
}
