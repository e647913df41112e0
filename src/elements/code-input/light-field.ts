/** What the host says about its input. */
export interface LightFieldFacts {
  readonly alphanumeric: boolean;
  /** Its name, unless the page named it. */
  readonly label: string;
  readonly description: string;
  readonly invalid: boolean;
}

/** The host, as far as it speaks for its input. */
export interface LightFieldHost extends HTMLElement {
  readonly name: string;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly readonly: boolean;
}

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
    const nodes = slotted(this.#host);
    const wrapped = nodes.find((node) => node.localName === 'label')?.querySelector('input');
    if (wrapped) void import('./unwrap-input.js').then(({ unwrapInput }) => unwrapInput(wrapped));
    const inputs = nodes.filter((node) => node instanceof HTMLInputElement);
    let input = wrapped ?? inputs.find((node) => node !== this.#created);
    if (input) this.#created?.remove();
    else {
      input = this.#created ??= document.createElement('input');
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
      for (const [name, value] of Object.entries(attributesFor(alphanumeric))) {
        if (created || !input.hasAttribute(name)) input.setAttribute(name, value);
      }
    }
    const { name, required, disabled, readonly } = this.#host;
    if (created) {
      if (name !== input.name) input.name = name;
      Object.assign(input, { required, disabled, readOnly: readonly });
    } else if (disabled !== this.#closed) {
      // A page's own is closed while its code cannot be taken, and as it was before afterwards.
      this.#closed = disabled;
      if (disabled) this.#wasDisabled = input.disabled;
      input.disabled = disabled || this.#wasDisabled;
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

/** What an input for a code has, and what a page's own is given where it lacks it. */
const attributesFor = (alphanumeric: boolean): Record<string, string> => ({
  type: 'text',
  inputmode: alphanumeric ? 'text' : 'numeric',
  autocomplete: 'one-time-code',
  translate: 'no',
  spellcheck: 'false',
  autocapitalize: alphanumeric ? 'none' : 'off',
  autocorrect: 'off',
  enterkeyhint: 'done',
});

/** What goes into the host's default slot. */
function slotted(host: Element): Element[] {
  return [...host.children].flatMap((child) =>
    child instanceof HTMLSlotElement ? child.assignedElements({ flatten: true }) : child.slot ? [] : child,
  );
}
