import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CodeRules } from '../../core/code.js';
import { isCodeText, readCode, takeText, type CodeNotice } from '../../core/code-field-model.js';
import { watchValue, writeValue } from '../light-input/value-watch.js';
import { takeOver } from './take-over.js';

const EVENTS = ['focusin', 'input', 'change', 'invalid'];
/** Those that come only where somebody is. */
const EVENTS_INSIDE = ['beforeinput', 'compositionend', 'focusout'];
/** Text that comes by keys, which may bring an accent along with its digit. */
const BY_KEYS = /^insert(Text|CompositionText|FromComposition)$/;

export interface CodeEditorOptions {
  /** The shape of the code, asked anew each time. */
  rules: () => CodeRules;
  /** What the browser says of a code that is not whole. */
  complaint: () => string;
  /** Value, selection or focus may be others. `completed` is true once for each new whole code that somebody put in. */
  onChange: (completed: boolean) => void;
  /** The code is another than before, by whoever. */
  onNewCode: () => void;
}

/**
 * Takes what is typed, pasted, composed, filled or written into an input, and keeps only a code in it.
 * Owns: what happens between an event on the input and its value, selection and validity; what was not taken, and why.
 * Does not own: which input it is, its attributes, how anything is drawn, texts.
 *
 * It listens on the host in the capture phase, so that the page's own listeners find the value put right already.
 */
