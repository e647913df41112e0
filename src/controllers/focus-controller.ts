import type { LitElement, ReactiveController } from 'lit';

export interface FocusOptions {
  /** The field outside of the shadow root, which an update may close under the person's hands. */
  field: () => {
    readonly updateComplete: Promise<boolean>;
    readonly input?: HTMLInputElement | undefined;
  } | null;
  /** Parts to go to instead, the best first. */
  waysOut: readonly string[];
}

/**
 * Keeps focus in its host: where the focused control has gone or been disabled by an update, focus moves to the way
 * out, and never to nowhere. Owns nothing else; does not take focus that the host did not have.
 */
export class FocusController implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: FocusOptions;
  #hadFocus = false;

  constructor(host: LitElement, options: FocusOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#hadFocus = this.#host.matches(':focus-within');
  }

  hostUpdated(): void {
    if (this.#hadFocus) void this.#keep();
  }

  async #keep(): Promise<void> {
    const { renderRoot } = this.#host;
    const field = this.#options.field();
    await field?.updateComplete;
    if (this.#host.matches(':focus-within') && field?.input?.ariaDisabled !== 'true') return;
    if (renderRoot.querySelector(':focus')) return;
    // What the page has put something of its own in the place of takes none.
    this.#options.waysOut.some((part) => {
      const way = renderRoot.querySelector<HTMLElement>(`[part~=${part}]`);
      way?.focus();
      return way?.matches(':focus-within');
    });
  }
}
