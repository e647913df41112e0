import { expect } from 'chai';
import '../../../src/define/mfa-code-input.js';
import { keys, type } from '../../support/keys.js';
import { until } from '../../support/page.js';
import { boxesThatAre, draw, drawn, inputOf, mount, paste, picture, said, unmount } from './support.js';

const ONLY_DIGITS = 'The code has digits only.';
const TOO_LONG = 'That is too long: the code has 6 characters.';

interface Row {
  what: string;
  from?: string;
  /** Keys one by one, or a text to paste. */
  keys?: string[];
  type?: string;
  paste?: string;
  to: string;
  says?: string;
}

const TABLE: Row[] = [
  { what: 'types a code', type: '123456', to: '123456|' },
  { what: 'drops separators as they are typed', type: '12 3-4.5 6', to: '123456|' },
  { what: 'refuses a letter and says so', type: '12a', to: '12|', says: ONLY_DIGITS },
  { what: 'goes on after a refused letter, and says no more', type: '12a3', to: '123|' },
  { what: 'refuses one character too many and says so', type: '1234567', to: '123456|', says: TOO_LONG },
  { what: 'moves left by box', from: '123456|', keys: ['ArrowLeft', 'ArrowLeft'], to: '1234|56' },
  { what: 'moves right by box', from: '|123456', keys: ['ArrowRight'], to: '1|23456' },
  { what: 'goes to the first box', from: '1234|56', keys: ['Home'], to: '|123456' },
  { what: 'goes behind the last', from: '1|23456', keys: ['End'], to: '123456|' },
  { what: 'jumps to the start', from: '1234|56', keys: ['Control+ArrowLeft'], to: '|123456' },
  { what: 'jumps to the end', from: '12|3456', keys: ['Control+ArrowRight'], to: '123456|' },
  {
    what: 'selects to the left',
    from: '1234|56',
    keys: ['Shift+ArrowLeft', 'Shift+ArrowLeft'],
    to: '12[34]56',
  },
  { what: 'selects to the right', from: '1|23456', keys: ['Shift+ArrowRight'], to: '1[2]3456' },
  { what: 'selects to the end', from: '123|456', keys: ['Shift+End'], to: '123[456]' },
  { what: 'selects everything', from: '12|3456', keys: ['Control+a'], to: '[123456]' },
  { what: 'removes the one before the caret', from: '123|456', keys: ['Backspace'], to: '12|456' },
  { what: 'removes the one after the caret', from: '123|456', keys: ['Delete'], to: '123|56' },
  { what: 'removes the selection', from: '1[23]456', keys: ['Backspace'], to: '1|456' },
  { what: 'clears from the end', from: '123456|', keys: ['Control+Backspace'], to: '|' },
  { what: 'clears from the middle', from: '123|456', keys: ['Control+Backspace'], to: '|' },
  { what: 'corrects a digit in the middle and stays there', from: '12|3456', type: '9', to: '129|456' },
  { what: 'corrects several in a row', from: '12|3456', type: '987', to: '12987|6' },
  { what: 'corrects the first', from: '|123456', type: '9', to: '9|23456' },
  { what: 'types over a selection', from: '1[234]56', type: '9', to: '19|56' },
  { what: 'types over everything', from: '[123456]', type: '9', to: '9|' },
  {
    what: 'leaves the digit alone when the letter is wrong',
    from: '12|3456',
    type: 'x',
    to: '12|3456',
    says: ONLY_DIGITS,
  },

  { what: 'pastes a code', paste: '123456', to: '123456|' },
  { what: 'pastes with a space', paste: '123 456', to: '123456|' },
  { what: 'pastes with a dash', paste: '123-456', to: '123456|' },
  { what: 'pastes with a no-break space', paste: '123\u00a0456', to: '123456|' },
  { what: 'pastes with zero-width characters', paste: '\u200b123456\u200b', to: '123456|' },
  { what: 'pastes with a line break', paste: '123456\n', to: '123456|' },
  { what: 'pastes with a prefix', paste: 'G-123456', to: '123456|' },
  { what: 'pastes a message', paste: 'Your code is 123456. Do not share it.', to: '123456|' },
  { what: 'pastes Arabic-Indic digits', paste: '١٢٣٤٥٦', to: '123456|' },
  { what: 'pastes Persian digits', paste: '۱۲۳۴۵۶', to: '123456|' },
  { what: 'pastes Devanagari digits', paste: '१२३४५६', to: '123456|' },
  { what: 'pastes full-width digits', paste: '１２３４５６', to: '123456|' },
  { what: 'pastes a whole code over everything', from: '99|9999', paste: '123456', to: '123456|' },
  { what: 'pastes a part at the caret', from: '12|', paste: '34', to: '1234|' },
  { what: 'pastes a part into the middle', from: '1|56', paste: '234', to: '1234|56' },
  { what: 'pastes a part over the selection', from: '1[99]456', paste: '23', to: '123|456' },
  { what: 'refuses a part that does not fit', from: '123|45', paste: '99', to: '123|45', says: TOO_LONG },
  { what: 'refuses a longer code', from: '9|', paste: '1234567', to: '9|', says: TOO_LONG },
  { what: 'refuses a text without a code', from: '9|', paste: 'hello', to: '9|', says: ONLY_DIGITS },
  {
    what: 'refuses two codes',
    from: '9|',
    paste: 'Use 123456 or 654321',
    to: '9|',
    says: ONLY_DIGITS,
  },
];

