/** A code that is not whole, or not right: said in sight, and looking like it. */
import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import type { MfaCodeInput } from '../../../src/elements/code-input/code-input.js';
import { type } from '../../support/keys.js';
import { until } from '../../support/page.js';
import { boxesOf, boxesThatAre, draw, frame, inputOf, mount, must, said, unmount } from './support.js';

const DIGITS = 'Enter all 6 digits.';

function message(field: MfaCodeInput): [text: string, part: string | null | undefined] {
  return [said(field), field.shadowRoot?.querySelector('output')?.getAttribute('part')];
}

function isInvalid(field: MfaCodeInput): boolean {
  return field.matches(':state(invalid)') && inputOf(field).ariaInvalid === 'true';
}

describe('mfa-code-input: an incomplete code', () => {
  afterEach(unmount);

  for (const value of ['', '12']) {
    it(`is said at the field when its owner asks, with “${value}” in it, until it is whole`, async () => {
      const { field } = await mount('<mfa-code-input></mfa-code-input>');
      field.value = value;
      field.reportIncomplete();
      await field.updateComplete;
      expect(message(field)).to.deep.equal([DIGITS, 'error']);
      expect(isInvalid(field)).to.equal(true);
      expect(document.activeElement === inputOf(field)).to.equal(true);
      const described = must(inputOf(field).getAttribute('aria-describedby'));
      expect(document.getElementById(described)?.textContent).to.contain(DIGITS);
      await type('123456'.slice(value.length));
      await field.updateComplete;
      expect(message(field)).to.deep.equal(['', 'notice']);
      expect(isInvalid(field)).to.equal(false);
    });
  }

  for (const own of ['', '<input name="code" required>']) {
    for (const value of ['', '12']) {
      it(`is said at the field when a form is sent, with “${value}” in ${own || 'its own input'}`, async () => {
        const { root, field } = await mount(
          `<form><mfa-code-input required>${own}</mfa-code-input><button>Go</button></form>`,
        );
        field.value = value;
        must(root.querySelector('button')).click();
        await field.updateComplete;
        expect(message(field)).to.deep.equal([DIGITS, 'error']);
        expect(isInvalid(field)).to.equal(true);
      });
    }
  }

  it('speaks of characters where the code has letters', async () => {
    const { field } = await mount('<mfa-code-input alphabet="alphanumeric" length="8"></mfa-code-input>');
    field.reportIncomplete();
    await field.updateComplete;
    expect(said(field)).to.equal('Enter all 8 characters.');
  });

  it('is no matter for a whole code, nor after the field was emptied or its form reset', async () => {
    const { root, field } = await mount('<form><mfa-code-input></mfa-code-input></form>');
    field.value = '123456';
    field.reportIncomplete();
    await field.updateComplete;
    expect([said(field), isInvalid(field)]).to.deep.equal(['', false]);
    for (const empty of [() => field.clear(), () => root.querySelector('form')?.reset()]) {
      field.value = '12';
      field.reportIncomplete();
      await field.updateComplete;
      empty();
      await until(() => !field.matches(':state(invalid)'));
      await field.updateComplete;
      expect(said(field)).to.equal('');
    }
  });

  it('gives way to what the page says is wrong', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.reportIncomplete();
    field.error = 'That code is not right.';
    await field.updateComplete;
    expect(said(field)).to.equal('That code is not right.');
  });

  it('says what the page finds wrong with a whole code', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.value = '123456';
    inputOf(field).setCustomValidity('Not that one.');
    inputOf(field).reportValidity();
    await field.updateComplete;
    expect(message(field)).to.deep.equal(['Not that one.', 'error']);
  });
});

describe('mfa-code-input: a wrong code', () => {
  afterEach(unmount);

  /** The danger colour, as the browser resolves it. */
  function danger(field: MfaCodeInput): string {
    const probe = document.createElement('i');
    probe.style.color = 'var(--_danger)';
    field.shadowRoot?.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }

  for (const picture of ['12|3456', '1[23]456', '[123456]']) {
    it(`looks wrong under caret and selection: ${picture}`, async () => {
      const { field } = await mount('<mfa-code-input error="That code is not right."></mfa-code-input>');
      draw(field, picture);
      const state = picture.includes('|') ? 'active' : 'selected';
      await until(() => boxesThatAre(field, state).length > 0);
      await frame();
      const wrong = danger(field);
      for (const box of boxesOf(field)) {
        const { borderTopColor, outlineStyle, outlineColor } = getComputedStyle(box);
        expect(borderTopColor).to.equal(wrong);
        if (outlineStyle !== 'none') expect(outlineColor).to.equal(wrong);
      }
      const marked = boxesOf(field).filter((box) => getComputedStyle(box).outlineStyle !== 'none');
      expect(marked.length).to.be.above(0);
    });
  }

  it('has a sign before the words, which is not read out', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    const output = must(field.shadowRoot?.querySelector('output'));
    const sign = (): string => getComputedStyle(output, '::before').content;
    expect(sign()).to.equal('none');
    field.error = 'That code is not right.';
    await field.updateComplete;
    expect(sign()).to.match(/^"!"( \/ "")?$/);
    expect(output.textContent).to.equal('That code is not right.');
    field.error = '';
    await field.fill('hello');
    await field.updateComplete;
    expect([said(field), sign()]).to.deep.equal(['The code has digits only.', 'none']);
  });
});
