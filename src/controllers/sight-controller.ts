import type { ReactiveController, ReactiveControllerHost } from 'lit';

const PAGE_EVENTS = ['pagehide', 'pageshow'];

export interface SightOptions {
  /** The page goes, maybe to be kept for going back. */
  onPageHide: () => void;
}

/**
 * Whether somebody can see its host: not from the moment when the page goes, until it is shown again. Owns the observer
 * and the listeners; the host is updated when the answer changes.
 */
export class SightController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #options: SightOptions;
  #observer: IntersectionObserver | undefined;
  #inSight = false;
  readonly #onPage = ({ type }: Event): void => {
    this.#stop();
    if (type === 'pagehide') this.#options.onPageHide();
    else this.#start();
  };

  constructor(host: ReactiveControllerHost & Element, options: SightOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get inSight(): boolean {
    return this.#inSight;
  }

  hostConnected(): void {
    this.#start();
    for (const type of PAGE_EVENTS) addEventListener(type, this.#onPage);
  }

  hostDisconnected(): void {
    this.#stop();
    for (const type of PAGE_EVENTS) removeEventListener(type, this.#onPage);
  }

  #start(): void {
    this.#observer = new IntersectionObserver((entries) => {
      this.#inSight = entries.at(-1)?.isIntersecting ?? false;
      this.#host.requestUpdate();
    });
    this.#observer.observe(this.#host);
  }

  #stop(): void {
    this.#observer?.disconnect();
    this.#inSight = false;
  }
}
