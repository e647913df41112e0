import { expect } from 'chai';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-phone-input.js';
import { countriesIn, findCountries, guessRegion } from '../../../src/elements/phone-input/countries.js';
import type { MfaPhoneInput } from '../../../src/elements/phone-input/phone-input.js';
import { keys, type } from '../../support/keys.js';
import { inputOf, mount, partOf, unmount } from './support.js';

const chooser = (field: MfaPhoneInput): HTMLInputElement => partOf<HTMLInputElement>(field, 'country-input');
const options = (field: MfaPhoneInput): string[] =>
  [...(field.shadowRoot?.querySelectorAll('[role=option]') ?? [])].map((option) =>
    option.textContent.replace(/\s+/g, ' ').trim(),
  );
const marked = (field: MfaPhoneInput): string | undefined => {
  const id = chooser(field).getAttribute('aria-activedescendant');
  return id ? field.shadowRoot?.getElementById(id)?.textContent.replace(/\s+/g, ' ').trim() : undefined;
};
const isOpen = (field: MfaPhoneInput): boolean => chooser(field).getAttribute('aria-expanded') === 'true';

describe('the search for a country', () => {
  const german = countriesIn('de');
  for (const [search, code] of [
    ['Deutschl', 'DE'],
    ['germany', 'DE'],
    ['DE', 'DE'],
    ['+49', 'DE'],
    ['0049', 'DE'],
    ['49', 'DE'],
    ['٤٩', 'DE'],
    ['osterreich', 'AT'],
    ['Österreich', 'AT'],
    ['日本', 'JP'],
    ['россия', 'RU'],
    ['مصر', 'EG'],
    ['Suisse', 'CH'],
    ['cote d ivoire', 'CI'],
    ["Cote d'Ivoire", 'CI'],
    ['usa', 'US'],
    ['uk great', 'GB'],
    ['1', 'US'],
    ['44', 'GB'],
    ['+44 20', 'GB'],
  ] as const) {
    it(`finds ${code} by “${search}”`, () => expect(findCountries(german, search)[0]?.code).to.equal(code));
  }

  it('finds nothing where there is nothing', () => {
    expect(findCountries(german, 'Atlantis')).to.have.length(0);
    expect(findCountries(german, '999')).to.have.length(0);
  });

  it('guesses the region by the languages of the browser', () => {
    expect(guessRegion(['de', 'en-GB'])).to.equal('GB');
    expect(guessRegion(['de'])).to.equal('DE');
    expect(guessRegion([])).to.equal(undefined);
    expect(guessRegion(['?'])).to.equal(undefined);
  });
});

