/** A value that is written into the input without an event: what is shown is what is there. */
import { expect } from 'chai';
import { Component, createElement, type ChangeEvent, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../../src/define/mfa-code-input.js';
import '../../../src/define/mfa-otp-verify.js';
import type { MfaCodeInput } from '../../../src/elements/code-input/code-input.js';
import { keys, type } from '../../support/keys.js';
import { until } from '../../support/page.js';
import { draw, drawn, inputOf, mount, must, unmount } from './support.js';

const isComplete = (field: MfaCodeInput): boolean => field.matches(':state(complete)');

describe('mfa-code-input: a value written without a word', () => {
  afterEach(unmount);

  for (const markup of [
    '<mfa-code-input></mfa-code-input>',
    '<mfa-code-input><input></mfa-code-input>',
    '<mfa-code-input><label>PIN <input></label></mfa-code-input>',
  ]) {
    it(`is shown at once in ${markup}`, async () => {
      const { field } = await mount(markup);
      const events: string[] = [];
      for (const name of ['input', 'change', 'mfa-code-completed'])
        field.addEventListener(name, () => events.push(name));
      const input = inputOf(field);
      input.value = '123456';
      expect([drawn(field), isComplete(field)]).to.deep.equal(['123456', true]);
      input.value = '12';
      expect([drawn(field), isComplete(field)]).to.deep.equal(['12____', false]);
      expect(field.validity?.customError).to.equal(true);
      input.value = '';
      expect([drawn(field), isComplete(field), field.validity?.valid]).to.deep.equal(['______', false, true]);
      expect(events).to.deep.equal([]);
    });
  }

  it('shows nothing of a text that is no code', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    inputOf(field).value = 'jdoe123456';
    expect([drawn(field), field.value, isComplete(field)]).to.deep.equal(['______', '', false]);
  });

  it('is completed once by the event that follows, also for the code that was there before', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    let completed = 0;
    field.addEventListener('mfa-code-completed', () => completed++);
    const input = inputOf(field);
    for (const round of [1, 2]) {
      input.value = '123456';
      expect(completed).to.equal(round - 1);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
      expect(completed).to.equal(round);
      input.value = '';
    }
  });

  it('keeps what was refused said while the same value is written again', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    draw(field, '12|');
    await type('x');
    inputOf(field).value = '12';
    await field.updateComplete;
    expect(field.shadowRoot?.querySelector('output')?.textContent).to.equal('The code has digits only.');
  });

  it('chains onto whoever watches the property already, and leaves no trace', async () => {
    const input = document.createElement('input');
    const written: string[] = [];
    const native = must(Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value'));
    const theirs: PropertyDescriptor = {
      configurable: true,
      enumerable: true,
      get: () => native.get?.call(input) as string,
      set: (text: string) => {
        written.push(text);
        native.set?.call(input, text);
      },
    };
    Object.defineProperty(input, 'value', theirs);
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.append(input);
    await until(() => field.input === input);
    input.value = '12';
    expect([drawn(field), written]).to.deep.equal(['12____', ['12']]);
    input.remove();
    await until(() => field.input !== input);
    expect(Object.getOwnPropertyDescriptor(input, 'value')?.set).to.equal(theirs.set);
    input.value = '99';
    expect(drawn(field)).to.equal('12____');
  });

  it('takes itself off an input that it leaves, or goes on silently under somebody who came later', async () => {
    const { root, field } = await mount('<mfa-code-input><input></mfa-code-input>');
    const input = inputOf(field);
    field.remove();
    expect(Object.getOwnPropertyDescriptor(input, 'value')).to.equal(undefined);
    root.append(field);
    await field.updateComplete;
    const ours = must(Object.getOwnPropertyDescriptor(input, 'value'));
    const later = { ...ours, set: (text: string) => ours.set?.call(input, text) };
    Object.defineProperty(input, 'value', later);
    field.remove();
    expect(Object.getOwnPropertyDescriptor(input, 'value')?.set).to.equal(later.set);
    input.value = '12';
    expect(input.value).to.equal('12');
  });

  it('is seen in the form of a page around the whole verification', async () => {
    const { root } = await mount(
      '<form><mfa-otp-verify device-type="totp"><input name="code"></mfa-otp-verify></form>',
    );
    const verify = must(root.querySelector('mfa-otp-verify'));
    await verify.updateComplete;
    const field = must(verify.shadowRoot?.querySelector('mfa-code-input'));
    await field.updateComplete;
    field.focus();
    await type('123456');
    expect([drawn(field), isComplete(field)]).to.deep.equal(['123456', true]);
    root.querySelector('form')?.reset();
    await until(() => drawn(field) === '______');
    expect(isComplete(field)).to.equal(false);
  });
});

/** A sign-in as React apps have it: the code is in the app's state. */
class SignIn extends Component<object, { code: string }> {
  override state = { code: '' };

  override render(): ReactNode {
    const onChange = ({ target }: ChangeEvent<HTMLInputElement>): void => {
      this.setState({ code: target.value });
    };
    return createElement(
      'div',
      null,
      createElement(
        'mfa-code-input',
        null,
        createElement('input', { name: 'code', value: this.state.code, onChange }),
      ),
      createElement('output', { id: 'state' }, this.state.code),
      createElement('button', { onClick: () => this.setState({ code: '' }) }, 'Clear'),
    );
  }
}

describe('mfa-code-input: in React, with the code in its state', () => {
  afterEach(unmount);

  it('shows the state, and tells it what is typed, filled and put right', async () => {
    const warnings: unknown[] = [];
    const { warn } = console;
    console.warn = (text: unknown) => warnings.push(text);
    const { root: place } = await mount('');
    const app = createRoot(place);
    app.render(createElement(SignIn));
    await until(() => place.querySelector('mfa-code-input') !== null);
    const field = must(place.querySelector('mfa-code-input'));
    const shown = (): string => place.querySelector('#state')?.textContent ?? '';
    await field.updateComplete;
    field.focus();
    await type('12x3');
    await until(() => shown() === '123');
    expect(drawn(field)).to.equal('123___');
    await keys('Home');
    await type('9');
    await until(() => shown() === '923');
    must(place.querySelector('button')).click();
    await until(() => shown() === '');
    expect([drawn(field), inputOf(field).value]).to.deep.equal(['______', '']);
    field.focus();
    await type('456789');
    await until(() => shown() === '456789');
    expect(isComplete(field)).to.equal(true);
    must(place.querySelector('button')).click();
    await until(() => shown() === '');
    expect([drawn(field), isComplete(field)]).to.deep.equal(['______', false]);
    app.unmount();
    console.warn = warn;
    expect(warnings).to.deep.equal([]);
  });
});
