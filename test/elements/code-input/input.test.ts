import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import type { MfaCodeInput } from '../../../src/elements/code-input/code-input.js';
import { keys, type } from '../../support/keys.js';
import { draw, drawn, frame, inputOf, mount, picture, said, unmount, must } from './support.js';

/** Lays a code field in its shadow root, as the flow elements do. */
class Outer extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).innerHTML = '<mfa-code-input><slot></slot></mfa-code-input>';
  }
  get field(): MfaCodeInput {
    return must(this.shadowRoot?.querySelector('mfa-code-input'));
  }
}
customElements.define('test-outer', Outer);

/** The same once more around it. */
class Outermost extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).innerHTML = '<test-outer><slot name="code"></slot></test-outer>';
  }
  get field(): MfaCodeInput {
    return must(this.shadowRoot?.querySelector<Outer>('test-outer')).field;
  }
}
customElements.define('test-outermost', Outermost);

async function mountOuter(markup: string): Promise<{ outer: HTMLElement; field: MfaCodeInput }> {
  const { root } = await mount(markup);
  const outer = must(root.querySelector<Outer>('test-outer, test-outermost'));
  await outer.field.updateComplete;
  return { outer, field: outer.field };
}

describe('mfa-code-input: its input', () => {
  afterEach(unmount);

  it('adds an ordinary input to its light DOM', async () => {
    const { field } = await mount('<mfa-code-input name="code" required></mfa-code-input>');
    const input = inputOf(field);
    expect(input.parentNode).to.equal(field);
    const attributes = Object.fromEntries([...input.attributes].map(({ name, value }) => [name, value]));
    expect(attributes).to.include({
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      translate: 'no',
      spellcheck: 'false',
      autocapitalize: 'off',
      enterkeyhint: 'done',
      name: 'code',
      required: '',
    });
    expect(attributes).not.to.have.any.keys('maxlength', 'style', 'value', 'readonly', 'disabled');
  });

  it('follows what is said later about the input it made', async () => {
    const { field } = await mount('<mfa-code-input name="code" required></mfa-code-input>');
    Object.assign(field, {
      name: 'otp',
      required: false,
      disabled: true,
      readonly: true,
      alphabet: 'alphanumeric',
    });
    await field.updateComplete;
    const { name, required, disabled, ariaDisabled, readOnly, inputMode, autocapitalize } = inputOf(field);
    expect({ name, required, disabled, ariaDisabled, readOnly, inputMode, autocapitalize }).to.deep.equal({
      name: 'otp',
      required: false,
      disabled: false,
      ariaDisabled: 'true',
      readOnly: true,
      inputMode: 'text',
      autocapitalize: 'none',
    });
  });

  it('takes the page’s own input as it is, and adds what it lacks', async () => {
    const { field } = await mount(
      '<mfa-code-input name="other" required><input id="own" name="code" autocomplete="off" inputmode="text"></mfa-code-input>',
    );
    const input = inputOf(field);
    expect(input.id).to.equal('own');
    expect(field.querySelectorAll('input')).to.have.length(1);
    expect(input.name).to.equal('code');
    expect(input.required).to.equal(false);
    expect(input.getAttribute('autocomplete')).to.equal('off');
    expect(input.getAttribute('inputmode')).to.equal('text');
    expect(input.getAttribute('enterkeyhint')).to.equal('done');
  });

  it('closes the page’s own input, and leaves it as it was afterwards', async () => {
    for (const own of ['', 'disabled', 'readonly']) {
      const { field } = await mount(`<mfa-code-input><input ${own}></mfa-code-input>`);
      const input = inputOf(field);
      field.disabled = true;
      await field.updateComplete;
      expect([input.disabled, input.readOnly, input.ariaDisabled]).to.deep.equal([
        own === 'disabled',
        true,
        'true',
      ]);
      field.disabled = false;
      await field.updateComplete;
      expect([input.disabled, input.readOnly, input.ariaDisabled]).to.deep.equal([
        own === 'disabled',
        own === 'readonly',
        null,
      ]);
    }
  });

  it('keeps the focus in a field that closes', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    draw(field, '12|');
    field.disabled = true;
    await field.updateComplete;
    expect(document.activeElement).to.equal(inputOf(field));
    await type('3');
    expect(field.value).to.equal('12');
    expect(field.matches(':state(disabled)')).to.equal(true);
  });

  it('shows what was typed before it was there', async () => {
    const root = document.createElement('div');
    root.className = 'test-root';
    root.innerHTML = '<input name="code">';
    document.body.append(root);
    const input = must(root.querySelector('input'));
    input.focus();
    await type('123');
    const field = document.createElement('mfa-code-input');
    root.append(field);
    field.append(input);
    await field.updateComplete;
    expect(drawn(field)).to.equal('123___');
  });

  it('moves over to an input that the page puts in later, code and all', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    const first = inputOf(field);
    field.value = '123';
    const own = document.createElement('input');
    field.append(own);
    await frame();
    expect(field.input).to.equal(own);
    expect(first.isConnected).to.equal(false);
    expect(field.querySelectorAll('input')).to.have.length(1);
    own.focus();
    await type('456');
    expect(drawn(field)).to.equal('123456');
  });

  it('makes an input again when the page takes its own away', async () => {
    const { field } = await mount('<mfa-code-input><input name="own"></mfa-code-input>');
    inputOf(field).remove();
    await frame();
    await field.updateComplete;
    expect(inputOf(field).parentNode).to.equal(field);
    field.focus();
    await type('1');
    expect(drawn(field)).to.equal('1_____');
  });

  it('uses the input slotted through the element around it', async () => {
    const { outer, field } = await mountOuter('<form><test-outer><input name="code"></test-outer></form>');
    expect(field.input).to.equal(outer.querySelector('input'));
    field.focus();
    await type('123456');
    expect(drawn(field)).to.equal('123456');
    expect(new FormData(must(outer.closest('form'))).get('code')).to.equal('123456');
    const { width, height } = inputOf(field).getBoundingClientRect();
    const boxes = must(field.shadowRoot?.querySelector('[part~=boxes]')?.getBoundingClientRect());
    expect(width).to.be.at.least(boxes.width);
    expect(height).to.be.at.least(boxes.height);
  });

  it('adds its input to the light DOM of the element around it', async () => {
    const { outer, field } = await mountOuter('<test-outer></test-outer>');
    expect(inputOf(field).parentNode).to.equal(outer);
    field.focus();
    await type('12');
    expect(drawn(field)).to.equal('12____');
  });

  it('adds its input to the outermost of several, in the slot that leads to it', async () => {
    const { outer, field } = await mountOuter('<test-outermost></test-outermost>');
    expect(inputOf(field).parentNode).to.equal(outer);
    expect(inputOf(field).slot).to.equal('code');
    field.focus();
    await type('12');
    expect(drawn(field)).to.equal('12____');
  });

  it('takes its input along when it leaves the element around it', async () => {
    const { outer, field } = await mountOuter('<test-outer></test-outer>');
    field.remove();
    expect(outer.querySelectorAll('*')).to.have.length(0);
    outer.shadowRoot?.append(field);
    await field.updateComplete;
    expect(outer.querySelectorAll('input')).to.have.length(1);
    field.focus();
    await type('1');
    expect(drawn(field)).to.equal('1_____');
  });

  it('works again after it was removed and put back', async () => {
    const { root, field } = await mount('<mfa-code-input></mfa-code-input>');
    field.value = '12';
    field.remove();
    const input = inputOf(field);
    input.value = '9';
    document.dispatchEvent(new Event('selectionchange'));
    root.append(field);
    await field.updateComplete;
    field.focus();
    await keys('End');
    await type('3');
    expect(field.value).to.equal('93');
    expect(drawn(field)).to.equal('93____');
    expect(field.querySelectorAll('input')).to.have.length(1);
  });

  it('leaves no listener behind', async () => {
    const { root } = await mount('<form></form>');
    const form = must(root.querySelector('form'));
    const field = document.createElement('mfa-code-input');
    const watched: EventTarget[] = [window, document];
    const open = new Set<string>();
    const restore = watched.map((target) => watch(target, open));
    try {
      form.append(field);
      await field.updateComplete;
      field.focus();
      await type('1');
      expect([...open].sort()).to.deep.equal(['pagehide', 'reset', 'selectionchange']);
      field.remove();
      expect([...open]).to.deep.equal([]);
    } finally {
      for (const undo of restore) undo();
    }
  });

  it('is focused on arrival only if it is asked to be', async () => {
    await mount('<mfa-code-input></mfa-code-input>');
    expect(document.activeElement).to.equal(document.body);
    const { field } = await mount('<mfa-code-input autofocus></mfa-code-input>');
    expect(document.activeElement).to.equal(field.input);
  });
});

