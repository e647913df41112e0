import { expect } from 'chai';
import '../../../src/define/mfa-phone-input.js';
import { type } from '../../support/keys.js';
import { inputOf, mount, told, unmount } from './support.js';

const OWN = '<input type="tel" name="phone" maxlength="16" pattern="\\+[0-9]+" required>';

describe('a phone field in a form', () => {
  afterEach(unmount);

  for (const [what, markup] of [
    ['its own input', '<mfa-phone-input name="phone" required country="GB"></mfa-phone-input>'],
    ['the page’s input', `<mfa-phone-input country="GB"><label>Phone ${OWN}</label></mfa-phone-input>`],
  ] as const) {
    it(`sends the number in E.164 form from ${what}`, async () => {
      const { root, field } = await mount(
        `<form><input name="a" value="1">${markup}<input name="b" value="2"></form>`,
      );
      const form = root.querySelector('form')!;
      expect(field.form === form).to.equal(true);
      expect(form.checkValidity()).to.equal(false);
      field.focus();
      await type('(020) 7946-0018');
      expect(inputOf(field).value).to.equal('020 7946 0018');
      expect(form.checkValidity()).to.equal(true);
      expect([...new FormData(form)]).to.deep.equal([
        ['a', '1'],
        ['phone', '+442079460018'],
        ['b', '2'],
      ]);
    });
  }

  it('keeps what cannot be a number from being sent, and says why', async () => {
    const { root, field } = await mount(
      '<form><mfa-phone-input name="phone" country="IT"></mfa-phone-input></form>',
    );
    field.focus();
    await type('+999 1');
    expect(root.querySelector('form')!.checkValidity()).to.equal(false);
    expect(field.validity?.customError).to.equal(true);
    expect(inputOf(field).validationMessage).to.contain('No country has the code +999');
    await field.updateComplete;
    expect(told(field)).to.contain('No country has the code +999');
    // What a page sends all the same goes as it was typed.
    expect(new FormData(root.querySelector('form')!).get('phone')).to.equal(inputOf(field).value);
  });

  it('leaves others of the same name alone, and is no part of a form that has none', async () => {
    const { root } = await mount(
      '<form><input name="phone" value="1"><mfa-phone-input country="GB"><input type="tel" name="phone" value="+44 20 7946 0018"></mfa-phone-input></form>',
    );
    expect(new FormData(root.querySelector('form')!).getAll('phone')).to.deep.equal(['1', '+442079460018']);
    const alone = await mount('<mfa-phone-input name="x"></mfa-phone-input>');
    expect(alone.field.form).to.equal(null);
  });

  it('is reset with the form', async () => {
    const { root, field } = await mount(
      '<form><mfa-phone-input country="GB"><input type="tel" name="phone" value="+49 151 23456789"></mfa-phone-input></form>',
    );
    expect(field.value).to.equal('+4915123456789');
    field.focus();
    inputOf(field).select();
    await type('12');
    root.querySelector('form')!.reset();
    await new Promise((resolve) => setTimeout(resolve));
    expect(field.value).to.equal('+4915123456789');
    expect(field.matches(':state(invalid)')).to.equal(false);
  });

  it('takes a value from a script, and autofill', async () => {
    const { field } = await mount('<mfa-phone-input country="GB"></mfa-phone-input>');
    field.value = '+4915123456789';
    expect(inputOf(field).value).to.equal('+49 1512 3456789');
    expect(field.currentCountry).to.equal('DE');
    inputOf(field).value = '+390612345678';
    inputOf(field).dispatchEvent(new Event('input', { bubbles: true }));
    expect(inputOf(field).value).to.equal('+39 06 1234 5678');
    expect(field.value).to.equal('+390612345678');
    inputOf(field).value = '+442079460018';
    expect([field.value, field.currentCountry]).to.deep.equal(['+442079460018', 'GB']);
    field.value = '';
    expect([field.value, inputOf(field).value]).to.deep.equal(['', '']);
  });

  it('says to browsers what to fill in, and keeps the word of the page', async () => {
    const { field } = await mount('<mfa-phone-input autocomplete="tel-national"></mfa-phone-input>');
    expect([inputOf(field).type, inputOf(field).autocomplete]).to.deep.equal(['tel', 'tel-national']);
    unmount();
    const own = await mount('<mfa-phone-input><input autocomplete="section-a tel"></mfa-phone-input>');
    expect(inputOf(own.field).autocomplete).to.equal('section-a tel');
    unmount();
    const plain = await mount('<mfa-phone-input></mfa-phone-input>');
    expect(inputOf(plain.field).autocomplete).to.equal('tel');
  });

  it('is named by its label or the page’s, and described by what is seen', async () => {
    const { field } = await mount('<mfa-phone-input country="GB" label="Mobile"></mfa-phone-input>');
    const input = inputOf(field);
    const description = document.getElementById(input.getAttribute('aria-describedby') ?? '');
    expect(input.getAttribute('aria-label')).to.equal('Mobile');
    expect(description?.textContent).to.equal('For example 07400 123456');
    unmount();
    const own = await mount('<mfa-phone-input><label for="p">Phone</label><input id="p"></mfa-phone-input>');
    await own.field.updateComplete;
    expect(inputOf(own.field).hasAttribute('aria-label')).to.equal(false);
    expect(own.field.shadowRoot?.querySelector('.number > [part~=label]')?.textContent).to.equal('');
  });

  for (const [dir, side] of [
    ['ltr', 'left'],
    ['rtl', 'right'],
  ] as const)
    it(`has its number run from left to right, and stand on the ${side} where the page runs ${dir}`, async () => {
      const { field } = await mount(`<div dir=${dir}><mfa-phone-input></mfa-phone-input></div>`);
      const { direction, textAlign } = getComputedStyle(inputOf(field));
      expect([direction, textAlign]).to.deep.equal(['ltr', side]);
    });

  it('says at the field that there is no number, when its owner asks', async () => {
    const { field } = await mount('<mfa-phone-input country="GB"></mfa-phone-input>');
    field.reportInvalid();
    await field.updateComplete;
    expect(told(field)).to.equal('Enter a phone number.');
    expect(inputOf(field).matches(':focus')).to.equal(true);
  });
});
