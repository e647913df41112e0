import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { TextOf } from '../../locales/texts.js';
import { countriesIn, findCountries, type Country } from './countries.js';
import type { CountryCode } from './phone-data.js';

/** Countries that PageUp and PageDown pass. */
const PAGE = 8;

export interface CountryPickerOptions {
  text: TextOf;
  /** The language of the names. */
  language: () => string;
  chosen: () => CountryCode | undefined;
  /** Whether it can be known which one is: a server knows no browser. */
  isKnown: () => boolean;
  /** The field is closed. */
  disabled: () => boolean;
  onChoose: (country: CountryCode) => void;
  /** Something is to be read aloud. */
  say: (text: string) => void;
}

/**
 * The choice of a country: the editable combobox of the ARIA practices, whose list is filtered by what is typed and
 * whose first match is taken on Enter, Tab or by a press. Owns: whether the list is open, what is searched, which
 * country is marked. Does not own the choice.
 */
export class CountryPicker implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: CountryPickerOptions;
  #isOpen = false;
  /** What is typed; nothing while the chosen country is shown. */
  #search: string | undefined;
  #active = -1;

  constructor(host: ReactiveControllerHost & HTMLElement, options: CountryPickerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#close();
  }

  /** After an update: the marked country is in sight. Only the list scrolls, never the page. */
  hostUpdated(): void {
    const list = this.#isOpen ? this.#host.shadowRoot?.querySelector<HTMLElement>('[part~=countries]') : null;
    const option = list?.children.item(this.#active);
    if (!list || !(option instanceof HTMLElement)) return;
    const top = option.offsetTop - list.offsetTop;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + option.offsetHeight > list.scrollTop + list.clientHeight)
      list.scrollTop = top + option.offsetHeight - list.clientHeight;
  }

  get #found(): readonly Country[] {
    return findCountries(countriesIn(this.#options.language()), this.#search ?? '');
  }

  render(): TemplateResult {
    const { text } = this.#options;
    const isOpen = this.#isOpen;
    const found = isOpen ? this.#found : [];
    const isEmpty = isOpen && found.length === 0;
    return html`<div class="country" part="country field" @focusout=${this.#onFocusOut}>
      <label id="country-label" for="country" part="country-label label field-label"
        >${text('phoneCountry')}</label
      >
      <input
        id="country"
        part="country-input input"
        type="text"
        role="combobox"
        aria-expanded=${String(isOpen)}
        aria-labelledby="country-label"
        aria-controls="countries"
        aria-autocomplete="list"
        aria-activedescendant=${found[this.#active] ? `option-${this.#active}` : nothing}
        aria-describedby="country-hint"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        ?disabled=${this.#options.disabled()}
        .value=${this.#options.isKnown() ? (this.#search ?? this.#shown) : nothing}
        @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()}
        @input=${this.#onInput}
        @keydown=${this.#onKeyDown}
        @click=${() => this.#open()}
      />
      <div class="popup" part="popup" ?hidden=${!isOpen} @pointerdown=${this.#keepFocus}>
        <p id="country-hint" class="hint">${text(isEmpty ? 'phoneNoCountryFound' : 'phoneCountryHint')}</p>
        <ul
          id="countries"
          part="countries"
          role="listbox"
          aria-label=${text('phoneCountry')}
          ?hidden=${isEmpty}
        >
          ${found.map((country, index) => this.#renderOption(country, index))}
        </ul>
      </div>
    </div>`;
  }

  #renderOption(country: Country, index: number): TemplateResult {
    const { code, name, ownName, ownLanguage, callingCode } = country;
    /* eslint-disable lit-a11y/click-events-have-key-events -- the keys are those of the field */
    return html`<li
      id="option-${index}"
      part=${index === this.#active ? 'option active' : 'option'}
      role="option"
      aria-selected=${String(code === this.#options.chosen())}
      @click=${() => this.#choose(country)}
    >
      <span>${name} ${ownName ? html`<bdi class="own" lang=${ownLanguage}>${ownName}</bdi>` : nothing}</span>
      <bdi class="code">${callingCode}</bdi>
    </li>`;
  }

  /** The country that is chosen, as the closed field shows it. */
  get #shown(): string {
    const code = this.#options.chosen();
    const country = code && countriesIn(this.#options.language()).find((each) => each.code === code);
    if (!country) return this.#options.text('phoneCountryNone');
    const { name, callingCode } = country;
    return this.#options.text('phoneCountryOption', { country: name, code: callingCode });
  }

  readonly #onInput = (event: Event): void => {
    // Ours to know, and none of the page's: it has its own field for the number.
    event.stopPropagation();
    const input = event.target as HTMLInputElement;
    this.#search = input.value;
    const found = this.#found;
    this.#isOpen = true;
    this.#active = found.length > 0 && this.#search.trim() ? 0 : -1;
    const { text, say } = this.#options;
    say(found.length ? text('phoneCountriesFound', { count: found.length }) : text('phoneNoCountryFound'));
    this.#host.requestUpdate();
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (ctrlKey || metaKey || event.isComposing) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };
    const step = steps[key];
    if (altKey && key === 'ArrowUp') this.#close();
    else if (step !== undefined) this.#step(altKey ? 0 : step);
    else if (key === 'Enter' && this.#isOpen) this.#take();
    else if (key === 'Escape' && this.#isOpen) this.#close();
    else return;
    event.preventDefault();
    // A dialog around closes by Escape, too.
    event.stopPropagation();
  };

  /** Opens the list at the chosen country; where it is open, marks another. */
  #step(step: number): void {
    if (!this.#isOpen) {
      this.#open();
      return;
    }
    const last = this.#found.length - 1;
    const next = this.#active < 0 ? (step < 0 ? last : 0) : this.#active + step;
    // A step beyond an end goes round; a page stops there.
    this.#active =
      Math.abs(step) === 1 && (next < 0 || next > last)
        ? next < 0
          ? last
          : 0
        : Math.max(0, Math.min(last, next));
    this.#host.requestUpdate();
  }

  #open(): void {
    if (this.#isOpen || this.#options.disabled()) return;
    this.#isOpen = true;
    this.#active = this.#found.findIndex(({ code }) => code === this.#options.chosen());
    this.#host.requestUpdate();
  }

  #take(): void {
    const country = this.#found[this.#active];
    if (country) this.#choose(country);
    else this.#close();
  }

  #choose({ code }: Country): void {
    this.#close();
    if (code !== this.#options.chosen()) this.#options.onChoose(code);
  }

  /** Shows the chosen country again. */
  #close(): void {
    this.#isOpen = false;
    this.#search = undefined;
    this.#active = -1;
    this.#host.requestUpdate();
  }

  /** Who leaves by Tab after a search takes what is marked, as the practices have it. */
  readonly #onFocusOut = (): void => {
    if (this.#search === undefined) this.#close();
    else this.#take();
  };

  readonly #keepFocus = (event: Event): void => event.preventDefault();
}
