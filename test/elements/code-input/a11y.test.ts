import axe from 'axe-core';
import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import { MfaCodeInput } from '../../../src/elements/code-input/code-input.js';
import { type } from '../../support/keys.js';
import { draw, inputOf, mount, must, said, unmount } from './support.js';

/** The texts that an attribute of the input refers to. */
function referred(field: MfaCodeInput, attribute: string): string {
  const input = inputOf(field);
  return (input.getAttribute(attribute) ?? '')
    .split(' ')
    .filter(Boolean)
    .map((id) => (input.getRootNode() as Document).getElementById(id)?.textContent)
    .join(' | ');
}

describe('mfa-code-input: what assistive technology hears', () => {
  afterEach(unmount);

  it('names and describes the input with the texts that are seen', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    expect(inputOf(field).ariaLabel).to.equal('Code');
    expect(field.shadowRoot?.querySelector('[part~=label]')?.textContent).to.equal('Code');
    expect(referred(field, 'aria-describedby')).to.equal('Enter the 6-digit code');
    Object.assign(field, { label: 'Text message code', hint: 'Sent to your phone', error: 'Not right.' });
    await field.updateComplete;
    expect(inputOf(field).ariaLabel).to.equal('Text message code');
    expect(referred(field, 'aria-describedby')).to.equal('Not right. Sent to your phone');
    expect(inputOf(field).getAttribute('aria-invalid')).to.equal('true');
    Object.assign(field, { hint: '', error: '' });
    await field.updateComplete;
    expect(referred(field, 'aria-describedby')).to.equal('');
    expect(inputOf(field).getAttribute('aria-invalid')).to.equal('false');
  });

  it('says how long an alphanumeric code is', async () => {
    const { field } = await mount('<mfa-code-input alphabet="alphanumeric" length="10"></mfa-code-input>');
    expect(referred(field, 'aria-describedby')).to.equal('Enter the 10-character code');
  });

  const named: Record<string, string> = {
    'a label beside it': '<mfa-code-input><label for="own">PIN</label><input id="own"></mfa-code-input>',
    'a label around it': '<mfa-code-input><label>PIN <input id="own"></label></mfa-code-input>',
    'a label elsewhere': '<label for="own">PIN</label><mfa-code-input><input id="own"></mfa-code-input>',
    'a label around all': '<label>PIN <mfa-code-input><input id="own"></mfa-code-input></label>',
    'aria-label': '<mfa-code-input><input id="own" aria-label="PIN"></mfa-code-input>',
    'aria-labelledby':
      '<b id="b">PIN</b><mfa-code-input><input id="own" aria-labelledby="b"></mfa-code-input>',
  };
  for (const [how, markup] of Object.entries(named)) {
    it(`leaves the name to ${how}`, async () => {
      const { field } = await mount(markup);
      await field.updateComplete;
      expect(inputOf(field).id).to.equal('own');
      expect(field.shadowRoot?.querySelector('[part~=label]')?.textContent).to.equal('');
      expect(inputOf(field).ariaLabel).to.equal(how === 'aria-label' ? 'PIN' : null);
      expect(referred(field, 'aria-labelledby')).to.equal(how === 'aria-labelledby' ? 'PIN' : '');
      field.focus();
      await type('1');
      expect(field.value).to.equal('1');
    });
  }

  it('keeps the focus of an input that is taken out of its label', async () => {
    const root = document.createElement('div');
    root.className = 'test-root';
    root.innerHTML = '<late-code-input><label>PIN <input></label></late-code-input>';
    document.body.append(root);
    const [label, input] = [must(root.querySelector('label')), must(root.querySelector('input'))];
    input.focus();
    class LateCodeInput extends MfaCodeInput {}
    customElements.define('late-code-input', LateCodeInput);
    const field = root.firstElementChild as LateCodeInput;
    await field.updateComplete;
    expect([field.input === input, input.parentElement === field]).to.deep.equal([true, true]);
    expect(document.activeElement === input).to.equal(true);
    expect(input.labels?.[0] === label).to.equal(true);
    await type('1x');
    await field.updateComplete;
    expect([field.value, said(field)]).to.deep.equal(['1', 'The code has digits only.']);
  });

  it('adds to a description of the page’s own, and leaves its aria-invalid alone', async () => {
    const { field } = await mount(
      '<p id="p">From the app</p><mfa-code-input><input aria-describedby="p" aria-invalid="grammar"></mfa-code-input>',
    );
    expect(referred(field, 'aria-describedby')).to.equal('From the app | Enter the 6-digit code');
    field.error = 'Not right.';
    await field.updateComplete;
    field.error = '';
    await field.updateComplete;
    expect(inputOf(field).getAttribute('aria-invalid')).to.equal('grammar');
  });

  it('keeps its ids apart from those of other fields', async () => {
    await mount('<mfa-code-input></mfa-code-input><mfa-code-input></mfa-code-input>');
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('says errors and refusals in a region that was there before', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    const region = field.shadowRoot?.querySelector('output') as HTMLElement;
    expect(getComputedStyle(region).display).not.to.equal('none');
    field.focus();
    await type('x');
    await field.updateComplete;
    expect(said(field)).to.equal('The code has digits only.');
    field.error = 'That code is not right.';
    await field.updateComplete;
    expect(said(field)).to.equal('That code is not right.');
    expect(field.shadowRoot?.querySelector('output')).to.equal(region);
    expect(region.part.value).to.equal('error');
  });

  it('hides the boxes, which only repeat the input', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    expect(field.shadowRoot?.querySelector('[part~=boxes]')?.getAttribute('aria-hidden')).to.equal('true');
  });

  const states: Record<string, (field: MfaCodeInput) => unknown> = {
    empty: () => undefined,
    focused: (field) => draw(field, '12|3456'),
    selected: (field) => draw(field, '1[23]456'),
    complete: (field) => (field.value = '123456'),
    wrong: (field) => (field.error = 'That code is not right.'),
    refused: (field) => field.fill('hello'),
    masked: (field) => Object.assign(field, { mask: true, value: '123' }),
    disabled: (field) => (field.disabled = true),
    readonly: (field) => (field.readonly = true),
    required: (field) => (field.required = true),
    alphanumeric: (field) => Object.assign(field, { alphabet: 'alphanumeric', length: 10, value: 'aB3' }),
  };
  for (const scheme of ['light', 'dark']) {
    for (const [state, put] of Object.entries(states)) {
      it(`gives axe nothing to find when ${state}, ${scheme}`, async () => {
        const { root, field } = await mount(
          `<style>.${scheme} { color-scheme: ${scheme}; background: Canvas; color: CanvasText }</style>
           <main class="${scheme}"><mfa-code-input></mfa-code-input></main>`,
        );
        put(field);
        await field.updateComplete;
        const { violations } = await axe.run(root);
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).to.deep.equal([]);
      });
    }
  }
});
