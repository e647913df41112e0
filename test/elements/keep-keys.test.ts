import { expect } from 'chai';
import '../../src/define/mfa-code-input.js';
import { keepKeysIn } from '../../src/elements/keep-keys.js';
import { keys, type } from '../support/keys.js';
import { clearPage, settled } from '../support/page.js';

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
    const options = { key: '@', ctrlKey: true, altKey: true, bubbles: true, composed: true };
    const altGr = new KeyboardEvent('keydown', options);
    // Not every engine takes it from the constructor.
    altGr.getModifierState = (name) => name === 'AltGraph';
    input.dispatchEvent(altGr);
    expect(page.heard).to.deep.equal([]);
    input.dispatchEvent(new KeyboardEvent('keydown', options));
    expect(page.heard).to.deep.equal(['keydown @']);
  });

  it('leaves keys on buttons and boxes alone', async () => {
    for (const markup of ['<button>Go</button>', '<input type="checkbox">']) {
      (open(markup).firstElementChild as HTMLElement).focus();
      await type('s');
    }
    expect(page.heard.filter((key) => key === 'keydown s')).to.have.length(2);
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
