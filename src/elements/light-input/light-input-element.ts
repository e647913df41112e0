import type { PropertyDeclarations } from 'lit';
import { MfaElement } from '../mfa-element.js';
import type { LightField } from './light-field.js';

/** What the fields share whose input lies in the page, where browsers, password managers and forms look for one. */
export abstract class LightInputElement extends MfaElement {
  static override properties: PropertyDeclarations = {
    label: {},
    hint: {},
    error: {},
    name: {},
    required: { type: Boolean },
    disabled: { type: Boolean },
    readonly: { type: Boolean },
    isNamed: { attribute: false },
  };

  /** The visible label. By default “Code” or “Phone number”, or none where the page named the input itself. */
  label?: string;
  /** The line below. By default how long the code is, or an example of a number; empty for none. */
  hint?: string;
  /** What is wrong with what is in it. Shown, announced, and tied to the input. */
  error = '';
  /** Name of the input that the element makes. */
  name = '';
  /** Whether the input that the element makes is required. */
  required = false;
  /** Whether the input is closed, a page's own as well: read-only, and said to be disabled, but it keeps the focus. */
  disabled = false;
  /** Whether the input that the element makes is read-only. */
  readonly = false;

  /** What is in it. Not reactive: it is in the input and nowhere else. */
  abstract get value(): string;
  abstract set value(text: string);

  /** The native input, once the element has rendered. */
  input: HTMLInputElement | undefined;

  /** The page named the input itself. */
  protected isNamed = false;

  protected abstract readonly light: LightField;

  /** Follows the input, which may be another than before. */
  protected abstract attach(input: HTMLInputElement): void;

  /** Shows what holds now, on the input and on the host. */
  protected abstract present(): void;

  /** The input's form. */
  get form(): HTMLFormElement | null {
    return this.input?.form ?? null;
  }

  /** The input's validity: what cannot be right is a custom error. */
  get validity(): ValidityState | undefined {
    return this.input?.validity;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // What a script set before the element was defined is in the way of what takes it.
    const early = Object.getOwnPropertyDescriptor(this, 'value');
    if (early && Reflect.deleteProperty(this, 'value')) this.value = early.value as string;
    // The first time, the page's markup comes first: it may be read, or taken over by a framework, just now.
    if (this.hasUpdated) this.#adopt();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.light.release();
  }

  protected override firstUpdated(): void {
    this.#adopt();
    if (this.autofocus) this.focus();
  }

  /** Puts the cursor into the field. */
  override focus(options?: FocusOptions): void {
    if (this.input) this.input.focus(options);
    else if (this.isConnected) void this.updateComplete.then(() => this.input?.focus(options));
  }

  /** Whose label it is. After the update that this may be a part of: the first one shows what the server has shown. */
  protected followName(): void {
    const { isNamed } = this.light;
    if (isNamed !== this.isNamed) void this.updateComplete.then(() => (this.isNamed = isNamed));
  }

  protected readonly onSlotChange = (event: Event): void => {
    // What this element has added itself comes here as well.
    if (this.light.hasAll(event.currentTarget as HTMLSlotElement)) return;
    this.#adopt();
    this.present();
  };

  /** Finds the input, or makes one. */
  #adopt(): void {
    const slot = this.renderRoot.querySelector('slot');
    if (!this.isConnected || !slot) return;
    this.input = this.light.find(slot);
    this.attach(this.input);
  }
}

/** A text for a value, whatever a script gave: nothing is an empty one. */
export function asText(value: string | number | null | undefined): string {
  return String(value ?? '');
}
