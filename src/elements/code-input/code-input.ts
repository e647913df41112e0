import { html, type PropertyDeclarations, type PropertyValues } from 'lit';
import { CODE_ALPHABETS, type CodeAlphabet, type CodeRules } from '../../core/code.js';
import type { CodeNotice } from '../../core/code-field-model.js';
import { CodeFieldController } from '../../controllers/code-field-controller.js';
import { numberWithin, wordOf } from '../attributes.js';
import { code } from '../../locales/en/code.js';
import type { Texts } from '../../locales/texts.js';
import { MfaElement } from '../mfa-element.js';
import { boxesTemplate, paintBoxes } from './code-boxes.js';
import { MfaCodeCompletedEvent } from './code-input.events.js';
import { LightField } from './light-field.js';
import { tokens } from '../../styles/tokens.js';
import { styles } from './code-input.styles.js';

const LENGTHS = { min: 4, max: 12, fallback: 6 };

/**
 * @summary A field for a one-time code: one real input in the light DOM, drawn as boxes.
 *
 * Put the page's own `<input>` into it, or let it make one. Forms, labels, password managers and SMS autofill see an
 * ordinary input; without JavaScript it is one. Takes codes however they come: typed, pasted with spaces or as a whole
 * message, filled in, in any script's digits. The code is in the input's value and nowhere else: in no attribute, no
 * event, no log.
 *
 * ```html
 * <mfa-code-input label="Code" length="6"><input name="code" required></mfa-code-input>
 * ```
 *
 * @slot - The page's own `<input>`, and its `<label>`. Without an input the element adds one to its light DOM.
 * @event {InputEvent} input - The input's own: the value has changed.
 * @event {Event} change - The input's own: the person has finished changing it.
 * @event {MfaCodeCompletedEvent} mfa-code-completed - Once, each time that all characters of a new code are there.
 * @csspart label - The label, unless the page has its own.
 * @csspart boxes - The row of boxes.
 * @csspart box - One box; also `filled`, `active`, `selected`, `caret`.
 * @csspart hint - The line below.
 * @csspart error - The error, in place of the hint.
 * @csspart notice - Why a text was not taken, in place of the hint.
 * @csspart toggle - The button that shows or hides a masked code.
 * @cssstate complete - All characters are there.
 * @cssstate invalid - There is an error, or a form was sent without a complete code.
 * @cssstate disabled - The input, or a fieldset around it, is disabled.
 * @cssproperty [--mfa-code-input-box-size=2.75rem] - Width of a box, where there is room; its height follows.
 * @cssproperty [--mfa-code-input-gap=0.5rem] - Space between boxes, where there is room.
 */
export class MfaCodeInput extends MfaElement {
  static override readonly tag = 'mfa-code-input';
  static override readonly english: Texts = code;
  static override styles = [tokens, ...styles];
  // Written out, since the decorators’ own code would be a thirtieth of all that is loaded.
  static override properties: PropertyDeclarations = {
    length: { type: Number },
    alphabet: {},
    label: {},
    hint: {},
    error: {},
    mask: { type: Boolean },
    name: {},
    required: { type: Boolean },
    disabled: { type: Boolean },
    readonly: { type: Boolean },
    notice: { attribute: false },
    revealed: { attribute: false },
    faulty: { attribute: false },
    named: { attribute: false },
  };

  /** How many characters the code has, from 4 to 12. */
  length = LENGTHS.fallback;
  /** `digits`, or `alphanumeric` for codes with letters, whose case is kept. */
  alphabet: CodeAlphabet = 'digits';
  /** The visible label. By default “Code”, or none where the page named the input itself. */
  label?: string;
  /** The line below. By default it says how long the code is; empty for none. */
  hint?: string;
  /** What is wrong with the code. Shown, announced, and tied to the input. */
  error = '';
  /** Shows dots in place of the characters, and a button to see them. */
  mask = false;
  /** Name of the input that the element makes. */
  name = '';
  /** Whether the input that the element makes is required. */
  required = false;
  /** Whether the input is disabled; a page's own as well. */
  disabled = false;
  /** Whether the input that the element makes is read-only. */
  readonly = false;

