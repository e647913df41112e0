import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { phone } from '../../locales/en/phone.js';
import type { TextOf, Texts } from '../../locales/texts.js';
import { faults } from '../../styles/faults.js';
import { screenTokens, tokens } from '../../styles/tokens.js';
import { optionalText } from '../attributes.js';
import { setStates } from '../host-states.js';
import { keepKeysIn } from '../keep-keys.js';
import { LightField } from '../light-input/light-field.js';
import { asText, LightInputElement } from '../light-input/light-input-element.js';
import { countryName, guessRegion } from './countries.js';
import { CountryPicker } from './country-picker.js';
import { inputAttributes, makeRoom } from './input-attributes.js';
import { countryOf, type CountryCode } from './phone-data.js';
import { PhoneEditor } from './phone-editor.js';
import { styles } from './phone-input.styles.js';
import { exampleText, faultText, renderPhoneInput } from './phone-input-view.js';

/**
 * @summary A field for a phone number: one real input in the light DOM, and the choice of a country beside it.
 *
 * Put the page's own `<input type="tel">` into it, or let it make one. Takes numbers as people write them: in their
 * country's way or with `+`, which then chooses the country; pasted with marks, as a link, with an exit code. Its value
 * is the number in E.164 form, and so is what a form sends. Refuses only what cannot be a number.
 *
 * The library and its data come with this element, in one file: load it by `mfa-elements/define/mfa-phone-input.js`, or
 * let the elements that ask for a number load it.
 *
 * ```html
 * <mfa-phone-input label="Mobile number" country="IT"><input type="tel" name="phone" required></mfa-phone-input>
 * ```
 *
 * @slot - The page's own `<input>`, and its `<label>`. Without an input the element adds one to its light DOM.
 * @event {InputEvent} input - The input's own: the number has changed, also by the choice of another country.
 * @event {Event} change - The input's own: the person has finished changing it.
 * @csspart country - The choice of a country, whole; also `field`.
 * @csspart country-label - Its label; also `label` and `field-label`.
 * @csspart country-input - Its field; also `input`.
 * @csspart popup - What opens below it.
 * @csspart countries - The list of countries.
 * @csspart option - One country; also `active`.
 * @csspart field - The number, with its label.
 * @csspart label - The label, unless the page has its own; also `field-label`.
 * @csspart hint - The line below.
 * @csspart error - The error, in place of the hint; also `field-error`.
 * @csspart notice - What was left out of the number, in place of the hint.
 * @cssstate complete - There is a number.
 * @cssstate invalid - There is an error, or the person left what cannot be a number.
 * @cssstate disabled - The field is closed, or the input or a fieldset around it is disabled.
 */
export class MfaPhoneInput extends LightInputElement {
  static override readonly tag = 'mfa-phone-input';
  static override readonly english: Texts = phone;
  static override styles = [tokens, screenTokens, faults, styles];
  static override properties: PropertyDeclarations = {
    country: { converter: optionalText },
    autocomplete: {},
    picked: { attribute: false },
  };

  /**
   * ISO code of the country that is chosen at first, such as `IT`. Default: that of the nearest `<mfa-config>`, else the
   * region of the browser's language.
   */
  country?: string | undefined;
  /** What browsers fill in: `tel`, the whole number, or `tel-national`, without the country's code. */
  autocomplete: 'tel' | 'tel-national' = 'tel';

  /** The country that the person, or a number, has chosen. */
  private picked: CountryCode | undefined;