describe('mfa-code-input: typing and pasting', () => {
  afterEach(unmount);

  for (const row of TABLE) {
    it(`${row.what}: ${row.from ?? '|'} to ${row.to}`, async () => {
      const { field } = await mount('<mfa-code-input></mfa-code-input>');
      draw(field, row.from ?? '|');
      for (const chord of row.keys ?? []) await keys(chord);
      if (row.type) await type(row.type);
      if (row.paste) await paste(row.paste);
      await field.updateComplete;
      expect(picture(field)).to.equal(row.to);
      expect(said(field)).to.equal(row.says ?? '');
      const value = row.to.replace(/[|[\]]/g, '');
      expect(field.value).to.equal(value);
      expect(drawn(field)).to.equal(value.padEnd(6, '_'));
    });
  }

  it('undoes corrections, clearing and pasting, step by step', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.focus();
    await type('123456');
    await keys('Home');
    await type('9');
    expect(field.value).to.equal('923456');
    await keys('Control+Backspace');
    expect(field.value).to.equal('');
    await paste('77 77 77');
    expect(field.value).to.equal('777777');
    undo();
    expect(field.value).to.equal('');
    undo();
    expect(field.value).to.equal('923456');
    undo();
    expect(field.value).to.equal('123456');
    expect(drawn(field)).to.equal('123456');
  });

  it('cuts', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    draw(field, '12[34]56');
    await keys('Control+x');
    expect(picture(field)).to.equal('12|56');
    await keys('End');
    await keys('Control+v');
    expect(picture(field)).to.equal('125634|');
  });

  it('says a refusal once for a streak', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.focus();
    const region = field.shadowRoot?.querySelector('output') as Element;
    let changes = 0;
    new MutationObserver(() => changes++).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    await type('abc');
    await field.updateComplete;
    expect(region.textContent).to.equal(ONLY_DIGITS);
    expect(changes).to.equal(1);
    await type('1');
    await field.updateComplete;
    expect(region.textContent).to.equal('');
    expect(field.shadowRoot?.querySelector('output')).to.equal(region);
  });

  it('takes letters and keeps their case where the code has them', async () => {
    const { field } = await mount('<mfa-code-input alphabet="alphanumeric" length="8"></mfa-code-input>');
    field.focus();
    await type('aB3');
    await paste('XyZ-4q');
    expect(field.value).to.equal('aB3XyZ4q');
    expect(field.complete).to.equal(true);
  });

  it('draws caret and selection as they move', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    expect(boxesThatAre(field, 'active')).to.deep.equal([]);
    field.focus();
    await until(() => boxesThatAre(field, 'caret').join() === '0');
    await type('12');
    await until(() => boxesThatAre(field, 'caret').join() === '2');
    await type('3456');
    await until(() => boxesThatAre(field, 'end').join() === '5');
    await keys('ArrowLeft');
    await until(() => boxesThatAre(field, 'caret').join() === '5' && !boxesThatAre(field, 'end').length);
    await keys('Home');
    await until(() => boxesThatAre(field, 'caret').join() === '0');
    await keys('Shift+ArrowRight');
    await keys('Shift+ArrowRight');
    await until(() => boxesThatAre(field, 'selected').join() === '0,1');
    expect(boxesThatAre(field, 'active')).to.deep.equal([]);
    inputOf(field).blur();
    expect(boxesThatAre(field, 'selected')).to.deep.equal([]);
  });

  it('draws a key in the same task, before the next frame', async () => {
    const { field } = await mount('<mfa-code-input></mfa-code-input>');
    field.focus();
    let seen = '';
    inputOf(field).addEventListener('input', () => (seen = drawn(field)));
    await type('7');
    expect(seen).to.equal('7_____');
  });

  it('changes nothing in a read-only or disabled field', async () => {
    const { field } = await mount('<mfa-code-input readonly></mfa-code-input>');
    draw(field, '12|3456');
    await type('9');
    await keys('Backspace');
    await keys('Control+Backspace');
    expect(picture(field)).to.equal('12|3456');
    await until(() => boxesThatAre(field, 'active').join() === '2');
    expect(boxesThatAre(field, 'caret')).to.deep.equal([]);
  });

  it('sends the form with Enter', async () => {
    const { root, field } = await mount('<form><mfa-code-input></mfa-code-input></form>');
    let sent = 0;
    root.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      sent++;
    });
    field.focus();
    await type('123456');
    await keys('Enter');
    expect(sent).to.equal(1);
  });
});

/** What Ctrl+Z does, for WebKitGTK's test browser binds no key to it. */
function undo(): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('undo');
}
