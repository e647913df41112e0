import { html, nothing, type TemplateResult } from 'lit';
import type { TextOf } from '../../locales/texts.js';
import { countryName } from './countries.js';
import { exampleOf, type CountryCode } from './phone-data.js';
import type { ReadPhone } from './read-phone.js';

/** What words are made with. */
export interface PhoneWords {
  text: TextOf;
  language: string;
}

/** All that the view shows and can do. */
export interface PhoneInputView {
  readonly label: string;
  readonly hint: string;
  /** What is wrong with the number. */
  readonly error: string;
  readonly notice: string;
  readonly country: TemplateResult;
  readonly voice: TemplateResult;
  readonly onLabelClick: () => void;
  readonly onSlotChange: (event: Event) => void;
}

export function renderPhoneInput(view: PhoneInputView): TemplateResult {
  const { label, hint, error, notice, country, voice } = view;
  /* eslint-disable lit-a11y/click-events-have-key-events -- a label’s click focuses; keys get to the input by themselves */
  return html`<div class="phone">
    <div class="fields">
      ${country}
      <div part="field" class="number">
        <div part="label field-label" @click=${view.onLabelClick}>${label}</div>
        <slot @slotchange=${view.onSlotChange}></slot>
      </div>
    </div>
    <div class="foot">
      <output part=${error ? 'error field-error' : 'notice'}>${error || notice || nothing}</output>
      <div part="hint">${hint || nothing}</div>
    </div>
    ${voice}
  </div>`;
}

/** Why it cannot be a number, with the country that it cannot be one of. */
export function faultText({ text, language }: PhoneWords, reading: ReadPhone): string {
  const { fault, country: code, unknownCode } = reading;
  const country = code && countryName(code, language);
  switch (fault) {
    case 'too-short':
      return country ? text('phoneTooShortFor', { country }) : text('phoneTooShort');
    case 'too-long':
      return country ? text('phoneTooLongFor', { country }) : text('phoneTooLong');
    case 'wrong-length':
      return country ? text('phoneWrongLengthFor', { country }) : text('phoneWrongLength');
    case 'unknown-code':
      return text('phoneUnknownCode', { code: unknownCode });
    case 'needs-country':
      return text('phoneNeedsCountry');
    case 'not-a-number':
      return text('phoneNotANumber', { example: exampleText(code) });
    case undefined:
      return text('phoneMissing');
  }
}

/** A number of the chosen country as one writes it there; with `+` where none is chosen. */
export function exampleText(country: CountryCode | undefined): string {
  return (country ? exampleOf(country)?.formatNational() : exampleOf('GB')?.formatInternational()) ?? '';
}