  protected readonly light = new LightField(this, () => this.present());
  readonly #announcer = new AnnouncerController(this);
  readonly #editor = new PhoneEditor(this, {
    country: () => this.#country,
    onCountry: (country) => this.#followTo(country),
    complaint: (reading) => faultText(this.#words, reading),
    onChange: () => this.present(),
  });
  readonly #picker = new CountryPicker(this, {
    text: this.text,
    language: () => this.language,
    chosen: () => (this.asOnServer ? undefined : this.#country),
    isKnown: () => !this.asOnServer,
    disabled: () => this.#isClosed,
    onChoose: (country) => {
      const before = this.value;
      this.picked = country;
      this.#editor.move(country, before);
    },
    say: (text) => this.#announcer.say(text),
  });
  readonly #internals = this.attachInternals();
  #states = '';

  /** The number in E.164 form, such as `+393471234567`; empty where there is none. Setting it fires no event. */
  override get value(): string {
    return this.#editor.reading.value;
  }
  override set value(text: string) {
    this.#editor.write(asText(text));
    this.#editor.faulty = false;
  }

  /** ISO code of the country that is chosen now; empty for none. A number with `+` changes it. */
  get currentCountry(): string {
    return this.#country ?? '';
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    if (root instanceof ShadowRoot) keepKeysIn(root);
    return root;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.present();
  }

  /** Empties the field, without an event, and forgets what was wrong and which country was chosen. */
  clear(): void {
    this.value = '';
    this.picked = undefined;
  }

  /**
   * Says at the field, in sight and aloud, why there is no number in it, and puts the cursor there. For who takes the
   * number other than by a form, where the browser asks; call it when `value` is empty. What it says goes as soon as
   * there is a number.
   */
  reportInvalid(): void {
    if (this.value) return;
    this.#editor.faulty = true;
    this.focus();
  }

  get #country(): CountryCode | undefined {
    if (this.picked) return this.picked;
    const told = countryOf(this.setting('country'));
    return told ?? (this.asOnServer ? undefined : countryOf(guessRegion(navigator.languages)));
  }

  get #words(): { text: TextOf; language: string } {
    return { text: this.text, language: this.language };
  }

  get #isClosed(): boolean {
    return this.disabled || this.readonly || (this.input?.matches(':disabled, :read-only') ?? false);
  }

  get #label(): string {
    return this.label ?? (this.isNamed ? '' : this.text('phoneLabel'));
  }

  get #hint(): string {
    const example = this.asOnServer ? '' : exampleText(this.#country);
    return this.hint ?? (example ? this.text('phoneHint', { example }) : '');
  }

  get #error(): string {
    const { faulty, reading } = this.#editor;
    if (this.error || !faulty) return this.error;
    return reading.value ? (this.input?.validationMessage ?? '') : faultText(this.#words, reading);
  }

  get #notice(): string {
    return this.#editor.hasDropped ? this.text('phoneNoExtension') : '';
  }

  /** A number has named another country than was chosen. */
  #followTo(country: CountryCode): void {
    this.picked = country;
    if (this.input?.matches(':focus'))
      this.#announcer.say(this.text('phoneCountryNow', { country: countryName(country, this.language) }));
  }

  protected override attach(input: HTMLInputElement): void {
    this.#editor.attach(input);
  }

  protected override present(): void {
    if (!this.input) return;
    this.followName();
    const isInvalid = !!this.error || this.#editor.faulty;
    this.light.update({
      type: 'tel',
      attributes: inputAttributes(this.autocomplete),
      overrule: makeRoom,
      label: this.light.isNamed ? '' : this.#label,
      description: `${this.#error || this.#notice} ${this.#hint}`.trim(),
      language: this.languageMark,
      invalid: isInvalid,
    });
    const states = [
      this.value !== '' && 'complete',
      isInvalid && 'invalid',
      (this.disabled || this.input.matches(':disabled')) && 'disabled',
    ].filter((state) => state !== false);
    const seen = String([states, this.#error, this.#notice, this.#isClosed]);
    if (seen === this.#states) return;
    this.#states = seen;
    setStates(this.#internals, states);
    // After the update that this may be a part of.
    queueMicrotask(() => this.requestUpdate());
  }

  protected override render(): TemplateResult {
    return renderPhoneInput({
      label: this.#label,
      hint: this.#hint,
      error: this.#error,
      notice: this.#notice,
      country: this.#picker.render(),
      voice: this.#announcer.render(),
      onLabelClick: () => this.focus(),
      onSlotChange: this.onSlotChange,
    });
  }
}
