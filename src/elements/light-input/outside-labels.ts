import { madeId, SetAttributes } from '../marks.js';

/** What a click on it is for, inside of a label as well. */
const INTERACTIVE = 'a[href],button,input,select,textarea,summary';

/**
 * The labels that the page wrote for the element around an input (`<label for>` its id): the platform ties a label only
 * to a control. Owns: focus on a click, and the ids by which the input is named.
 */
export class OutsideLabels {
  #owner: Element | undefined;
  #input: HTMLInputElement | undefined;
  #root: Document | ShadowRoot | undefined;
  readonly #onFound: () => void;

  /** `onFound` is told of a label that was pressed: it may have come after the field. */
  constructor(onFound: () => void) {
    this.#onFound = onFound;
  }

  /** Follows the labels of whichever element holds the input in its light DOM: the host, or one around it. */
  follow(host: Element, input: HTMLInputElement): void {
    const root = input.getRootNode() as Document | ShadowRoot;
    let owner = host;
    while (owner.getRootNode() !== root && owner.getRootNode() instanceof ShadowRoot) {
      owner = (owner.getRootNode() as ShadowRoot).host;
    }
    this.release();
    this.#owner = owner;
    this.#input = input;
    this.#root = root;
    if (owner.id) root.addEventListener('click', this);
  }

  /** The ids of the labels, for `aria-labelledby`; empty where there are none. */
  get ids(): string {
    const id = this.#owner?.id;
    if (!id || !this.#root) return '';
    const labels = this.#root.querySelectorAll<HTMLLabelElement>(`label[for="${CSS.escape(id)}"]`);
    return [...labels].map((label) => this.#idOf(label)).join(' ');
  }

  release(): void {
    this.#root?.removeEventListener('click', this);
  }

  handleEvent(event: Event): void {
    const target = event.target as Element;
    const label = target.closest('label');
    if (!label || label.htmlFor !== this.#owner?.id || event.defaultPrevented) return;
    if (target.closest(INTERACTIVE)) return;
    this.#input?.focus();
    this.#onFound();
  }

  /** The label's own, or one of ours; a new one where the label is a copy. */
  #idOf(label: HTMLLabelElement): string {
    const attributes = new SetAttributes(label);
    const isCopy = attributes.own('id') === null && this.#root?.getElementById(label.id) !== label;
    if (!label.id || isCopy) {
      attributes.give('id', madeId());
      attributes.list();
    }
    return label.id;
  }
}