  private notice: CodeNotice | '' = '';
  private revealed = false;
  /** The browser found the code incomplete or missing, and said so. */
  private faulty = false;
  /** The page named the input itself. */
  private named = false;

  readonly #internals = this.attachInternals();
  readonly #light = new LightField(this);
  readonly #field = new CodeFieldController(this, {
    rules: () => this.#rules,
    changed: (valueChanged = false, byPerson = false) => this.#handleChange(valueChanged, byPerson),
    refused: (notice) => (this.notice = notice),
    judged: (invalid) => {
      this.faulty = invalid;
      if (!invalid) this.notice = '';
    },
  });
  #rules: CodeRules = { length: LENGTHS.fallback };
  /** Nothing else tells that a fieldset around the input has become disabled. */
  readonly #observer = new MutationObserver(() => this.#paint());
  #boxes: NodeListOf<Element> | undefined;
  #complaint = '';
  #drawn = false;
  /** What the internals hold. To ask those is slow, and most fields have no state. */
  readonly #states = new Set<string>();

  /** The code, as far as it is there. A property only: no attribute ever holds it. Setting it fires no event. */
  get value(): string {
    return this.#field.value;
  }
  set value(value: string) {
    this.#field.value = value;
  }

  /** The native input, once the element is in a document. */
  get input(): HTMLInputElement | undefined {
    return this.#field.input;
  }

  /** All characters are there. */
  get complete(): boolean {
    return this.value.length === this.#rules.length;
  }

  /** The input's form. */
  get form(): HTMLFormElement | null {
    return this.input?.form ?? null;
  }

  /** The input's validity: an incomplete code is a custom error. */
  get validity(): ValidityState | undefined {
    return this.input?.validity;
  }

  /** What the browser would say about the input. */
  get validationMessage(): string {
    return this.input?.validationMessage ?? '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#adopt();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#light.release();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('length') || changed.has('alphabet')) {
      const length = Number.isInteger(this.length) ? this.length : NaN;
      this.#rules = {
        length: numberWithin(this, 'length', length, LENGTHS),
        alphabet: wordOf(this, 'alphabet', this.alphabet, CODE_ALPHABETS, 'digits'),
      };
    }
  }

  protected override firstUpdated(): void {
    this.#adopt();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { input } = this;
    if (!input) return;
    if (changed.has('length') || changed.has('alphabet')) {
      this.#boxes = this.renderRoot.querySelectorAll('[part~=box]');
      if (this.value) this.value = input.value;
    }
    this.#light.update({
      alphanumeric: this.#alphanumeric,
      label: this.named ? '' : this.#label,
      description: `${this.error} ${this.#hint}`.trim(),
      invalid: this.#invalid,
    });
    this.#paint();
  }

  /** Whether the input is valid. If it is not, it fires `invalid`. */
  checkValidity(): boolean {
    return this.input?.checkValidity() ?? true;
  }

  /** The same, and the browser says what is missing. */
  reportValidity(): boolean {
    return this.input?.reportValidity() ?? true;
  }

  /** Puts the cursor into the field. */
  override focus(options?: FocusOptions): void {
    this.input?.focus(options);
  }

  /** Puts the cursor into the field and selects the code, so that typing replaces it. */
  select(): void {
    this.focus();
    this.input?.select();
  }

  /** Empties the field, without an event. */
  clear(): void {
    this.value = '';
    this.notice = '';
  }

  /**
   * Takes a text as if the person had pasted it over everything: a code, or a message with one code in it. Fires what
   * pasting fires. Returns whether it was taken.
   */
  fill(text: string): boolean {
    return this.#field.fill(text);
  }

  get #label(): string {
    return this.label ?? (this.named ? '' : this.text('codeLabel'));
  }

  get #hint(): string {
    const { length } = this.#rules;
    return this.hint ?? this.text(this.#alphanumeric ? 'codeHintCharacters' : 'codeHint', { length });
  }

  get #message(): string {
    if (this.error || !this.notice) return this.error;
    if (this.notice === 'too-long') return this.text('codeTooLong', { length: this.#rules.length });
    return this.text(this.#alphanumeric ? 'codeOnlyLettersAndDigits' : 'codeOnlyDigits');
  }

  get #invalid(): boolean {
    return !!this.error || this.faulty;
  }

  get #alphanumeric(): boolean {
    return this.#rules.alphabet === 'alphanumeric';
  }

  /** Finds the input, or makes one, and follows it. */
  readonly #adopt = (): void => {
    if (!this.isConnected) return;
    const input = this.#light.find();
    if (input !== this.input) {
      this.#field.adopt(input);
      if (this.autofocus) this.focus();
    }
    this.named = this.#light.isNamed;
    this.#observer.disconnect();
    for (let node: Element | null | undefined = input; node; node = node.parentElement?.closest('fieldset')) {
      this.#observer.observe(node, { attributeFilter: ['disabled', 'readonly'] });
    }
  };

  #handleChange(valueChanged: boolean, byPerson: boolean): void {
    if (valueChanged) {
      this.notice = '';
      this.#validate();
      if (this.faulty && this.validity?.valid) this.faulty = false;
    }
    this.#paint();
    if (valueChanged && byPerson && this.complete)
      this.dispatchEvent(new MfaCodeCompletedEvent(this.#rules.length));
  }

  /** An incomplete code does not leave with the form. A complaint of the page's own is left alone. */
  #validate(): void {
    const { input, value, complete } = this;
    if (!input || (input.validity.customError && !this.#complaint)) return;
    this.#complaint = value && !complete ? this.text('codeIncomplete', { length: this.#rules.length }) : '';
    input.setCustomValidity(this.#complaint);
  }

  #paint(): void {
    const { input, mask, revealed } = this;
    if (!input || !this.#boxes) return;
    const { value, complete } = this;
    const { focused } = this.#field;
    const drawn = focused || !!value;
    // A page may have a hundred fields that nobody has touched.
    if (drawn || this.#drawn) {
      paintBoxes(this.#boxes, input, { value, focused, masked: mask && !revealed });
    }
    this.#drawn = drawn;
    this.#setState('complete', complete);
    this.#setState('invalid', this.#invalid);
    this.#setState('disabled', input.matches(':disabled'));
  }

  /** Engines without custom states, and those with their first syntax, do without. */
  #setState(name: string, on: boolean): void {
    if (on === this.#states.has(name)) return;
    this.#states[on ? 'add' : 'delete'](name);
    try {
      this.#internals.states[on ? 'add' : 'delete'](name);
    } catch {
      // Only the looks depend on it.
    }
  }

  protected override render(): unknown {
    const { mask, revealed } = this;
    const { length } = this.#rules;
    /* eslint-disable lit-a11y/click-events-have-key-events -- a label’s click focuses; keys get to the input by themselves */
    return html`<div class="of n${length}">
      <div part="label" @click=${this.focus}>${this.#label}</div>
      <div class="field">
        <slot @slotchange=${this.#adopt}></slot>
        <div part="boxes" aria-hidden="true">${boxesTemplate(length)}</div>
      </div>
      <div class="foot">
        ${
          mask
            ? html`<button type="button" part="toggle" @click=${() => (this.revealed = !revealed)}>
                ${this.text(revealed ? 'codeHide' : 'codeShow')}
              </button>`
            : ''
        }
        <output part=${this.error ? 'error' : 'notice'}>${this.#message}</output>
        <div part="hint">${this.#hint}</div>
      </div>
    </div>`;
  }
}
