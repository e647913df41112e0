/** Frameworks that morph the page towards markup that knows nothing of ours. */
import { expect } from 'chai';
import morphdom from 'morphdom';
import '../../../src/define/mfa-code-input.js';
import '../../../src/define/mfa-otp-verify.js';
import type { MfaCodeInput } from '../../../src/elements/code-input/code-input.js';
import { type } from '../../support/keys.js';
import { until } from '../../support/page.js';
import { draw, drawn, frame, inputOf, mount, must, picture, unmount } from './support.js';

interface Page {
  /** What the server says, again and again. */
  readonly markup: string;
  readonly field: MfaCodeInput;
  readonly morph: () => void;
}

async function open(markup: string): Promise<Page> {
  const { root } = await mount(markup);
  const outer = must(root.firstElementChild);
  const verify = root.querySelector('mfa-otp-verify');
  if (verify) await verify.updateComplete;
  const field = must((verify?.shadowRoot ?? root).querySelector('mfa-code-input'));
  await field.updateComplete;
  return { markup, field, morph: () => void morphdom(outer, markup) };
}

function attributesOf(field: MfaCodeInput): Record<string, string> {
  return Object.fromEntries([...inputOf(field).attributes].map(({ name, value }) => [name, value]));
}

const PAGES = {
  'a verification with the page’s input':
    '<mfa-otp-verify id="v" device-type="totp"><input id="i" name="code"></mfa-otp-verify>',
  'a verification with an input of ours': '<mfa-otp-verify id="v" device-type="totp"></mfa-otp-verify>',
  'a field with the page’s input': '<mfa-code-input id="v"><input id="i" name="code"></mfa-code-input>',
  'a field with an input without an id': '<mfa-code-input><input name="code"></mfa-code-input>',
  'a field with an input of ours': '<mfa-code-input name="code" required></mfa-code-input>',
  'a field with a label around the input':
    '<mfa-code-input><label>PIN <input name="code"></label></mfa-code-input>',
  'a field with a description of the page’s':
    '<div><p id="p">Help</p><mfa-code-input><input id="i" aria-describedby="p"></mfa-code-input></div>',
};

describe('mfa-code-input: morphed', () => {
  afterEach(unmount);

  for (const [what, markup] of Object.entries(PAGES)) {
    it(`keeps digits, focus and caret in ${what}`, async () => {
      const { field, morph } = await open(markup);
      const before = attributesOf(field);
      field.focus();
      await type('123');
      morph();
      await frame();
      expect(picture(field)).to.equal('123|');
      await type('456');
      expect([inputOf(field).value, drawn(field)]).to.deep.equal(['123456', '123456']);
      await field.updateComplete;
      const after = attributesOf(field);
      for (const attributes of [before, after]) if (attributes.id?.startsWith('mfa-')) attributes.id = '';
      expect(after).to.deep.equal(before);
      expect(inputOf(field).isConnected).to.equal(true);
    });

    it(`keeps a caret in the middle in ${what}`, async () => {
      const { field, morph } = await open(markup);
      draw(field, '12|3456');
      await frame();
      morph();
      await frame();
      expect(picture(field)).to.equal('12|3456');
      await type('9');
      expect(field.value).to.equal('129456');
    });

    it(`is described and named as before in ${what}, also where nobody is in it`, async () => {
      const { field, morph } = await open(markup);
      const texts = (): (string | null | undefined)[] => [
        inputOf(field).ariaLabel,
        inputOf(field).labels?.[0]?.textContent.trim(),
        ...(inputOf(field).getAttribute('aria-describedby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent),
      ];
      const before = texts();
      morph();
      await frame();
      expect(texts()).to.deep.equal(before);
      expect(document.activeElement === document.body).to.equal(true);
    });
  }

  it('gives nobody the focus who did not have it', async () => {
    const { field, morph } = await open('<mfa-code-input name="code"></mfa-code-input>');
    field.focus();
    await type('1');
    inputOf(field).blur();
    await frame();
    morph();
    await frame();
    expect(document.activeElement === document.body).to.equal(true);
    expect(drawn(field)).to.equal('1_____');
  });

  it('leaves an emptied value empty where nothing was stripped', async () => {
    const { field } = await open('<mfa-code-input><input name="code"></mfa-code-input>');
    field.value = '123';
    inputOf(field).value = '';
    await frame();
    inputOf(field).removeAttribute('inputmode');
    await frame();
    expect([drawn(field), inputOf(field).inputMode]).to.deep.equal(['______', 'numeric']);
  });

  it('leaves to the page what the new markup says itself', async () => {
    const { field } = await open('<mfa-code-input><input name="code"></mfa-code-input>');
    morphdom(
      field,
      '<mfa-code-input><input name="otp" autocomplete="off" aria-label="PIN" maxlength="6" required></mfa-code-input>',
    );
    await frame();
    await field.updateComplete;
    expect(attributesOf(field)).to.include({
      name: 'otp',
      autocomplete: 'off',
      'aria-label': 'PIN',
      required: '',
      inputmode: 'numeric',
    });
    expect(inputOf(field).maxLength).to.be.above(6);
    expect(field.shadowRoot?.querySelector('[part~=label]')?.textContent).to.equal('');
  });

  it('takes an input of ours for the page’s once the page has one there', async () => {
    const { field } = await open('<mfa-code-input name="code" required></mfa-code-input>');
    draw(field, '12|');
    await frame();
    morphdom(field, '<mfa-code-input name="code"><input name="otp"></mfa-code-input>');
    await frame();
    expect(field.querySelectorAll('input')).to.have.length(1);
    expect([inputOf(field).name, inputOf(field).required]).to.deep.equal(['otp', false]);
    expect(drawn(field)).to.equal('12____');
  });

  it('comes back three times a second, and says once that it gives up', async () => {
    const { field } = await open('<mfa-code-input><input name="code"></mfa-code-input>');
    const input = inputOf(field);
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => warnings.push(text);
    const back: boolean[] = [];
    const started = performance.now();
    try {
      for (let round = 0; round < 6; round++) {
        for (const { name } of [...input.attributes]) if (name !== 'name') input.removeAttribute(name);
        await Promise.resolve();
        await Promise.resolve();
        back.push(input.inputMode === 'numeric');
      }
    } finally {
      console.warn = warn;
    }
    expect(performance.now() - started).to.be.below(1000);
    expect(back).to.deep.equal([true, true, true, false, false, false]);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('<mfa-code-input>');
  });

  it('sees a fieldset that a morph has closed', async () => {
    const { root, field } = await mount('<fieldset><mfa-code-input></mfa-code-input></fieldset>');
    morphdom(
      must(root.querySelector('fieldset')),
      '<fieldset disabled><mfa-code-input></mfa-code-input></fieldset>',
    );
    await until(() => field.matches(':state(disabled)'));
  });
});
