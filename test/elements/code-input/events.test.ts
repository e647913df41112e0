import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import type { MfaCodeInput } from '../../../src/elements/code-input/code-input.js';
import { MfaCodeCompletedEvent } from '../../../src/elements/code-input/code-input.events.js';
import { keys, type } from '../../support/keys.js';
import { draw, drawn, inputOf, mount, paste, said, unmount, must } from './support.js';

function completions(field: MfaCodeInput): MfaCodeCompletedEvent[] {
  const seen: MfaCodeCompletedEvent[] = [];
  field.addEventListener('mfa-code-completed', (event) => seen.push(event));
  return seen;
}

describe('mfa-code-input: completion', () => {
  afterEach(unmount);

  it('is said once, when the last character is there, with the element up to date', async () => {
    const { root, field } = await mount('<mfa-code-input></mfa-code-input>');
    const values: string[] = [];
    root.addEventListener('mfa-code-completed', (event) => values.push((event.target as MfaCodeInput).value));
    const seen = completions(field);
    field.focus();
    await type('12345');
    expect(seen).to.have.length(0);
    await type('6');
    await type('7');
    await keys('ArrowLeft');
    inputOf(field).dispatchEvent(new Event('input', { bubbles: true }));
    inputOf(field).dispatchEvent(new Event('change', { bubbles: true }));
    inputOf(field).blur();
    expect(seen).to.have.length(1);
    expect(seen[0]).to.be.instanceOf(MfaCodeCompletedEvent);
    expect(seen[0]?.detail).to.deep.equal({ length: 6 });
    expect(seen[0]?.composed).to.equal(true);
    expect(values).to.deep.equal(['123456']);
  });

  it('is said anew for another value', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    const seen = completions(field);
    draw(field, '|');
    await paste('123456');
    expect(seen).to.have.length(1);
    await keys('Home');
    await type('9');
    expect(seen).to.have.length(2);
    await keys('End');
    await keys('Backspace');
    expect(seen).to.have.length(2);
    await type('6');
    expect(seen).to.have.length(3);
  });

  it('lets native input and change pass as with any input', async () => {
    const { root, field } = await mount('<mfa-code-input></mfa-code-input><button>Next</button>');
    const events: string[] = [];
    for (const name of ['input', 'change'])
      root.addEventListener(name, () => events.push(`${name} ${field.value}`));
    field.focus();
    await type('12a3');
    await keys('Home');
    await type('9');
    root.querySelector('button')?.focus();
    expect(events).to.deep.equal(['input 1', 'input 12', 'input 123', 'input 923', 'change 923']);
  });
});

describe('mfa-code-input: filled in by others', () => {
  afterEach(unmount);

  const ways: Record<string, string> = {
    plain: '123456',
    spaced: '123 456',
    prefixed: 'G-123456',
    'a message': 'Your code is 123456. Do not share it.',
    'other digits': '１２３４５６',
  };
  for (const eventName of ['input', 'change']) {
    for (const [way, text] of Object.entries(ways)) {
      it(`takes a value that is ${way}, set on the input with only ${eventName}`, async () => {
        const { field } = await mount('<mfa-code-input><input name="code"></mfa-code-input>');
        const seen = completions(field);
        const input = inputOf(field);
        const heard: string[] = [];
        input.addEventListener('input', () => heard.push(input.value));
        input.value = text;
        input.dispatchEvent(new Event(eventName, { bubbles: true }));
        expect(input.value).to.equal('123456');
        expect(drawn(field)).to.equal('123456');
        expect(seen).to.have.length(1);
        // Nobody on the page ever hears of the raw text.
        expect(heard.every((value) => value === '123456')).to.equal(true);
      });
    }
  }

  it('refuses a longer code as a whole', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.value = '12';
    inputOf(field).value = '1234567';
    inputOf(field).dispatchEvent(new Event('input', { bubbles: true }));
    await field.updateComplete;
    expect(field.value).to.equal('12');
    expect(drawn(field)).to.equal('12____');
    expect(said(field)).to.contain('too long');
  });

  it('is corrected past a framework that watches the property', async () => {
    const { field } = await mount('<mfa-code-input><input></mfa-code-input>');
    const input = inputOf(field);
    const descriptor = must(Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value'));
    const written: string[] = [];
    Object.defineProperty(input, 'value', {
      configurable: true,
      get: () => descriptor.get?.call(input) as string,
      set: (value: string) => {
        written.push(value);
        descriptor.set?.call(input, value);
      },
    });
    input.value = '123 456';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    expect(input.value).to.equal('123456');
    expect(written).to.deep.equal(['123 456']);
  });
});