describe('mfa-code-input: properties', () => {
  afterEach(unmount);

  it('has six boxes by default, and as many as it is told', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    expect(drawn(field)).to.equal('______');
    field.length = 8;
    await field.updateComplete;
    expect(drawn(field)).to.equal('________');
    field.value = '12345678';
    expect(field.complete).to.equal(true);
    field.length = 4;
    await field.updateComplete;
    expect(field.value).to.equal('');
  });

  for (const [attribute, bad] of [
    ['length', 'three'],
    ['length', '3'],
    ['length', '13'],
    ['length', '6.5'],
    ['alphabet', 'runes'],
  ] as const) {
    it(`warns once about ${attribute}="${bad}" and goes on with the default`, async () => {
      const warnings: string[] = [];
      const { warn } = console;
      console.warn = (text: string) => warnings.push(text);
      try {
        const { field } = await mount(`<mfa-code-input ${attribute}="${bad}"></mfa-code-input>`);
        field.requestUpdate('length');
        await field.updateComplete;
        expect(drawn(field)).to.equal('______');
        expect(inputOf(field).inputMode).to.equal('numeric');
      } finally {
        console.warn = warn;
      }
      expect(warnings.filter((text) => text.includes(attribute))).to.have.length(1);
      expect(warnings.join()).to.match(attribute === 'length' ? /4 to 12/ : /digits, alphanumeric/);
    });
  }

  it('sets, reads and clears its value without events', async () => {
    const field = document.createElement('mfa-code-input');
    field.value = '12 34';
    expect(field.value).to.equal('1234');
    const { root } = await mount('');
    const events: string[] = [];
    for (const name of ['input', 'change', 'mfa-code-completed'])
      root.addEventListener(name, () => events.push(name));
    root.append(field);
    await field.updateComplete;
    expect(drawn(field)).to.equal('1234__');
    field.value = '123-456';
    expect(inputOf(field).value).to.equal('123456');
    expect(field.complete).to.equal(true);
    field.clear();
    expect(inputOf(field).value).to.equal('');
    expect(drawn(field)).to.equal('______');
    expect(events).to.deep.equal([]);
  });

  it('selects the code, so that typing replaces it', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.value = '123456';
    field.select();
    expect(picture(field)).to.equal('[123456]');
    await type('7');
    expect(field.value).to.equal('7');
  });

  it('fills in a message as if it were pasted', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    const events: string[] = [];
    for (const name of ['input', 'mfa-code-completed']) field.addEventListener(name, () => events.push(name));
    expect(await field.fill('Your code is 123456.')).to.equal(true);
    expect(field.value).to.equal('123456');
    expect(events.sort()).to.deep.equal(['input', 'mfa-code-completed']);
    expect(await field.fill('nothing')).to.equal(false);
    expect(field.value).to.equal('123456');
    await field.updateComplete;
    expect(said(field)).to.equal('The code has digits only.');
  });

  it('masks, and shows on request', async () => {
    const { field } = await mount('<mfa-code-input mask></mfa-code-input>');
    draw(field, '123|');
    expect(drawn(field)).to.equal('•••___');
    const toggle = must(field.shadowRoot?.querySelector<HTMLButtonElement>('[part~=toggle]'));
    expect(toggle.textContent.trim()).to.equal('Show code');
    await keys('Tab');
    expect(field.shadowRoot?.activeElement).to.equal(toggle);
    await keys(' ');
    await field.updateComplete;
    expect(toggle.textContent.trim()).to.equal('Hide code');
    expect(drawn(field)).to.equal('123___');
    field.mask = false;
    await field.updateComplete;
    expect(field.shadowRoot?.querySelector('[part~=toggle]')).to.equal(null);
  });

  it('takes the page’s own texts', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.texts = { codeLabel: 'Bestätigungscode', codeHint: '{length} Ziffern' };
    await field.updateComplete;
    expect(field.shadowRoot?.querySelector('[part~=label]')?.textContent).to.equal('Bestätigungscode');
    expect(field.shadowRoot?.querySelector('[part~=hint]')?.textContent).to.equal('6 Ziffern');
  });
});

/** Keeps the types that something is listening for on a target, through removal and abort signals alike. */
function watch(target: EventTarget, open: Set<string>): () => void {
  const { addEventListener: add, removeEventListener: remove } = target;
  target.addEventListener = (...args: Parameters<typeof add>) => {
    const [name, , options] = args;
    open.add(name);
    if (typeof options === 'object') options.signal?.addEventListener('abort', () => open.delete(name));
    add.apply(target, args);
  };
  target.removeEventListener = (...args: Parameters<typeof remove>) => {
    open.delete(args[0]);
    remove.apply(target, args);
  };
  return () => Object.assign(target, { addEventListener: add, removeEventListener: remove });
}
