import { html, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { CodeAlphabet, CodeRules } from '../../core/code.js';
import { code } from '../../locales/en/code.js';
import type { Text, TextKey, Texts } from '../../locales/texts.js';
import { tokens } from '../../styles/tokens.js';
import { setStates } from '../host-states.js';
import { MfaElement } from '../mfa-element.js';
import { boxesTemplate } from './boxes-template.js';
import { codeLate } from './code-field.js';
import { MfaCodeCompletedEvent } from './code-input.events.js';
import { styles } from './code-input.styles.js';
import type { CodeEditor } from './late/code-editor.js';
import { LightField } from './light-field.js';

const LENGTHS = { min: 4, max: 12, fallback: 6 };
const MASK = '•';
/** What brings the late part of the field in. */
const FIRST_EVENTS = ['focusin', 'input', 'change', 'invalid'];

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

  /** The native input, once the element is in a document. */
  input: HTMLInputElement | undefined;

  private notice = '';
  private revealed = false;
  /** The browser found the code incomplete or missing, and said so. */
  private faulty = false;
  /** The page named the input itself. */
  private named = false;

  readonly #internals = this.attachInternals();
  readonly #light = new LightField(this);
  /** Nothing else tells that a fieldset around the input has become disabled. */
  readonly #observer = new MutationObserver(() => this.#paint());
  #boxes: NodeListOf<Element> | undefined;
  /** The code as it was when it last changed. */
  #value = '';
  /** What the internals hold. To ask those is slow, and most fields have no state. */
  #states = '';
  #editor: CodeEditor | undefined;

  constructor() {
    super();
    for (const type of FIRST_EVENTS) this.addEventListener(type, (event) => this.#onFirstEvent(event), true);
  }

  /** The code, as far as it is there. A property only: no attribute ever holds it. Setting it fires no event. */
  get value(): string {
    // A page may set its input without a word.
    return this.input ? this.#read(this.input.value, this.#value) : this.#value;
  }
  set value(text: string) {
    if (text) void this.#edit();
    const { input } = this;
    const read = this.#read(text, '');
    if (input && input.value !== read) input.value = read;
    this.#change(read, false);
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

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('pagehide', this.#forget);
    this.#adopt();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.#forget);
    this.#observer.disconnect();
    this.#light.release();
  }

  protected override willUpdate(): void {
    // What most pages do right is checked by code that most pages never load.
    if (this.length !== this.#rules.length || !/^(digits|alphanumeric)$/.test(this.alphabet))
      void import('./bad-shape.js').then(({ warnOfShape }) => warnOfShape(this, LENGTHS));
    if (this.mask) void this.#edit();
  }

  protected override firstUpdated(): void {
    if (this.autofocus) this.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { input } = this;
    if (!input) return;
    this.#boxes = this.renderRoot.querySelectorAll('[part~=box]');
    if (changed.has('length') && input.value) this.value = input.value;
    this.#light.update({
      alphanumeric: this.#alphanumeric,
      label: this.named ? '' : this.#label,
      description: `${this.error} ${this.#hint}`.trim(),
      invalid: this.#invalid,
    });
    this.#editor?.dress(this.renderRoot as ShadowRoot);
    this.#paint();
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
    this.value = this.notice = '';
  }

  /**
   * Takes a text as if the person had pasted it over everything: a code, or a message with one code in it. Fires what
   * pasting fires. Resolves to whether it was taken.
   */
  async fill(text: string): Promise<boolean> {
    return (await this.#edit())?.fill(text) ?? false;
  }

  protected override lateText(key: TextKey): Text | undefined {
    return (this.#editor?.texts as Texts | undefined)?.[key];
  }

  get #rules(): CodeRules {
    const { length, alphabet } = this;
    const fits = Number.isInteger(length) && length >= LENGTHS.min && length <= LENGTHS.max;
    return { length: fits ? length : LENGTHS.fallback, alphabet };
  }

  get #label(): string {
    return this.label ?? (this.named ? '' : this.text('codeLabel'));
  }

  get #hint(): string {
    const { length } = this.#rules;
    return this.hint ?? this.text(this.#alphanumeric ? 'codeHintCharacters' : 'codeHint', { length });
  }

  get #message(): string {
    return this.error || this.notice;
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
      this.input = input;
      const text = input.value || this.#value;
      if (text) this.value = text;
    }
    this.named = this.#light.isNamed;
    this.#observer.disconnect();
    for (let node: Element | null | undefined = input; node; node = node.parentElement?.closest('fieldset')) {
      this.#observer.observe(node, { attributeFilter: ['disabled', 'readonly'] });
    }
  };

  /** Neither the browser's memory of forms nor a page that it keeps for going back may bring a code back. */
  readonly #forget = (): void => {
    this.value = '';
  };

  /** Somebody is there: from now on the editor takes what they do. Until it has come, a plain code is taken as it is. */
  #onFirstEvent(event: Event): void {
    const { type, target } = event;
    if (target !== this.input) return;
    if (type === 'invalid') this.faulty = true;
    if (this.#editor) return;
    const editing = this.#edit();
    const started = this.#editor as CodeEditor | undefined;
    if (started) started.handleEvent(event);
    else {
      this.#change(this.value, true);
      void editing.then((editor) => editor?.handleEvent(event));
    }
  }

  /** The editor, at once where its code is there already. Nothing where it cannot be had. */
  async #edit(): Promise<CodeEditor | undefined> {
    const late = codeLate.now ?? (await codeLate.get());
    if (late && !this.#editor) {
      this.#editor = new late.CodeEditor(this, {
        text: this.text,
        rules: () => this.#rules,
        input: () => this.input,
        last: () => this.#value,
        set: (text) => (this.value = text),
        changed: (text, byPerson) => this.#change(text, byPerson),
        paint: () => this.#paint(),
        refused: (notice) => (this.notice = notice),
        complaint: () => this.text('codeIncomplete', { length: this.#rules.length }),
        judged: (invalid) => {
          this.faulty = invalid;
          if (!invalid) this.notice = '';
        },
      });
      this.requestUpdate();
    }
    return this.#editor;
  }

  /** The code in a text, or as much of one as there is, as far as that is plain; the editor reads all others. */
  #read(text: string, otherwise: string): string {
    const code = text.replace(this.#alphanumeric ? /[^\da-z]/gi : /\D/g, '');
    return this.#editor?.read(text) ?? (code.length > this.#rules.length ? otherwise : code);
  }

  #change(text: string, byPerson: boolean): void {
    const isNew = text !== this.#value;
    this.#value = text;
    if (isNew) {
      this.notice = '';
      this.#editor?.judge();
    }
    this.#paint();
    if (isNew && byPerson && this.complete) this.dispatchEvent(new MfaCodeCompletedEvent(text.length));
  }

  /** Touches only what is another than before: a page may have a hundred fields that nobody has touched. */
  #paint(): void {
    const { input, value } = this;
    if (!input || !this.#boxes) return;
    const masked = this.mask && !this.revealed;
    for (const [index, box] of this.#boxes.entries()) {
      const text = index < value.length && masked ? MASK : (value[index] ?? '');
      if (box.textContent !== text) box.textContent = text;
    }
    this.#editor?.paint(this.#boxes, input);
    const states = [
      this.complete && 'complete',
      this.#invalid && 'invalid',
      input.matches(':disabled') && 'disabled',
    ].filter((state) => state !== false);
    if (String(states) !== this.#states) setStates(this.#internals, states);
    this.#states = String(states);
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
        ${mask ? this.#editor?.maskToggle(revealed, () => (this.revealed = !revealed)) : ''}
        <output part=${this.error ? 'error' : 'notice'}>${this.#message}</output>
        <div part="hint">${this.#hint}</div>
      </div>
    </div>`;
  }
}
