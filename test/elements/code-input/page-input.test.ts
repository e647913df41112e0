import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import type { MfaCodeInput } from '../../../src/elements/code-input/code-input.js';
import { keys, type } from '../../support/keys.js';
import { draw, drawn, inputOf, mount, must, paste, picture, said, unmount } from './support.js';

const ONLY_DIGITS = 'The code has digits only.';

/** As a password manager does it. */
function autofill(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What a developer is told while something runs. */
async function warningsOf(run: () => Promise<void>): Promise<string[]> {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => warnings.push(text);
  try {
    await run();
  } finally {
    console.warn = warn;
  }
  return warnings.filter((text) => text.startsWith('<mfa-code-input>'));
}

describe('mfa-code-input: filled with something else', () => {
  afterEach(unmount);

  const texts: Record<string, string> = {
    'a user name': 'jdoe123456',
    'a name': 'Jane Doe',
    'an e-mail address': '123456@example.com',
    'a day': '28.11.26',
    'a day with strokes': '28/11/26',
    'a price': '1234.56',
    'a phone number': '+1 555 123 4567',
  };
  for (const [what, text] of Object.entries(texts)) {
    for (const before of ['', '12', '987654']) {
      it(`refuses ${what} and leaves ${before || 'an empty field'}`, async () => {
        const { field } = await mount('<mfa-code-input></mfa-code-input>');
        let completed = 0;
        field.addEventListener('mfa-code-completed', () => completed++);
        field.value = before;
        autofill(inputOf(field), text);
        await field.updateComplete;
        expect([inputOf(field).value, drawn(field)]).to.deep.equal([before, before.padEnd(6, '_')]);
        expect(said(field)).not.to.equal('');
        expect(completed).to.equal(0);
      });
    }
  }

  it('takes a code that is filled in after it', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    autofill(inputOf(field), 'jdoe123456');
    autofill(inputOf(field), '123 456');
    await field.updateComplete;
    expect([field.value, said(field)]).to.deep.equal(['123456', '']);
  });
});

describe('mfa-code-input: a text of which a part is taken', () => {
  afterEach(unmount);

  /** What a virtual keyboard or an input method puts in at once. */
  function insertText(text: string): void {
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    document.execCommand('insertText', false, text);
  }

  it('takes the digit and goes on saying why not the rest', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.focus();
    insertText('abc1');
    await field.updateComplete;
    expect([field.value, said(field)]).to.deep.equal(['1', ONLY_DIGITS]);
    inputOf(field).blur();
    await field.updateComplete;
    expect(said(field)).to.equal(ONLY_DIGITS);
    field.focus();
    await keys('End');
    await type('2');
    await field.updateComplete;
    expect([field.value, said(field)]).to.deep.equal(['12', '']);
  });

  it('refuses at once what is pasted and far too long, and takes nothing of it', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    for (const text of ['aB3/'.repeat(25_000), '1'.repeat(100_000)]) {
      draw(field, '12|');
      await paste(text);
      await field.updateComplete;
      expect([inputOf(field).value, drawn(field), said(field)]).to.deep.equal(['12', '12____', ONLY_DIGITS]);
      field.clear();
    }
  });

  it('takes no whole code out of other characters', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    draw(field, '9|');
    insertText('jdoe123456');
    await field.updateComplete;
    expect([field.value, said(field)]).to.deep.equal(['9', ONLY_DIGITS]);
  });
});

describe('mfa-code-input: a page’s input that is made for something else', () => {
  afterEach(unmount);

  for (const kind of ['number', 'email', 'date']) {
    it(`works with type=${kind}, and says so to the developer`, async () => {
      let field: MfaCodeInput | undefined;
      const warnings = await warningsOf(async () => {
        ({ field } = await mount(`<mfa-code-input><input type="${kind}" name="code"></mfa-code-input>`));
        field.requestUpdate();
        await field.updateComplete;
      });
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.contain(`type ${kind}`);
      must(field).focus();
      await type('012345');
      expect(picture(must(field))).to.equal('012345|');
      expect(must(field).complete).to.equal(true);
    });
  }

  for (const kind of ['tel', 'password', 'search']) {
    it(`leaves type=${kind} as it is`, async () => {
      const warnings = await warningsOf(async () => {
        const { field } = await mount(`<mfa-code-input><input type="${kind}"></mfa-code-input>`);
        field.focus();
        await type('012');
        expect([inputOf(field).type, drawn(field)]).to.deep.equal([kind, '012___']);
      });
      expect(warnings).to.deep.equal([]);
    });
  }

  it('does not take a hidden input for its own', async () => {
    const { field } = await mount(
      '<mfa-code-input><input type="hidden" name="csrf" value="7"><input name="code"></mfa-code-input>',
    );
    expect(inputOf(field).name).to.equal('code');
    const alone = await mount('<mfa-code-input><input type="hidden" name="csrf" value="7"></mfa-code-input>');
    expect(inputOf(alone.field).type).to.equal('text');
    expect(alone.field.querySelector<HTMLInputElement>('[name=csrf]')?.value).to.equal('7');
  });

  it('takes a paste with a space where maxlength is the code’s length', async () => {
    const { field } = await mount('<mfa-code-input><input maxlength="6"></mfa-code-input>');
    field.focus();
    await paste('123 456');
    expect(field.value).to.equal('123456');
    field.clear();
    await paste('Your code is 654321. Do not share it.');
    expect(field.value).to.equal('654321');
    await type('7');
    expect(field.value).to.equal('654321');
  });

  it('is valid with a whole code whatever the page asked of its spaces', async () => {
    for (const limit of ['minlength="7" maxlength="7"', 'pattern="\\d{3} \\d{3}"']) {
      const { field } = await mount(`<mfa-code-input><input ${limit}></mfa-code-input>`);
      field.focus();
      await type('123456');
      expect(field.validity?.valid, limit).to.equal(true);
    }
  });

  it('leaves a pattern that a code can meet', async () => {
    const { field } = await mount('<mfa-code-input><input pattern="[0-9]{6}"></mfa-code-input>');
    expect(inputOf(field).pattern).to.equal('[0-9]{6}');
  });
});
