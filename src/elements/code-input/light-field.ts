/** What the host says about its input. */
export interface LightFieldFacts {
  readonly alphanumeric: boolean;
  /** Its name, unless the page named it. */
  readonly label: string;
  readonly description: string;
  readonly invalid: boolean;
}

/** What goes on to an input that we made. A page's own keeps its own. */
const FORWARDED = ['name', 'required', 'disabled', 'readonly'] as const;

/** The host, as far as it speaks for an input that we made. */
export type LightFieldHost = HTMLElement & Record<(typeof FORWARDED)[number], string | boolean>;

/** Ids are the page's, and two copies of the kit may be on it. */
const prefix = `mfa-code-${Math.random().toString(36).slice(2, 7)}-`;
let count = 0;

/**
 * The field's part of the light DOM: the input, and a hidden text beside it that describes it, since an input cannot
 * refer to texts in a shadow root. Never overwrites what the page says about its own input.
 */
export class LightField {
  readonly #host: LightFieldHost;
  readonly #description = document.createElement('span');
  #label = '';
  #created: HTMLInputElement | undefined;
  #input: HTMLInputElement | undefined;
  #prepared: HTMLInputElement | undefined;
  #alphanumeric = false;
  #markedInvalid = false;
  #closed = false;
  #wasDisabled = false;

  constructor(host: LightFieldHost) {
    this.#host = host;
    this.#description.hidden = true;
    this.#description.id = `${prefix}${++count}`;
  }

  /** The page's input, or else one of our own. */
  find(): HTMLInputElement {
    const inputs = slotted(this.#host)
      .map(unwrap)
      .filter((node) => node instanceof HTMLInputElement);
    let input = inputs.find((node) => node !== this.#created);
    if (input) this.#created?.remove();
    else {
      input = this.#created ??= this.#prepared = modelInput(false).cloneNode() as HTMLInputElement;
      if (!inputs.length) append(this.#host, input);
    }
    return (this.#input = input);
  }

  /** The page named the input itself. */
  get isNamed(): boolean {
    const input = this.#input;
    if (!input || input.closest('label')) return !!input;
    // To ask for labels is slow, and there are none for an input that nobody can refer to.
    if (input.id && input.labels?.length) return true;
    return input.hasAttribute('aria-labelledby') || (!!input.ariaLabel && input.ariaLabel !== this.#label);
  }

  /** Gives the input what it lacks, and ties the texts to it. */
  update({ alphanumeric, label, description, invalid }: LightFieldFacts): void {
    const input = this.#input;
    if (!input) return;
    const created = input === this.#created;
    if (input !== this.#prepared || alphanumeric !== this.#alphanumeric) {
      this.#prepared = input;
      this.#alphanumeric = alphanumeric;
      for (const { name, value } of modelInput(alphanumeric).attributes) {
        if (created || !input.hasAttribute(name)) input.setAttribute(name, value);
      }
    }
    if (created) {
      for (const name of FORWARDED) {
        const value = this.#host[name];
        if (value) input.setAttribute(name, value === true ? '' : value);
        else if (input.hasAttribute(name)) input.removeAttribute(name);
      }
    } else if (!!this.#host.disabled !== this.#closed) {
      // A page's own is closed while its code cannot be taken, and as it was before afterwards.
      this.#closed = !this.#closed;
      if (this.#closed) this.#wasDisabled = input.disabled;
      input.disabled = this.#closed || this.#wasDisabled;
    }
    if (label !== this.#label || (label && !input.ariaLabel)) {
      this.#label = label;
      input.ariaLabel = label || null;
    }
    this.#describe(input, description);
    if (invalid !== this.#markedInvalid && invalid !== input.hasAttribute('aria-invalid')) {
      this.#markedInvalid = invalid;
      input.ariaInvalid = invalid ? 'true' : null;
    }
  }

  /** After what the page says about the input. An empty text says nothing. */
  #describe(input: HTMLInputElement, text: string): void {
    const element = this.#description;
    if (element.textContent !== text) element.textContent = text;
    if (element.parentNode !== input.parentNode) input.after(element);
    const ids = input.getAttribute('aria-describedby') ?? '';
    if (!ids.includes(element.id)) input.setAttribute('aria-describedby', `${ids} ${element.id}`.trim());
  }

  /** Takes back what lies beside an input, and our own input where it lies outside of the host. */
  release(): void {
    this.#description.remove();
    if (this.#created?.parentNode !== this.#host) this.#created?.remove();
  }
}

/**
 * An element that holds a `<slot>` for the input lies in the shadow root of another: that one's light DOM is where
 * password managers, forms and labels look.
 */
function append(owner: Element, input: HTMLInputElement, name = ''): void {
  const slot = [...owner.children].find((child) => child instanceof HTMLSlotElement && child.slot === name);
  const root = slot?.getRootNode();
  if (root instanceof ShadowRoot) append(root.host, input, (slot as HTMLSlotElement).name);
  else {
    if (name) input.slot = name;
    owner.append(input);
  }
}

const models: HTMLInputElement[] = [];

/** What an input for a code looks like. Copied for each one that we make, and for what a page's own lacks. */
function modelInput(alphanumeric: boolean): HTMLInputElement {
  const index = Number(alphanumeric);
  let input = models[index];
  if (!input) {
    input = models[index] = document.createElement('input');
    const attributes = {
      type: 'text',
      inputmode: alphanumeric ? 'text' : 'numeric',
      autocomplete: 'one-time-code',
      translate: 'no',
      spellcheck: 'false',
      autocapitalize: alphanumeric ? 'none' : 'off',
      autocorrect: 'off',
      enterkeyhint: 'done',
    };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  }
  return input;
}

/** An input within a label is out of reach of our styles: it goes beside the label, which stays its label. */
function unwrap(node: Element): Element {
  if (!(node instanceof HTMLLabelElement)) return node;
  const input = node.querySelector('input');
  if (!input) return node;
  input.id ||= `${prefix}${++count}`;
  node.htmlFor = input.id;
  node.after(input);
  return input;
}

/** What goes into the host's default slot. */
function slotted(host: Element): Element[] {
  return [...host.children].flatMap((child) =>
    child instanceof HTMLSlotElement ? child.assignedElements({ flatten: true }) : child.slot ? [] : child,
  );
}
