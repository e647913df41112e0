import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { normalizeCode } from '../../../core/code.js';
import type { CodeNotice } from '../../../core/code-field-model.js';
import { extractCode } from '../../../core/code-message.js';
import { codeLate } from '../../../locales/en/code-late.js';
import type { CodeField } from '../code-field.js';
import { styles } from './code-editor.styles.js';
import { maskToggle } from './mask-toggle.js';
import { noticeText } from './notice-text.js';
import { takeOver } from './take-over.js';

const EVENTS = ['beforeinput', 'input', 'change', 'compositionend', 'focusin', 'focusout'];

/**
 * Takes what is typed, pasted, composed or filled into a code field, and keeps only a code in it.
 * Owns: what happens between an event on the input and its value and selection, and how both are drawn.
 * Does not own: which input it is, texts, validity.
 *
 * It listens on the host in the capture phase, so that the page's own listeners find the value put right already,
 * and an input that goes away leaves no listener behind.
 */
export class CodeEditor implements ReactiveController {
  /** What only the editor has to say. */
  readonly texts = codeLate;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #field: CodeField;
  #complaint = '';
  /** Where the form's reset is heard. */
  #root: Node | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, field: CodeField) {
    this.#host = host;
    this.#field = field;
    host.addController(this);
    this.judge();
  }

  hostConnected(): void {
    for (const type of EVENTS) this.#host.addEventListener(type, this, true);
    this.#root = this.#host.getRootNode();
    this.#root.addEventListener('reset', this);
    this.#followSelection(this.#focused);
  }

  hostDisconnected(): void {
    this.#root?.removeEventListener('reset', this);
    this.#followSelection(false);
  }

  /** The button that shows or hides a masked code. */
  maskToggle(revealed: boolean, onClick: () => void): TemplateResult {
    return maskToggle(this.#field.text, revealed, onClick);
  }

  /** Takes a text as if it had been pasted over everything. Says whether it was a code or a part of one. */
  fill(text: string): boolean {
    const rules = this.#field.rules();
    const { value, rejected, tooLong } = normalizeCode(text, rules);
    const code = extractCode(text, rules) ?? (rejected || tooLong ? '' : value);
    if (code) {
      this.#write(code);
      this.#announce();
    } else this.#refuse(rejected ? 'rejected' : 'too-long');
    return !!code;
  }

  /** The code in a text, or as much of one as there is; nothing where it is too long. */
  read(text: string): string | undefined {
    const rules = this.#field.rules();
    const { value, tooLong } = normalizeCode(text, rules);
    return extractCode(text, rules) ?? (tooLong ? undefined : value);
  }

  handleEvent(event: Event): void {
    const input = this.#field.input();
    const { type, target } = event;
    if (type === 'selectionchange') this.#field.paint();
    else if (type === 'reset' && target === input?.form) requestAnimationFrame(() => this.#handleReset());
    else if (input && target === input) {
      if (type === 'beforeinput') {
        const notice = takeOver(input, event as InputEvent, this.#field.rules());
        if (notice) this.#refuse(notice);
      } else if (type.startsWith('focus')) {
        this.#followSelection(type === 'focusin');
        this.#field.paint();
      } else this.#handleInput(input, event as InputEvent);
    }
  }

  /** An incomplete code does not leave with the form. A complaint of the page's own is left alone. */
  judge(): void {
    const input = this.#field.input();
    if (!input || (input.validity.customError && !this.#complaint)) return;
    const length = this.#field.last().length;
    this.#complaint = length && length < this.#field.rules().length ? this.#field.complaint() : '';
    input.setCustomValidity(this.#complaint);
    if (input.validity.valid) this.#field.judged(false);
  }

  /** Draws caret and selection into the boxes. Touches only what is another than before. */
  paint(boxes: NodeListOf<Element>, { selectionStart, selectionEnd, readOnly }: HTMLInputElement): void {
    // An input of a type without a selection says null.
    const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
    const focused = this.#focused;
    const active = focused && start === end ? Math.min(start, boxes.length - 1) : -1;
    for (const [index, box] of boxes.entries()) {
      const part =
        'box' +
        (box.textContent && ' filled') +
        (focused && index >= start && index < end ? ' selected' : '') +
        (index === active ? (readOnly ? ' active' : ' active caret') + (start > index ? ' end' : '') : '');
      if (box.getAttribute('part') !== part) box.setAttribute('part', part);
    }
  }

  /** Gives the field's shadow root the looks for somebody who is there, once. */
  dress(root: ShadowRoot): void {
    const sheet = styles.styleSheet;
    if (!sheet || root.adoptedStyleSheets.includes(sheet)) return;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  get #focused(): boolean {
    return this.#field.input()?.matches(':focus') ?? false;
  }

  #followSelection(follow: boolean): void {
    document[follow ? 'addEventListener' : 'removeEventListener']('selectionchange', this);
  }

  /** The form says that it will be reset before it is. */
  #handleReset(): void {
    this.#field.set(this.#field.input()?.value ?? '');
    this.#field.judged(false);
  }

  /** Autofill, composition and scripts put what they like into the input: make a code of it. */
  #handleInput(input: HTMLInputElement, { type, isComposing }: InputEvent): void {
    const { value: raw, selectionStart } = input;
    const rules = this.#field.rules();
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
        code = this.#field.last();
      }
    }
    // A value that is written during a composition breaks it. At its end there is time enough.
    if (isComposing && notice) return;
    const corrected = !isComposing && raw !== code;
    if (corrected) this.#write(code);
    this.#field.changed(code, true);
    if (notice) this.#refuse(notice);
    if (corrected && type !== 'input') this.#announce();
  }

  #write(code: string): void {
    const input = this.#field.input();
    if (!input || input.value === code) return;
    const { selectionStart } = input;
    // With the browser's setter: a framework that watches the property would take our correction for its own.
    Reflect.set(HTMLInputElement.prototype, 'value', code, input);
    if (this.#focused) input.setSelectionRange(selectionStart, selectionStart);
  }

  #announce(): void {
    this.#field.input()?.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  #refuse(notice: CodeNotice): void {
    this.#field.refused(noticeText(this.#field.text, notice, this.#field.rules()));
  }
}
