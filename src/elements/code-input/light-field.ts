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
export type LightFieldHost = HTMLElement & Record<(typeof FORWARDED)[number], unknown>;

/** Ids are the page's, and two copies of the kit may be on it. */
const prefix = `mfa-code-${Math.random().toString(36).slice(2, 7)}-`;
let count = 0;

/**
 * The field's part of the light DOM: the input, and hidden texts beside it that name and describe it, since an
 * input cannot refer to texts in a shadow root. Never overwrites what the page says about its own input.
 */
export class LightField {
  readonly #host: LightFieldHost;
  readonly #label = hiddenText();
  readonly #description = hiddenText();
  #created: HTMLInputElement | undefined;
  #input: HTMLInputElement | undefined;
  #markedInvalid = false;

  constructor(host: LightFieldHost) {
    this.#host = host;
  }

  /** The page's input, or else one of our own. */
  find(): HTMLInputElement {
    const inputs = slotted(this.#host).filter((node) => node instanceof HTMLInputElement);
    let input = inputs.find((node) => node !== this.#created);
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
    const names = input?.getAttribute('aria-labelledby');
    return !!(input?.labels?.length || input?.ariaLabel || (names && names !== this.#label.id));
  }

  /** Gives the input what it lacks, and ties the texts to it. */
  update({ alphanumeric, label, description, invalid }: LightFieldFacts): void {
    const input = this.#input as HTMLInputElement;
    const attributes: Record<string, string> = {
      type: 'text',
      inputmode: alphanumeric ? 'text' : 'numeric',
      autocomplete: 'one-time-code',
      translate: 'no',
      spellcheck: 'false',
      autocapitalize: alphanumeric ? 'none' : 'off',
      autocorrect: 'off',
      enterkeyhint: 'done',
    };
    const created = input === this.#created;
    for (const name in attributes) {
      if (created || !input.hasAttribute(name)) input.setAttribute(name, attributes[name] as string);
    }
    if (created) {
      for (const name of FORWARDED) {
        const value = this.#host[name];
        if (value) input.setAttribute(name, value === true ? '' : String(value));
        else input.removeAttribute(name);
      }
    }
    if (label || this.#label.textContent) tie(input, 'aria-labelledby', this.#label, label);
    if (description || this.#description.textContent)
      tie(input, 'aria-describedby', this.#description, description);
    if (invalid !== this.#markedInvalid && invalid !== input.hasAttribute('aria-invalid')) {
      this.#markedInvalid = input.toggleAttribute('aria-invalid', invalid);
      if (invalid) input.ariaInvalid = 'true';
    }
  }

  /** Takes back what lies beside an input, and our own input where it lies outside of the host. */
  release(): void {
    this.#label.remove();
    this.#description.remove();
    if (this.#created?.parentNode !== this.#host) this.#created?.remove();
  }
}

function hiddenText(): HTMLElement {
  const element = document.createElement('span');
  element.hidden = true;
  element.id = prefix + ++count;
  return element;
}

/** Beside what the page refers to already. An empty text leaves the input to its other names. */
function tie(input: HTMLInputElement, attribute: string, element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
  if (element.parentNode !== input.parentNode) input.after(element);
  const ids = input.getAttribute(attribute) ?? '';
  if (!ids.includes(element.id)) input.setAttribute(attribute, `${ids} ${element.id}`.trim());
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

/** What goes into the host's default slot. */
function slotted(host: Element): Element[] {
  return [...host.children].flatMap((child) =>
    child instanceof HTMLSlotElement ? child.assignedElements({ flatten: true }) : child.slot ? [] : child,
  );
}
