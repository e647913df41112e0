import { expect } from 'chai';
import '../../src/define/mfa-code-input.js';
import '../../src/define/mfa-otp-request.js';
import { keepKeysIn } from '../../src/elements/keep-keys.js';
import { keys, type } from '../support/keys.js';
import { clearPage, inputPart, settled } from '../support/page.js';
import { ScriptedClient } from '../support/scripted-client.js';

/** A page with shortcuts for single keys, which leaves those alone that are typed into a field. */
function listen(): { heard: string[]; stop: () => void } {
  const heard: string[] = [];
  const onKey = (event: KeyboardEvent): void => {
    const target = event.target as Element;
    if (!/^(input|textarea|select)$/.test(target.localName)) heard.push(`${event.type} ${event.key}`);
  };
  const types = ['keydown', 'keypress', 'keyup'] as const;
  for (const each of types) document.addEventListener(each, onKey);
  return { heard, stop: () => types.forEach((each) => document.removeEventListener(each, onKey)) };
}

function open(markup: string): ShadowRoot {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = markup;
  keepKeysIn(root);
  document.body.append(host);
  return root;
}

describe('keepKeys', () => {
  let page: ReturnType<typeof listen>;
  beforeEach(() => (page = listen()));
  afterEach(() => {
    page.stop();
    clearPage();
  });

  for (const markup of [
    '<input>',
    '<textarea></textarea>',
    '<input type="tel">',
    '<p contenteditable></p>',
  ]) {
    it(`keeps what is typed into ${markup}`, async () => {
      const field = open(markup).firstElementChild as HTMLInputElement;
      field.focus();
      await type('s?e');
      await keys('ArrowLeft');
      await keys('Backspace');
      await keys('Shift+ArrowLeft');
      expect(page.heard.filter((key) => !key.endsWith('Shift'))).to.deep.equal([]);
      expect('value' in field ? field.value : 's?').to.contain('s');
    });
  }

  it('lets through what is meant for whoever is around the field', async () => {
    (open('<input>').firstElementChild as HTMLInputElement).focus();
    await keys('Enter');
    await keys('Escape');
    await keys('Control+b');
    const down = page.heard.filter((key) => key.startsWith('keydown'));
    expect(down).to.include.members(['keydown Enter', 'keydown Escape', 'keydown b']);
  });

  it('lets a third level of the keyboard count as typing', () => {
    const input = open('<input>').firstElementChild!;
    const press = (key: string, modifiers: KeyboardEventInit): boolean =>
      input.dispatchEvent(new KeyboardEvent('keydown', { key, ...modifiers, bubbles: true, composed: true }));
    press('@', { ctrlKey: true, altKey: true });
    press('ß', { altKey: true });
    expect(page.heard).to.deep.equal([]);
    press('s', { altKey: true });
    press('s', { ctrlKey: true, altKey: true });
    expect(page.heard).to.deep.equal(['keydown s', 'keydown s']);
  });

  it('leaves keys on buttons and boxes alone', async () => {
    for (const markup of ['<button>Go</button>', '<input type="checkbox">']) {
      (open(markup).firstElementChild as HTMLElement).focus();
      await type('s');
    }
    expect(page.heard.filter((key) => key === 'keydown s')).to.have.length(2);
  });

  it('keeps what is typed into the fields of every element', async () => {
    const request = document.createElement('mfa-otp-request');
    request.client = { ...new ScriptedClient().client, channels: ['email'], takesDestination: true };
    document.body.append(request);
    await settled(request);
    inputPart(request, 'input').focus();
    await type('s@e');
    expect(inputPart(request, 'input').value).to.equal('s@e');
    expect(page.heard).to.deep.equal([]);
  });

  it('is needed by no code field: what is typed there comes from an input of the page', async () => {
    const field = document.createElement('mfa-code-input');
    document.body.append(field);
    await settled(field);
    field.focus();
    await type('1s');
    expect(page.heard).to.deep.equal([]);
  });
});
