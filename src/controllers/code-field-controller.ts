import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { extractCode, normalizeCode, type CodeRules } from '../core/code.js';
import { insertText, type CodeEdit, type CodeNotice } from '../core/code-field-model.js';

/** What the host answers and is told. */
export interface CodeFieldOptions {
  /** The shape of the code. */
  rules: () => CodeRules;
  /** The value, the selection or the focus is another one. */
  changed: (valueChanged?: boolean, byPerson?: boolean) => void;
  /** A text was refused, or a part of it. */
  refused: (notice: CodeNotice) => void;
  /** The browser found the input invalid, or its form was reset. */
  judged: (invalid: boolean) => void;
}

/** Listened for from the start: this is how a field comes to life. */
const FIRST_EVENTS = ['focusin', 'input', 'change', 'invalid'];
/** Listened for once there is something to lose. A page may have a hundred fields. */
const LATER_EVENTS = ['beforeinput', 'compositionend', 'focusout'];

/**
 * Makes an `<input>` a code field: takes what is typed, pasted, composed or filled in, and keeps only a code in it.
 * Owns: what happens between an event on the input and its value and selection.
 * Does not own: which input it is, drawing, texts, validity.
 *
 * It listens on the host in the capture phase, so that the page's own listeners find the value put right already,
 * and an input that goes away leaves no listener behind.
 */
export class CodeFieldController implements ReactiveController {
  /** The input, once it is there. */
  input: HTMLInputElement | undefined;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: CodeFieldOptions;
  #value = '';
  #editing = false;
  /** Where the form's reset is heard, once there is something to lose. */
  #root: Node | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: CodeFieldOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of FIRST_EVENTS) this.#host.addEventListener(type, this, true);
    addEventListener('pagehide', this);
    if (this.#value) this.#watch();
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this);
    document.removeEventListener('selectionchange', this);
    this.#root?.removeEventListener('reset', this);
  }

  /** Takes another input, with the code that is in it. */
  adopt(input: HTMLInputElement): void {
    this.input = input;
    const text = input.value || this.#value;
    if (text) this.value = text;
  }

  /** The code, as far as it is there. Setting it fires no event, as with any input. */
  get value(): string {
    // A page may set its input without a word.
    return this.input ? this.#read(this.input.value) : this.#value;
  }
  set value(text: string) {
    const code = this.#read(text, '');
    this.#write(code);
    this.#change(code, false);
  }

  get focused(): boolean {
    return this.input?.matches(':focus') ?? false;
  }

  /** Takes a text as if it had been pasted over everything. Says whether it was a code or a part of one. */
  fill(text: string): boolean {
    const edit = insertText({ value: '', start: 0, end: 0 }, text, this.#options.rules(), false);
    if (edit.text) {
      this.#write(edit.text);
      this.#announce();
    }
    if (edit.notice) this.#options.refused(edit.notice);
    return !!edit.text;
  }

  handleEvent(event: Event): void {
    const { input } = this;
    const { type, target } = event;
    // Neither the browser's memory of forms nor a page that it keeps for going back may bring a code back.
    if (type === 'pagehide') this.value = '';
    else if (type === 'selectionchange') this.#options.changed();
    else if (type === 'reset' && target === input?.form) requestAnimationFrame(() => this.#handleReset());
    else if (input && target === input) {
      this.#watch();
      if (type === 'beforeinput') this.#handleBeforeInput(input, event as InputEvent);
      else if (type === 'invalid') this.#options.judged(true);
      else if (type.startsWith('focus')) {
        document[type === 'focusin' ? 'addEventListener' : 'removeEventListener']('selectionchange', this);
        this.#options.changed();
      } else this.#handleInput(input, event as InputEvent);
    }
  }

  /** Until the host leaves the document. */
  #watch(): void {
    for (const type of LATER_EVENTS) this.#host.addEventListener(type, this, true);
    this.#root = this.input?.getRootNode();
    this.#root?.addEventListener('reset', this);
  }

  /** The form says that it will be reset before it is. */
  #handleReset(): void {
    this.value = this.input?.value ?? '';
    this.#options.judged(false);
  }

  #handleBeforeInput(input: HTMLInputElement, event: InputEvent): void {
    const { inputType } = event;
    if (this.#editing || event.isComposing || input.readOnly) return;
    const { value, selectionStart, selectionEnd } = input;
    const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
    const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
    let edit: CodeEdit;
    if (/^delete(Word|SoftLine|HardLine)Back/.test(inputType))
      edit = { start: 0, end: value.length, text: '' };
    else if (/^insert(?!.*(Break|Compo))/.test(inputType)) {
      edit = insertText({ value, start, end }, text, this.#options.rules(), inputType === 'insertText');
      // What the browser would do by itself is left to it.
      if (edit.text === text && edit.start === start && edit.end === end) return;
    } else return;
    event.preventDefault();
    this.#edit(edit);
    if (edit.notice) this.#options.refused(edit.notice);
  }

  /** Through the browser's own editing: deprecated as it is, nothing else can be undone. */
  #edit({ start, end, text }: CodeEdit): void {
    if (text === undefined || !(text || end)) return;
    this.input?.setSelectionRange(start, end);
    this.#editing = true;
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const done = document.execCommand(text ? 'insertText' : 'delete', false, text);
    this.#editing = false;
    if (!done) {
      this.input?.setRangeText(text, start, end, 'end');
      this.#announce();
    }
  }

  /** Autofill, composition and scripts put what they like into the input: make a code of it. */
  #handleInput(input: HTMLInputElement, { type, isComposing }: InputEvent): void {
    const { value: raw, selectionStart } = input;
    const rules = this.#options.rules();
    const { value, rejected } = normalizeCode(raw, rules);
    let code = extractCode(raw, rules);
    let notice: CodeNotice | undefined;
    if (code === undefined) {
      // Composed before the characters that were there already: goes over them, as typing does.
      const caret = selectionStart ?? raw.length;
      code = value.slice(0, caret) + value.slice(caret + Math.max(0, value.length - rules.length));
      if (rejected) notice = 'rejected';
      if (code.length > rules.length) {
        notice = 'too-long';
        code = this.#value;
      }
    }
    // A value that is written during a composition breaks it. At its end there is time enough.
    if (isComposing && notice) return;
    const corrected = !isComposing && raw !== code;
    if (corrected) this.#write(code);
    this.#change(code);
    if (notice) this.#options.refused(notice);
    if (corrected && type !== 'input') this.#announce();
  }

  /** The code in a text, or as much of one as there is. */
  #read(text: string, otherwise = this.#value): string {
    if (!text) return text;
    const rules = this.#options.rules();
    const { value, tooLong } = normalizeCode(text, rules);
    return extractCode(text, rules) ?? (tooLong ? otherwise : value);
  }

  #write(value: string): void {
    const { input } = this;
    if (!input || input.value === value) return;
    const caret = input.selectionStart;
    // With the browser's setter: a framework that watches the property would take our correction for its own.
    Reflect.set(HTMLInputElement.prototype, 'value', value, input);
    if (this.focused) input.setSelectionRange(caret, caret);
  }

  #announce(): void {
    this.input?.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  #change(value: string, byPerson = true): void {
    const changed = value !== this.#value;
    this.#value = value;
    if (value && this.#host.isConnected) this.#watch();
    this.#options.changed(changed, byPerson);
  }
}