export class CodeEditor implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: CodeEditorOptions;
  #input: HTMLInputElement | undefined;
  #unwatch: (() => void) | undefined;
  /** Where the form's reset is heard. */
  #root: Node | undefined;
  /** The code when the input last held one: what a text that is refused leaves behind. */
  #code = '';
  /** The code as the last event, or the page, left it: it is completed once. */
  #known = '';
  #notice: CodeNotice | undefined;
  #faulty = false;
  #complaint = '';
  /** Somebody is in the input, also after it was taken out of the page under their hands. */
  #isEntered = false;
  /** What a script has just emptied. */
  #emptied: { text: string; known: string; start: number | null; end: number | null } | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: CodeEditorOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of EVENTS) this.#host.addEventListener(type, this, true);
  }

  hostDisconnected(): void {
    this.#release();
    this.#isEntered = false;
  }

  /** Takes over an input, with what is in it; the code that was there before moves along into an empty one. */
  attach(input: HTMLInputElement): void {
    if (this.#unwatch && input === this.#input) return;
    const text = input.value || (input === this.#input ? '' : this.#code);
    const { selectionStart: start = null, selectionEnd: end = null } = this.#input ?? {};
    this.#release();
    this.#input = input;
    this.#unwatch = watchValue(input, {
      before: (next) => this.#beforeWrite(next),
      after: () => this.#written(),
    });
    this.#root = input.getRootNode();
    this.#root.addEventListener('reset', this);
    if (text || this.#code) this.value = text;
    if (this.#isEntered) input.setSelectionRange(start, end);
    // Somebody may have been there before us.
    if (this.#isFocused) this.#enter();
  }

  /** The code, as far as it is there. Setting it fires no event. */
  get value(): string {
    return this.#input ? readCode(this.#input.value, this.#options.rules()) : this.#code;
  }
  set value(text: string) {
    const code = readCode(text, this.#options.rules());
    if (this.#input && this.#input.value !== code) this.#input.value = code;
    this.#emptied = undefined;
    this.#known = code;
    this.#become(code);
    this.#options.onChange(false);
  }

  /** Why the last text was not taken, or not all of it. */
  get notice(): CodeNotice | undefined {
    return this.#notice;
  }

  /** Somebody tried to send what is no whole code. Until it is one, or is emptied. */
  get faulty(): boolean {
    return this.#faulty;
  }
  set faulty(faulty: boolean) {
    if (faulty === this.#faulty) return;
    this.#faulty = faulty;
    this.#host.requestUpdate();
  }

  /** Somebody is in the input. */
  get focused(): boolean {
    return this.#isEntered && this.#isFocused;
  }

  /** Empties the field, without an event, and forgets what was wrong. */
  clear(): void {
    this.value = '';
    this.#say(undefined);
    this.faulty = false;
  }

  /** Takes a text as if it had been pasted over everything. Says whether it was a code or a part of one. */
  fill(text: string): boolean {
    const rules = this.#options.rules();
    const { value, notice } = takeText(text, '', text.length, rules, false);
    if (value) {
      this.#write(value);
      this.#announce();
    } else this.#say(notice ?? 'rejected');
    return !!value;
  }

  /** Gives back a code that was emptied together with the input's markup: it was no will of the page's. */
  undoEmptying(): void {
    const emptied = this.#emptied;
    const input = this.#input;
    if (!emptied || !input || input.value) return;
    this.#emptied = undefined;
    writeValue(input, emptied.text);
    this.#known = emptied.known;
    this.#become(this.value);
    if (this.#isEntered) input.setSelectionRange(emptied.start, emptied.end);
    this.#options.onChange(false);
  }

  /** Gives back the focus that was lost because the input was taken out of the page. */
  regainFocus(): void {
    const input = this.#input;
    const { activeElement, body } = document;
    if (!this.#isEntered || !input || this.#isFocused || (activeElement && activeElement !== body)) return;
    // To focus it may move the caret.
    const { selectionStart: start, selectionEnd: end } = input;
    input.focus({ preventScroll: true });
    input.setSelectionRange(start, end);
  }

  handleEvent(event: Event): void {
    const input = this.#input;
    const { type, target } = event;
    if (type === 'selectionchange') this.#followSelection();
    else if (type === 'reset') {
      // The form says that it will be reset before it is.
      if (target === input?.form) setTimeout(() => this.#afterReset(event));
    } else if (input && target === input) this.#handleInputEvent(event, input);
  }

  #handleInputEvent(event: Event, input: HTMLInputElement): void {
    if (event.type === 'invalid') this.faulty = true;
    else if (event.type === 'beforeinput') {
      const notice = takeOver(input, event as InputEvent, this.#options.rules());
      if (!notice) return;
      // An engine may tell of the edit later: it is no news then, and takes nothing back of what is said of it.
      this.#accept(this.value);
      this.#say(notice);
    } else if (event.type === 'focusin') this.#enter();
    else if (event.type === 'focusout') {
      document.removeEventListener('selectionchange', this);
      // An input that was taken out of the page loses its focus too, and nobody has left it.
      queueMicrotask(() => {
        if (input.isConnected && !this.#isFocused) this.#isEntered = false;
      });
      this.#options.onChange(false);
    } else this.#take(input, event as InputEvent);
  }

  /** Autofill, composition and scripts put what they like into the input: make a code of it. */
  #take(input: HTMLInputElement, { type, isComposing, inputType }: InputEvent): void {
    const { value: raw, selectionStart } = input;
    const byKeys = isComposing || type === 'compositionend' || BY_KEYS.test(inputType);
    const caret = selectionStart ?? raw.length;
    const { value, notice } = takeText(raw, this.#code, caret, this.#options.rules(), byKeys);
    // A value that is written during a composition breaks it. At its end there is time enough.
    if (isComposing && notice) return;
    const corrected = !isComposing && raw !== value;
    if (corrected) this.#write(value);
    this.#accept(value);
    if (notice) this.#say(notice);
    if (corrected && type !== 'input') this.#announce();
  }

  #accept(code: string): void {
    const completed = code !== this.#known && code.length === this.#options.rules().length;
    this.#known = code;
    this.#become(code);
    this.#options.onChange(completed);
  }

  #become(code: string): void {
    const isNew = code !== this.#code;
    this.#code = code;
    if (!isNew) return;
    this.#say(undefined);
    this.#judge();
    this.#options.onNewCode();
  }

  /** An incomplete code does not leave with the form. A complaint of the page's own is left alone. */
  #judge(): void {
    const input = this.#input;
    if (!input || (input.validity.customError && !this.#complaint)) return;
    const { length } = this.#code;
    const isPart = length > 0 && length < this.#options.rules().length;
    const complaint = isPart ? this.#options.complaint() : '';
    if (complaint !== this.#complaint) input.setCustomValidity(complaint);
    this.#complaint = complaint;
    if (input.validity.valid) this.faulty = false;
  }

  #beforeWrite(next: string): void {
    const input = this.#input;
    if (next || !input?.value) return;
    const { value: text, selectionStart: start, selectionEnd: end } = input;
    this.#emptied = { text, start, end, known: this.#known };
    // Long enough for an observer to tell what else was changed in the same turn.
    queueMicrotask(() => queueMicrotask(() => (this.#emptied = undefined)));
  }

  /** A script wrote the value, without an event so far. */
  #written(): void {
    const rules = this.#options.rules();
    const raw = this.#input?.value ?? '';
    if (isCodeText(raw, rules)) {
      const code = readCode(raw, rules);
      if (code.length < rules.length) this.#known = code;
      this.#become(code);
    }
    this.#options.onChange(false);
  }

  #afterReset({ defaultPrevented }: Event): void {
    if (defaultPrevented) return;
    this.value = this.#input?.value ?? '';
    this.#say(undefined);
    this.faulty = false;
  }

  #write(code: string): void {
    const input = this.#input;
    if (!input || input.value === code) return;
    const { selectionStart } = input;
    writeValue(input, code);
    if (this.#isFocused) input.setSelectionRange(selectionStart, selectionStart);
  }

  #announce(): void {
    this.#input?.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  #say(notice: CodeNotice | undefined): void {
    if (notice === this.#notice) return;
    this.#notice = notice;
    this.#host.requestUpdate();
  }

  get #isFocused(): boolean {
    return this.#input?.matches(':focus') ?? false;
  }

  #enter(): void {
    for (const type of EVENTS_INSIDE) this.#host.addEventListener(type, this, true);
    document.addEventListener('selectionchange', this);
    this.#followSelection();
  }

  #followSelection(): void {
    if (this.#isFocused) this.#isEntered = true;
    this.#options.onChange(false);
  }

  #release(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#root?.removeEventListener('reset', this);
    document.removeEventListener('selectionchange', this);
  }
}
