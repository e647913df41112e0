import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import type { CodeAlphabet } from '../../core/code.js';
import { code } from '../../locales/en/code.js';
import type { Texts } from '../../locales/texts.js';
import { tokens } from '../../styles/tokens.js';
import { setStates } from '../host-states.js';
import { LightField } from '../light-input/light-field.js';
import { asText, LightInputElement } from '../light-input/light-input-element.js';
import { CodeEditor } from './code-editor.js';
import { MfaCodeCompletedEvent } from './code-input.events.js';
import { styles } from './code-input.styles.js';
import { hintText, incompleteText, noticeText, renderCodeInput } from './code-input-view.js';
import { codeShape, LENGTHS, warnOfShape } from './code-shape.js';
import { attributesFor, makeRoom } from './input-attributes.js';
import { paintBoxes } from './paint-boxes.js';

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
 * @csspart button - Every button; with it, its kind: `button-primary`, `button-secondary`, `button-danger`, `button-link`.
 * @csspart button-link - A button that looks like a link.
 * @cssstate complete - All characters are there.
 * @cssstate invalid - There is an error, or a form was sent without a complete code.
 * @cssstate disabled - The field is closed, or the input or a fieldset around it is disabled.
 * @cssproperty [--mfa-code-input-box-size=2.75rem] - Width of a box, where there is room; its height follows.
 * @cssproperty [--mfa-code-input-gap=0.5rem] - Space between boxes, where there is room.
 */
export class MfaCodeInput extends LightInputElement {
  static override readonly tag = 'mfa-code-input';
  static override readonly english: Texts = code;
  static override styles = [tokens, ...styles];
  static override properties: PropertyDeclarations = {
    length: { type: Number },
    alphabet: {},
    mask: { type: Boolean },
    revealed: { attribute: false },
  };

  /** How many characters the code has, from 4 to 12. */
  length = LENGTHS.fallback;
  /** `digits`, or `alphanumeric` for codes with letters, whose case is kept. */
  alphabet: CodeAlphabet = 'digits';
  /** Shows dots in place of the characters, and a button to see them. */
  mask = false;

  /** @internal Called when the code is another than before, by whoever: events tell only of what people do. */
  whenChanged?: () => void;

  private revealed = false;

  protected readonly light = new LightField(this, (stripped) => {
    if (stripped) this.#editor.undoEmptying();
    this.present();
  });
  readonly #editor = new CodeEditor(this, {
    rules: () => codeShape(this),
    complaint: () => incompleteText(this.text, codeShape(this)),
    onChange: (completed) => {
      this.#paint();
      if (completed) this.dispatchEvent(new MfaCodeCompletedEvent({ length: this.value.length }));
    },
    onNewCode: () => this.whenChanged?.(),
  });
  #boxes: HTMLCollection | undefined;
  /** Something is in the boxes. */
  #painted = false;
  /** Made with the first state: most fields of a page have none. */
  #internals: ElementInternals | undefined;
  #states = '';

  constructor() {
    super();
    this.forgetOnPageHide(() => (this.value = ''));
  }

  /** The code, as far as it is there. A property only: no attribute ever holds it. Setting it fires no event. */
  override get value(): string {
    return this.#editor.value;
  }
  override set value(text: string) {
    this.#editor.value = asText(text);
  }

  /** All characters are there. */
  get complete(): boolean {
    return this.value.length === codeShape(this).length;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('length') || changed.has('alphabet')) warnOfShape(this);
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#boxes = this.renderRoot.querySelector('[part~=boxes]')?.children;
    if (changed.has('length') && this.input?.value) this.value = this.input.value;
    this.present();
  }

  /** Puts the cursor into the field and selects the code, so that typing replaces it. */
  select(): void {
    this.focus();
    this.input?.select();
  }

  /** Empties the field, without an event, and forgets what was wrong with what was in it. */
  clear(): void {
    this.#editor.clear();
  }

  /**
   * Takes a text as if the person had pasted it over everything: a code, or a message with one code in it. Fires what
   * pasting fires. Resolves to whether it was taken.
   */
  async fill(text: string): Promise<boolean> {
    if (this.isConnected) await this.updateComplete;
    return this.#editor.fill(asText(text));
  }

  /**
   * Says at the field how many characters the code has, in sight and aloud, marks it as invalid, and puts the cursor
   * there. For who takes the code other than by a form, where the browser asks; call it when `complete` is false. What
   * it says goes as soon as the code is whole.
   */
  reportIncomplete(): void {
    if (this.complete) return;
    this.#editor.faulty = true;
    this.focus();
  }

  get #label(): string {
    return this.label ?? (this.isNamed ? '' : this.text('codeLabel'));
  }

  get #hint(): string {
    return this.hint ?? hintText(this.text, codeShape(this));
  }

  get #error(): string {
    if (this.error || !this.#editor.faulty) return this.error;
    return this.complete ? (this.input?.validationMessage ?? '') : incompleteText(this.text, codeShape(this));
  }

  get #invalid(): boolean {
    return !!this.error || this.#editor.faulty;
  }

  protected override attach(input: HTMLInputElement): void {
    this.#editor.attach(input);
    this.#editor.regainFocus();
  }

  protected override present(): void {
    const rules = codeShape(this);
    this.followName();
    this.light.update({
      type: 'text',
      attributes: attributesFor(rules),
      overrule: (set) => makeRoom(set, rules),
      label: this.light.isNamed ? '' : this.#label,
      description: `${this.#error} ${this.#hint}`.trim(),
      language: this.languageMark,
      invalid: this.#invalid,
    });
    this.#paint();
  }

  /** Touches only what is another than before: a page may have a hundred fields that nobody has touched. */
  #paint(): void {
    const { input, value } = this;
    if (!input || !this.#boxes) return;
    const { focused } = this.#editor;
    if (value || focused || this.#painted) {
      paintBoxes(this.#boxes, { value, masked: this.mask && !this.revealed, focused, input });
    }
    this.#painted = !!value || focused;
    const states = [
      value.length === this.#boxes.length && 'complete',
      this.#invalid && 'invalid',
      (this.disabled || input.matches(':disabled')) && 'disabled',
    ].filter((state) => state !== false);
    if (String(states) === this.#states) return;
    this.#states = String(states);
    setStates((this.#internals ??= this.attachInternals()), states);
  }

  protected override render(): TemplateResult {
    const { notice } = this.#editor;
    const shape = codeShape(this);
    return renderCodeInput({
      length: shape.length,
      label: this.#label,
      at: this.placements,
      hint: this.#hint,
      error: this.#error,
      notice: notice ? noticeText(this.text, notice, shape) : '',
      toggle: this.mask ? this.text(this.revealed ? 'codeHide' : 'codeShow') : undefined,
      onLabelClick: () => this.focus(),
      onSlotChange: this.onSlotChange,
      onToggle: () => (this.revealed = !this.revealed),
    });
  }
}