describe('the choice of a country', () => {
  afterEach(unmount);

  it('starts with the country that the page says, the config, or the region of the browser', async () => {
    const own = await mount(
      '<mfa-config country="FR"><mfa-phone-input country="it"></mfa-phone-input></mfa-config>',
    );
    expect(own.field.currentCountry).to.equal('IT');
    own.field.removeAttribute('country');
    expect(own.field.currentCountry).to.equal('FR');
    const { field } = await mount('<div><mfa-phone-input></mfa-phone-input></div>');
    expect([guessRegion(navigator.languages) ?? '']).to.include(field.currentCountry);
    unmount();
    const wrong = await mount('<mfa-phone-input country="Atlantis"></mfa-phone-input>');
    expect([guessRegion(navigator.languages) ?? '']).to.include(wrong.field.currentCountry);
  });

  it('shows name and code, and an example of that country', async () => {
    const { field } = await mount('<mfa-phone-input country="IT"></mfa-phone-input>');
    expect(chooser(field).value).to.equal('Italy, +39');
    expect(partOf(field, 'hint').textContent).to.equal('For example 312 345 6789');
  });

  it('is searched, chosen with Enter, and takes the number along', async () => {
    const { root, field } = await mount(
      '<form><mfa-phone-input country="GB"><input type="tel" name="phone" value="0151 2345678"></mfa-phone-input></form>',
    );
    const heard: string[] = [];
    root.addEventListener('input', () => heard.push(field.value));
    chooser(field).focus();
    await type('deut');
    await field.updateComplete;
    expect(options(field)).to.deep.equal(['Germany Deutschland +49']);
    expect(marked(field)).to.equal('Germany Deutschland +49');
    expect(partOf(field, 'popup').hidden).to.equal(false);
    await keys('Enter');
    await field.updateComplete;
    expect(field.currentCountry).to.equal('DE');
    expect(isOpen(field)).to.equal(false);
    expect(chooser(field).value).to.equal('Germany, +49');
    expect(chooser(field).matches(':focus')).to.equal(true);
    expect(field.value).to.equal('+491512345678');
    expect(heard).to.deep.equal(['+491512345678']);
  });

  it('opens at the chosen country, goes by arrows, and closes by Escape without a change', async () => {
    const { root, field } = await mount('<div><mfa-phone-input country="DE"></mfa-phone-input></div>');
    const keysOfPage: string[] = [];
    root.addEventListener('keydown', ({ key }) => keysOfPage.push(key));
    chooser(field).focus();
    await keys('ArrowDown');
    await field.updateComplete;
    expect(isOpen(field)).to.equal(true);
    expect(marked(field)).to.contain('Germany');
    await keys('ArrowDown');
    await field.updateComplete;
    expect(marked(field)).to.contain('Ghana');
    await keys('Escape');
    await field.updateComplete;
    expect(isOpen(field)).to.equal(false);
    expect(field.currentCountry).to.equal('DE');
    expect(keysOfPage).to.deep.equal([]);
    // With nothing to close, Escape is the page's again.
    await keys('Escape');
    expect(keysOfPage).to.deep.equal(['Escape']);
  });

  it('takes what is marked after a search when the person leaves, and nothing without one', async () => {
    const { field } = await mount('<mfa-phone-input country="DE"></mfa-phone-input>');
    chooser(field).focus();
    await type('+43');
    await keys('Tab');
    expect(field.currentCountry).to.equal('AT');
    expect(inputOf(field).matches(':focus')).to.equal(true);
    chooser(field).focus();
    await keys('ArrowDown');
    await keys('ArrowDown');
    await keys('Tab');
    expect(field.currentCountry).to.equal('AT');
    chooser(field).focus();
    await type('Atlantis');
    await field.updateComplete;
    expect(partOf(field, 'popup').textContent).to.contain('No country found.');
    await keys('Tab');
    await field.updateComplete;
    expect(chooser(field).value).to.equal('Austria, +43');
  });

  it('is chosen by a press', async () => {
    const { field } = await mount('<mfa-phone-input country="DE"></mfa-phone-input>');
    chooser(field).click();
    await field.updateComplete;
    const option = [...field.shadowRoot!.querySelectorAll<HTMLElement>('[role=option]')].find((each) =>
      each.textContent.includes('Austria'),
    );
    option?.click();
    await field.updateComplete;
    expect(field.currentCountry).to.equal('AT');
    expect(isOpen(field)).to.equal(false);
  });

  it('says aloud how many countries there are, and which one a number has chosen', async () => {
    const { field } = await mount('<mfa-phone-input country="DE"></mfa-phone-input>');
    const status = (): string => field.shadowRoot?.querySelector('[role=status]')?.textContent.trim() ?? '';
    chooser(field).focus();
    await type('austr');
    await field.updateComplete;
    expect(status()).to.equal('2 countries found.');
    await keys('Escape');
    field.focus();
    await type('+39');
    await field.updateComplete;
    expect(status()).to.equal('The country is now Italy.');
  });

  it('has its names in the language of the page, and marks those in another', async () => {
    const { field } = await mount('<div lang="en"><mfa-phone-input country="DE"></mfa-phone-input></div>');
    chooser(field).focus();
    await type('DE');
    await field.updateComplete;
    expect(field.shadowRoot?.querySelector('[role=option] [lang]')?.getAttribute('lang')).to.equal('de');
  });

  it('is closed with the field', async () => {
    const { field } = await mount('<mfa-phone-input disabled></mfa-phone-input>');
    await field.updateComplete;
    expect(chooser(field).disabled).to.equal(true);
  });
});
