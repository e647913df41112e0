/** What an input that we make ourselves gets from its host. A page's own input keeps its own. */
export interface LightFieldSettings {
  readonly name: string;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly readonly: boolean;
}

/** What the host says about the field at the moment. */
export interface LightFieldFacts {
  readonly digits: boolean;
  /** Its name, unless the page named it. */
  readonly label: string;
  readonly description: string;
  readonly invalid: boolean;
}

/** Two copies of the kit may be on one page, and ids are the page's. */
const ID = `mfa-code-${Math.random().toString(36).slice(2, 7)}`;
let count = 0;

/**
 * The field's part of the light DOM: the input, and hidden texts beside it that name and describe it, since an
 * input cannot refer to the texts in a shadow root. Never overwrites what the page says about its own input.
 */
export class LightField {
  readonly #host: HTMLElement;
  readonly #id = `${ID}-${++count}`;
  #created: HTMLInputElement | undefined;
  #input: HTMLInputElement | undefined;
  #markedInvalid = false;
  readonly #texts = new Map<string, HTMLElement>();

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** The page's input, or else one of our own. */
  find(): HTMLInputElement {
    const inputs = slotted(this.#host).filter((node) => node instanceof HTMLInputElement);
    const own = inputs.find((input) => input !== this.#created);
    if (own) this.#created?.remove();
    else if (!this.#created || inputs[0] !== this.#created)
      this.#append((this.#created ??= document.createElement('input')));
    const input = own ?? (this.#created as HTMLInputElement);
    if (input !== this.#input) {
      this.release();
      this.#input = input;
    }
    return input;
  }

  /** The page named the input itself. */
  get isNamed(): boolean {
    const input = this.#input;
    if (!input) return false;
    const named = input.getAttribute('aria-labelledby');
    return (
      !!input.labels?.length ||
      input.hasAttribute('aria-label') ||
      !!input.title ||
      (named !== null && named !== this.#idOf('label'))
    );
  }

  /** Gives the input what it lacks, and ties the texts to it. */
  update(settings: LightFieldSettings, { digits, label, description, invalid }: LightFieldFacts): void {
    const input = this.#input;
    if (!input) return;
    const created = input === this.#created;
    const attributes = {
      type: 'text',
      inputmode: digits ? 'numeric' : 'text',
      autocomplete: 'one-time-code',
      translate: 'no',
      spellcheck: 'false',
      autocapitalize: digits ? 'off' : 'none',
      autocorrect: 'off',
      enterkeyhint: 'done',
    };
    for (const [name, value] of Object.entries(attributes)) {
      if (created ? input.getAttribute(name) !== value : !input.hasAttribute(name))
        input.setAttribute(name, value);
    }
    if (created) {
      input.name = settings.name;
      input.required = settings.required;
      input.disabled = settings.disabled;
      input.readOnly = settings.readonly;
    }
    this.#describe(label, description);
    if (invalid && !input.hasAttribute('aria-invalid')) {
      input.setAttribute('aria-invalid', 'true');
      this.#markedInvalid = true;
    } else if (!invalid && this.#markedInvalid) {
      input.removeAttribute('aria-invalid');
      this.#markedInvalid = false;
    }
  }

  /** Takes back what we put beside an input, and our input where it is not the host's own child. */
  release(): void {
    this.#describe('', '');
    this.#input = undefined;
    if (this.#created && this.#created.parentNode !== this.#host) {
      this.#created.value = '';
      this.#created.remove();
    }
  }

  #describe(label: string, description: string): void {
    this.#tie('label', label, 'aria-labelledby');
    this.#tie('description', description, 'aria-describedby');
  }

  #tie(kind: string, text: string, attribute: string): void {
    const input = this.#input;
    if (!input) return;
    const id = this.#idOf(kind);
    let element = this.#texts.get(kind);
    if (text && !element) {
      element = document.createElement('span');
      element.id = id;
      element.hidden = true;
      this.#texts.set(kind, element);
    }
    if (element && element.textContent !== text) element.textContent = text;
    if (element && text && element.previousSibling !== input && element.parentNode !== input.parentNode)
      input.after(element);
    if (!text) element?.remove();
    const ids = (input.getAttribute(attribute) ?? '').split(/\s+/).filter((other) => other && other !== id);
    const wanted = (text ? [...ids, id] : ids).join(' ');
    if (wanted === (input.getAttribute(attribute) ?? '')) return;
    if (wanted) input.setAttribute(attribute, wanted);
    else input.removeAttribute(attribute);
  }

  #idOf(kind: string): string {
    return `${this.#id}-${kind}`;
  }

  /**
   * An element that holds a `<slot>` for the input lies in the shadow root of another: that one's light DOM is where
   * password managers, forms and labels look.
   */
  #append(input: HTMLInputElement): void {
    let owner = this.#host;
    let name = '';
    for (let slot; (slot = slotIn(owner, name));) {
      const root = slot.getRootNode();
      if (!(root instanceof ShadowRoot)) break;
      owner = root.host as HTMLElement;
      name = slot.name;
    }
    if (name) input.slot = name;
    owner.append(input);
  }
}

function slotIn(owner: HTMLElement, name: string): HTMLSlotElement | undefined {
  for (const child of owner.children) {
    if (child instanceof HTMLSlotElement && child.slot === name) return child;
  }
  return undefined;
}

/** What goes into the host's default slot, also before the host has rendered one. */
function slotted(host: HTMLElement): Element[] {
  return [...host.children].flatMap((child) =>
    child.slot ? [] : child instanceof HTMLSlotElement ? child.assignedElements({ flatten: true }) : [child],
  );
}