describe('mfa-code-input: composition', () => {
  afterEach(unmount);

  /** What an input method does: the text in the input grows under the composition, then the composition ends. */
  function compose(field: MfaCodeInput, before: string, texts: string[], after = '', end = true): void {
    const input = inputOf(field);
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    for (const text of texts) {
      input.value = before + text + after;
      input.setSelectionRange((before + text).length, (before + text).length);
      input.dispatchEvent(
        new InputEvent('input', {
          bubbles: true,
          isComposing: true,
          inputType: 'insertCompositionText',
          data: text,
        }),
      );
    }
    if (end)
      input.dispatchEvent(
        new CompositionEvent('compositionend', { bubbles: true, data: texts.at(-1) ?? '' }),
      );
  }

  it('takes digits that stay in composition, without touching the input', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    const seen = completions(field);
    field.focus();
    compose(field, '', ['1', '12', '12 3'], '', false);
    expect(inputOf(field).value).to.equal('12 3');
    expect(drawn(field)).to.equal('123___');
    compose(field, '', ['12 34', '12 345', '12 3456'], '', false);
    expect(inputOf(field).value).to.equal('12 3456');
    expect(field.value).to.equal('123456');
    expect(seen).to.have.length(1);
    inputOf(field).dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    expect(inputOf(field).value).to.equal('123456');
    expect(seen).to.have.length(1);
  });

  it('takes the digit that a dead key comes with', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    draw(field, '12|');
    compose(field, '12', ['´', '´3']);
    expect(field.value).to.equal('123');
    expect(drawn(field)).to.equal('123___');
  });

  it('refuses other scripts, politely and only at the end', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    draw(field, '12|');
    compose(field, '12', ['ｎ', 'に', '日本'], '', false);
    await field.updateComplete;
    expect(inputOf(field).value).to.equal('12日本');
    expect(drawn(field)).to.equal('12____');
    expect(said(field)).to.equal('');
    inputOf(field).dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await field.updateComplete;
    expect(inputOf(field).value).to.equal('12');
    expect(said(field)).to.equal('The code has digits only.');
  });

  it('goes over the digit that is there, as typing does', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    draw(field, '12|3456');
    compose(field, '12', ['9'], '3456');
    expect(field.value).to.equal('129456');
    expect(inputOf(field).selectionStart).to.equal(3);
  });

  it('tells the page when it has put the value right', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.focus();
    compose(field, '', ['1 2'], '', false);
    const heard: string[] = [];
    inputOf(field).addEventListener('input', () => heard.push(inputOf(field).value));
    inputOf(field).dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    expect(heard).to.deep.equal(['12']);
  });
});

describe('mfa-code-input: secrecy', () => {
  afterEach(unmount);

  it('has the code in no attribute, event or log, in no state', async () => {
    const logged: string[] = [];
    const originals = { ...console };
    const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
    for (const method of methods) console[method] = (...args: unknown[]) => logged.push(args.join(' '));
    try {
      const { root, field } = await mount('<form><mfa-code-input mask name="code"></mfa-code-input></form>');
      const events: Event[] = [];
      root.addEventListener('mfa-code-completed', (event) => events.push(event));
      const check = async (): Promise<void> => {
        await field.updateComplete;
        const light = root.innerHTML;
        const attributes = [...(field.shadowRoot?.querySelectorAll('*') ?? [])].flatMap((element) =>
          [...element.attributes].map(({ value }) => value),
        );
        expect(light).not.to.contain('739');
        expect(attributes.join(' ')).not.to.contain('739');
        expect(field.shadowRoot?.querySelector('output')?.textContent).not.to.match(/739/);
      };
      field.focus();
      await type('739');
      await check();
      await type('x');
      await check();
      await type('739');
      await check();
      field.error = 'That code is not right.';
      await check();
      inputOf(field).reportValidity();
      field.select();
      await check();
      expect(events).to.have.length(1);
      expect(JSON.stringify((events[0] as CustomEvent).detail)).to.equal('{"length":6}');
    } finally {
      Object.assign(console, originals);
    }
    expect(logged.join('\n')).not.to.contain('739');
  });
});
