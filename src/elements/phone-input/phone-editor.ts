import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isOwnEdit } from '../light-input/edit-input.js';
import { watchValue, writeValue } from '../light-input/value-watch.js';
import { formatWhole, moveTo, type CaretText } from './format-phone.js';
import type { CountryCode } from './phone-data.js';
import { cleanPhone, countryNamed, readPhone, type ReadPhone } from './read-phone.js';
import { pasted, takeEdit, typed } from './take-edit.js';

const EVENTS = ['beforeinput', 'input', 'compositionend', 'change', 'focusout', 'invalid'];
/** Edits in which the caret says where the person is; any other text came as a whole. */
const BY_HAND = /^(insert(Text|CompositionText|FromComposition|FromPaste|FromDrop)|delete|history)/;

export interface PhoneEditorOptions {
  /** The chosen country, asked anew each time. */
  country: () => CountryCode | undefined;
  /** The number names another country. */
  onCountry: (country: CountryCode) => void;
  /** What the browser says of what cannot be a number. */
  complaint: (reading: ReadPhone) => string;
  /** Text, fault or notice may be others. */
  onChange: () => void;
}

/**
 * Writes what is typed, pasted or filled into an input as a phone number, and reads it.
 * Owns: what happens between an event on the input and its text, caret and validity; when a fault is told.
 * Does not own: which input it is, its attributes, the choice of the country, texts.
 *
 * It listens on the host in the capture phase, so that the page's own listeners find the text put right already.
 */
