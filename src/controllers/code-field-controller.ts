import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { extractCode, normalizeCode, type CodeRules } from '../core/code.js';
import {
  applyEdit,
  insertText,
  type CodeEdit,
  type CodeFieldState,
  type CodeNotice,
} from '../core/code-field-model.js';

/** What the host answers and is told. */
export interface CodeFieldOptions {
  /** The shape of the code. */
  rules: () => CodeRules;
  /** The value, the selection or the focus is another one. */
  changed: (valueChanged: boolean, byPerson: boolean) => void;
  /** A text was refused, or a part of it. */
  refused: (notice: CodeNotice) => void;
}

const FIELD_EVENTS = [
  'beforeinput',
  'input',
  'change',
  'compositionstart',
  'compositionend',
  'focusin',
  'focusout',
] as const;

/**
 * Makes an `<input>` a code field: takes what is typed, pasted, composed or filled in, and keeps only a code in it.
 * Owns: what happens between an event on the input and its value and selection.
 * Does not own: which input it is, drawing, texts, validity.
 *
 * It listens on the host in the capture phase, so that the page's own listeners find the value put right already,
 * and an input that goes away leaves no listener behind.
 */
export class CodeFieldController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: CodeFieldOptions;
  #input: HTMLInputElement | undefined;
  #value = '';
  /** Where the composition began. */
  #base: CodeFieldState | undefined;
  #editing = false;
  #touched = false;

  constructor(host: ReactiveControllerHost & HTMLElement, options: CodeFieldOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of FIELD_EVENTS) this.#host.addEventListener(type, this, true);
    addEventListener('pagehide', this);
    addEventListener('pageshow', this);
  }

  hostDisconnected(): void {
    for (const type of FIELD_EVENTS) this.#host.removeEventListener(type, this, true);
    removeEventListener('pagehide', this);
    removeEventListener('pageshow', this);
    this.#host.ownerDocument.removeEventListener('selectionchange', this);
    this.#base = undefined;
  }

  get input(): HTMLInputElement | undefined {
    return this.#input;
  }

  /** Takes another input, with the code that is in it. */
  adopt(input: HTMLInputElement): void {
    this.#input = input;
    this.#base = undefined;
    this.#set(this.#read(input.value));
    if (this.focused) this.#host.ownerDocument.addEventListener('selectionchange', this);
  }

  /** The code, as far as it is there. */
  get value(): string {
    const input = this.#input;
    // A page may set its own input without a word, and a form reset says its word too early.
    return this.#base || !input ? this.#value : (this.#read(input.value) ?? '');
  }

  get focused(): boolean {
    return this.#input?.matches(':focus') ?? false;
  }

  get selection(): readonly [start: number, end: number] {
    return [this.#input?.selectionStart ?? 0, this.#input?.selectionEnd ?? 0];
  }

  /** Sets the value as a script does: without an event. */
  setValue(text: string): void {
    this.#base = undefined;
    this.#set(this.#read(text) ?? '');
  }

  /** Takes a text as if the person had pasted it over everything. Says whether it was a code or a part of one. */
  fill(text: string): boolean {
    const { notice, text: code } = insertText(
      { value: '', start: 0, end: 0 },
      text,
      this.#options.rules(),
      false,
    );
    if (notice) this.#options.refused(notice);
    if (code === undefined) return false;
    if (code !== this.#value) {
      this.#base = undefined;
      this.#write(code);
      this.#announce();
    }
    return true;
  }

  /** Looks at the input anew: it was reset, or the shape of the code is another one. */
  refresh(): void {
    if (!this.#base) this.#set(this.#read(this.#input?.value ?? '') ?? '');
  }

  handleEvent(event: Event): void {
    if (event.type === 'pagehide' || event.type === 'pageshow') this.#handlePage(event);
    else if (event.type === 'selectionchange') this.#options.changed(false, false);
    else if (event.target === this.#input && !this.#editing) this.#handleField(event);
    else if (event.target === this.#input && event.type === 'input') this.#handleInput();
  }

  #handleField(event: Event): void {
    switch (event.type) {
      case 'beforeinput':
        return this.#handleBeforeInput(event as InputEvent);
      case 'compositionstart':
        this.#base = this.#state();
        return;
      case 'compositionend':
        return this.#handleCompositionEnd();
      case 'focusin':
        this.#host.ownerDocument.addEventListener('selectionchange', this);
        return this.#options.changed(false, false);
      case 'focusout':
        this.#host.ownerDocument.removeEventListener('selectionchange', this);
        return this.#options.changed(false, false);
      default:
        this.#touched ||= event.isTrusted;
        this.#handleInput();
    }
  }

  #handleBeforeInput(event: InputEvent): void {
    const { inputType } = event;
    if (this.#base || event.isComposing) return;
    if (/^delete(Word|SoftLine|HardLine)Backward$/.test(inputType)) {
      event.preventDefault();
      const { value } = this.#state();
      if (value) this.#edit({ start: 0, end: value.length, text: '' });
    } else if (inputType.startsWith('insert') && !/Break|Composition/.test(inputType)) {
      const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
      const state = this.#state();
      const edit = insertText(state, text, this.#options.rules(), inputType === 'insertText');
      // What the browser would do by itself is left to it.
      if (edit.text === text && edit.start === state.start && edit.end === state.end) return;
      event.preventDefault();
      this.#edit(edit);
      if (edit.notice) this.#options.refused(edit.notice);
    }
  }

  /** Through the browser's own editing, because only that can be undone. */
  #edit({ start, end, text }: CodeEdit): void {
    const input = this.#input;
    if (!input || text === undefined) return;
    input.setSelectionRange(start, end);
    this.#editing = true;
    const { ownerDocument: document } = input;
    const done = text ? document.execCommand('insertText', false, text) : document.execCommand('delete');
    this.#editing = false;
    if (!done) {
      input.setRangeText(text, start, end, 'end');
      this.#announce();
    }
  }

  #handleInput(): void {
    if (this.#base) {
      const edit = this.#composed();
      if (!edit.notice) this.#change(applyEdit(this.#base.value, edit));
      return;
    }
    const input = this.#input as HTMLInputElement;
    const rules = this.#options.rules();
    const code = this.#read(input.value);
    const value = code ?? this.#value;
    const { rejected } = normalizeCode(input.value, rules);
    if (input.value !== value) this.#write(value);
    this.#change(value);
    if (code === undefined) this.#options.refused('too-long');
    else if (rejected && code.length < rules.length) this.#options.refused('rejected');
  }

  #handleCompositionEnd(): void {
    const base = this.#base;
    if (!base) return;
    const edit = this.#composed();
    const value = applyEdit(base.value, edit);
    this.#base = undefined;
    if (this.#input?.value !== value) {
      this.#write(value, edit.start + (edit.text ?? '').length);
      this.#announce();
    } else {
      this.#change(value);
    }
    if (edit.notice) this.#options.refused(edit.notice);
  }

  /** What the composition has put in so far, as an edit of the value before it. */
  #composed(): CodeEdit {
    const { value, start, end } = this.#base as CodeFieldState;
    const raw = this.#input?.value ?? '';
    const rest = value.slice(end);
    const rules = this.#options.rules();
    if (raw.startsWith(value.slice(0, start)) && raw.endsWith(rest) && raw.length >= start + rest.length) {
      const text = raw.slice(start, raw.length - rest.length);
      if (!text) return { start, end, text };
      return insertText({ value, start, end }, text, rules, true);
    }
    return insertText({ value, start: 0, end: value.length }, raw, rules, true);
  }

  /** The code in a text, or as much of one as there is. Nothing if there is too much. */
  #read(text: string): string | undefined {
    const rules = this.#options.rules();
    const { value, tooLong } = normalizeCode(text, rules);
    return extractCode(text, rules) ?? (tooLong ? undefined : value);
  }

  #state(): CodeFieldState {
    const [start, end] = this.selection;
    return { value: this.#input?.value ?? '', start, end };
  }

  #set(value: string | undefined): void {
    if (value !== undefined && this.#input && this.#input.value !== value) this.#write(value);
    this.#change(value ?? '', false);
  }

  /** With the browser's setter: a framework that watches the property would take our correction for its own. */
  #write(value: string, caret = value.length): void {
    const input = this.#input;
    if (!input) return;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
    if (this.focused) input.setSelectionRange(caret, caret);
  }

  #announce(): void {
    this.#input?.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  #change(value: string, byPerson = true): void {
    const changed = value !== this.#value;
    this.#value = value;
    this.#options.changed(changed, byPerson);
  }

  /** Neither the browser's memory of forms nor a page kept for going back brings a code back. */
  #handlePage(event: Event): void {
    const restored = event.type === 'pagehide' || (!this.#touched && !this.focused && wasVisitedBefore());
    if (restored) this.setValue(this.#input?.defaultValue ?? '');
    this.#touched = false;
  }
}

function wasVisitedBefore(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation !== undefined && navigation.type !== 'navigate';
}
