/** What a script sets as the value of a field, whenever and whatever it is. */
import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import '../../../src/define/mfa-phone-input.js';
import { type } from '../../support/keys.js';
import { clearPage, mount, settled } from '../../support/page.js';

type Field = HTMLElementTagNameMap['mfa-code-input' | 'mfa-phone-input'];

const FIELDS = [
  { tag: 'mfa-code-input', text: '123456', next: '654321' },
  { tag: 'mfa-phone-input', text: '+441215550000', next: '+393471234567' },
] as const;

for (const { tag, text, next } of FIELDS)
  describe(`the value of ${tag}`, () => {
    afterEach(clearPage);

    for (const inner of ['', '<input name="own">'])
      it(`is what was set before the element was defined, and goes on from there, with ${inner || 'its own input'}`, async () => {
        // In the document of a template nothing is defined.
        const template = document.createElement('template');
        template.innerHTML = `<${tag}>${inner}</${tag}>`;
        const field = template.content.querySelector<Field>(tag)!;
        field.value = text;
        document.body.append(field);
        await settled(field);
        expect([field.value, Object.hasOwn(field, 'value')]).to.deep.equal([text, false]);
        field.focus();
        field.input!.select();
        await type(next);
        expect(field.value).to.equal(next);
      });

    for (const nothing of [null, undefined])
      it(`is empty where it is set to ${nothing}`, async () => {
        const field = await mount<Field>(`<${tag}></${tag}>`);
        field.value = text;
        field.value = nothing as unknown as string;
        expect([field.value, field.input!.value]).to.deep.equal(['', '']);
      });

    it('is taken from a number', async () => {
      const field = await mount<Field>(`<${tag}></${tag}>`);
      field.value = 123456 as unknown as string;
      expect(field.input!.value.replace(/\D/g, '')).to.equal('123456');
    });
  });

describe('mfa-code-input, filled with no text', () => {
  afterEach(clearPage);

  it('takes a number, and nothing for no code', async () => {
    const field = await mount<HTMLElementTagNameMap['mfa-code-input']>('<mfa-code-input></mfa-code-input>');
    expect(await field.fill(null as unknown as string)).to.equal(false);
    expect(await field.fill(123456 as unknown as string)).to.equal(true);
    expect(field.value).to.equal('123456');
  });
});