export class PhoneEditor implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: PhoneEditorOptions;
  #input: HTMLInputElement | undefined;
  #unwatch: (() => void) | undefined;
  /** Where the form's reset, and what it sends, are heard. */
  #root: Node | undefined;
  /** The text while there is no input yet. */
  #text = '';
  #reading: { text: string; country: CountryCode | undefined; of: ReadPhone } | undefined;
  #faulty = false;
  #hasDropped = false;
  #complaint = '';
  /** What is heard is our own word for a text that was put right. */
  #isAnnouncing = false;

  constructor(host: ReactiveControllerHost & HTMLElement, options: PhoneEditorOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of EVENTS) this.#host.addEventListener(type, this, true);
  }

  hostDisconnected(): void {
    this.#release();
  }

  /** Takes over an input, with what is in it; the number that was there before moves along into an empty one. */
  attach(input: HTMLInputElement): void {
    if (this.#unwatch && input === this.#input) return;
    const text = input.value || this.text;
    this.#release();
    this.#input = input;
    this.#unwatch = watchValue(input, { before: () => {}, after: () => this.#written() });
    this.#root = input.getRootNode();
    this.#root.addEventListener('reset', this);
    this.#root.addEventListener('formdata', this, true);
    // Somebody may be in the middle of it.
    if (input.matches(':focus')) this.#take(input, new InputEvent('input', { inputType: 'insertText' }));
    else if (text) this.write(text);
    this.#judge();
  }

  /** What is in the input. */
  get text(): string {
    return this.#input?.value ?? this.#text;
  }

  /** What it says, in the chosen country. */
  get reading(): ReadPhone {
    const country = this.#options.country();
    const { text } = this;
    if (this.#reading?.text !== text || this.#reading.country !== country)
      this.#reading = { text, country, of: readPhone(text, country) };
    return this.#reading.of;
  }

  /** The person has left, or tried to send, what is no number: until it is one, or is emptied. */
  get faulty(): boolean {
    return this.#faulty;
  }
  set faulty(faulty: boolean) {
    if (faulty === this.#faulty) return;
    this.#faulty = faulty;
    this.#host.requestUpdate();
  }

  /** An extension came with the number, and was left out. */
  get hasDropped(): boolean {
    return this.#hasDropped;
  }

  /** Puts a number in, as it is written, without an event. */
  write(text: string): void {
    this.#follow(text, true);
    const written = formatWhole(text, this.#options.country());
    if (this.#input) writeValue(this.#input, written);
    else this.#text = written;
    this.#changed();
  }

  /** The person chose another country: the number, which was this one before, goes along. */
  move(to: CountryCode, before: string): void {
    if (!this.#input) return;
    writeValue(this.#input, moveTo(this.text, to));
    this.#changed();
    if (this.reading.value !== before) this.#announce();
  }

  handleEvent(event: Event): void {
    const input = this.#input;
    const { type, target } = event;
    if (type === 'reset') {
      // The form says that it will be reset before it is.
      if (target === input?.form) setTimeout(() => this.#afterReset(event));
    } else if (type === 'formdata') {
      if (target === input?.form) this.#fillIn((event as FormDataEvent).formData);
    } else if (input && target === input) this.#handleInputEvent(event, input);
  }

  #handleInputEvent(event: Event, input: HTMLInputElement): void {
    switch (event.type) {
      case 'invalid':
        this.faulty = true;
        break;
      case 'beforeinput':
        if (takeEdit(input, event as InputEvent, this.#options.country())) this.#accept();
        break;
      case 'input':
      case 'compositionend':
        if (!this.#isAnnouncing && !isOwnEdit()) this.#take(input, event as InputEvent);
        break;
      default:
        this.#finish(input);
    }
  }

  /** What the browser did by itself, composition, autofill and scripts: write it as a number. */
  #take(input: HTMLInputElement, { type, isComposing, inputType }: InputEvent): void {
    // A value that is written during a composition breaks it. At its end there is time enough.
    if (!isComposing) {
      const { value: text, selectionStart } = input;
      const caret = selectionStart ?? text.length;
      const byHand = type === 'compositionend' || BY_HAND.test(inputType);
      const country = this.#options.country();
      const written = byHand ? typed({ text, caret }, country) : pasted(text, country);
      this.#put(input, written);
    }
    this.#accept();
  }

  /** Somebody is done: the number is written whole, and what it cannot be is said. */
  #finish(input: HTMLInputElement): void {
    const { reading } = this;
    this.#follow(input.value, true);
    const { value: text } = input;
    if (reading.extension) this.#hasDropped = true;
    this.#put(input, { text: formatWhole(text, this.#options.country()), caret: input.selectionEnd ?? 0 });
    this.faulty = this.faulty || reading.fault !== undefined;
    const changed = input.value !== text;
    this.#changed();
    if (changed) this.#announce();
  }

  #accept(): void {
    this.#hasDropped = false;
    this.#follow(this.text, false);
    this.#changed();
  }

  /** A script wrote the text, without an event so far. It stays as it was written. */
  #written(): void {
    this.#follow(this.text, true);
    this.#changed();
  }

  /** The country goes with the number that names one: by its `+` at once, by an exit code when it is whole. */
  #follow(text: string, isWhole: boolean): void {
    const chosen = this.#options.country();
    const reading = isWhole ? readPhone(text, chosen) : undefined;
    const named = reading?.international ? reading.country : countryNamed(cleanPhone(text), chosen);
    if (named && named !== chosen) this.#options.onCountry(named);
  }

  #changed(): void {
    this.#judge();
    this.#options.onChange();
  }

  /** What cannot be a number does not leave with the form. A complaint of the page's own is left alone. */
  #judge(): void {
    const input = this.#input;
    if (!input || (input.validity.customError && !this.#complaint)) return;
    const { reading } = this;
    const complaint = reading.fault ? this.#options.complaint(reading) : '';
    if (complaint !== this.#complaint) input.setCustomValidity(complaint);
    this.#complaint = complaint;
    if (input.validity.valid) this.faulty = false;
  }

  /** The form sends what the number is, not how it is written; what is none goes as typed. */
  #fillIn(data: FormData): void {
    const { name, value: text } = this.#input ?? {};
    const { value } = this.reading;
    if (!name || !value || text === undefined || value === text) return;
    const entries = data.getAll(name);
    const place = entries.indexOf(text);
    if (place < 0) return;
    entries[place] = value;
    const [first = value, ...others] = entries;
    // To set it keeps its place among the other fields.
    data.set(name, first);
    for (const other of others) data.append(name, other);
  }

  #afterReset({ defaultPrevented }: Event): void {
    if (defaultPrevented) return;
    this.#hasDropped = false;
    this.write(this.text);
    this.faulty = false;
  }

  #put(input: HTMLInputElement, { text, caret }: CaretText): void {
    if (input.value === text) return;
    writeValue(input, text);
    if (input.matches(':focus')) input.setSelectionRange(caret, caret);
  }

  #announce(): void {
    this.#isAnnouncing = true;
    this.#input?.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    this.#isAnnouncing = false;
  }

  #release(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#root?.removeEventListener('reset', this);
    this.#root?.removeEventListener('formdata', this, true);
  }
}
