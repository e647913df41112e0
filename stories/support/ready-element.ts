/**
 * What shows itself once it is in the page, and says when it is there: a story needs the document to reach its state, and
 * Storybook wants an answer at once.
 */
export abstract class ReadyElement<Result = void> extends HTMLElement {
  readonly ready: Promise<Result>;

  #arrive: (shown: Promise<Result>) => void = () => undefined;
  #begun = false;

  constructor() {
    super();
    this.ready = new Promise((resolve) => (this.#arrive = resolve));
  }

  connectedCallback(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#arrive(this.begin());
  }

  protected abstract begin(): Promise<Result>;
}
