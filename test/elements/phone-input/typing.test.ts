import { expect } from 'chai';
import '../../../src/define/mfa-phone-input.js';
import { keys, type } from '../../support/keys.js';
import { draw, inputOf, mount, paste, picture, told, unmount } from './support.js';

interface Row {
  what: string;
  country?: string;
  from?: string;
  /** Keys one by one, or a text to type or to paste. */
  keys?: string[];
  type?: string;
  paste?: string;
  to: string;
  value?: string;
  /** The country then. */
  in?: string;
}

const TABLE: Row[] = [
  { what: 'groups as the country does', type: '02079460018', to: '020 7946 0018|', value: '+442079460018' },
  { what: 'groups as another does', country: 'US', type: '2025550123', to: '(202) 555-0123|' },
  { what: 'takes separators as they are typed', type: '020-7946 0018', to: '020 7946 0018|' },
  {
    what: 'groups with + by the country that it names',
    type: '+4915123456789',
    to: '+49 1512 3456789|',
    in: 'DE',
  },
  { what: 'has the country while the number is not whole', type: '+33', to: '+33|', in: 'FR' },
  { what: 'stays in the chosen country of a code', country: 'JE', type: '+44', to: '+44|', in: 'JE' },
  { what: 'inserts in the middle and stays there', from: '020 7|46 0018', type: '9', to: '020 79|46 0018' },
  { what: 'corrects several in a row', from: '020 |46 0018', type: '79', to: '020 79|46 0018' },
  {
    what: 'removes the digit before a space',
    from: '020 |7946 0018',
    keys: ['Backspace'],
    to: '02|7 9460 018',
  },
  { what: 'removes the digit after a space', from: '020| 7946 0018', keys: ['Delete'], to: '020| 9460 018' },
  { what: 'removes within a group', from: '020 79|46 0018', keys: ['Backspace'], to: '020 7|460 018' },
  { what: 'removes a selection', from: '020 [79]46 0018', keys: ['Backspace'], to: '020| 4600 18' },
  { what: 'types over a selection', from: '020 [7946] 0018', type: '1', to: '020 1|001 8' },
  { what: 'removes at the end', from: '020 7946 0018|', keys: ['Backspace'], to: '020 7946 001|' },
  { what: 'leaves nothing behind', from: '0|', keys: ['Backspace'], to: '|' },
  {
    what: 'puts a + before',
    from: '|44 20 7946 0018',
    type: '+',
    to: '+|44 20 7946 0018',
    in: 'GB',
    country: 'US',
  },
  {
    what: 'takes a paste with marks',
    paste: '\u202a+49\u00a0(0)\u00a0151\u00a02345678\u202c',
    to: '+49 1512345678|',
    value: '+491512345678',
    in: 'DE',
  },
  { what: 'takes a link', paste: 'tel:+49-151-23456789', to: '+49 1512 3456789|', in: 'DE' },
  { what: 'takes an exit code', paste: '0049 151 23456789', to: '+49 1512 3456789|', in: 'DE' },
  { what: 'takes digits of another script', paste: '٠٢٠٧٩٤٦٠٠١٨', to: '020 7946 0018|' },
  {
    what: 'pastes over a part',
    from: '020 [7946] 0018',
    paste: '7947',
    to: '020 7947| 0018',
    value: '+442079470018',
  },
  { what: 'leaves letters as they are', type: '020 79 ext', to: '020 79ext|' },
];

describe('a phone number that is typed', () => {
  afterEach(unmount);

  for (const row of TABLE) {
    it(row.what, async () => {
      const { field } = await mount(`<mfa-phone-input country="${row.country ?? 'GB'}"></mfa-phone-input>`);
      field.focus();
      if (row.from) draw(field, row.from);
      for (const key of row.keys ?? []) await keys(key);
      if (row.type) await type(row.type);
      if (row.paste) await paste(row.paste);
      expect(picture(field)).to.equal(row.to);
      if (row.value) expect(field.value).to.equal(row.value);
      expect(field.currentCountry).to.equal(row.in ?? row.country ?? 'GB');
    });
  }

  it('can be undone', async () => {
    const { field } = await mount('<mfa-phone-input country="GB"></mfa-phone-input>');
    field.focus();
    await type('02079460018');
    for (let step = 0; step < 40 && inputOf(field).value; step++) {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way that a script has
      document.execCommand('undo');
    }
    expect(inputOf(field).value).to.equal('');
  });

  it('is written whole, and judged, when the person leaves by Tab', async () => {
    const { root, field } = await mount(
      '<mfa-phone-input country="GB"></mfa-phone-input><button type="button">Next</button>',
    );
    const heard: string[] = [];
    root.addEventListener('change', () => heard.push(inputOf(field).value));
    field.focus();
    await type('0049 151 23456789');
    await keys('Tab');
    expect(root.querySelector('button')?.matches(':focus')).to.equal(true);
    expect(inputOf(field).value).to.equal('+49 1512 3456789');
    expect(field.currentCountry).to.equal('DE');
    expect(heard).to.deep.equal(['+49 1512 3456789']);
  });

  it('says what cannot be, once the person has left, and takes it back', async () => {
    const { field } = await mount(
      '<mfa-phone-input country="IT"></mfa-phone-input><button type="button">Next</button>',
    );
    field.focus();
    await type('347 1');
    expect(told(field)).to.equal('');
    await keys('Tab');
    await field.updateComplete;
    expect(told(field)).to.equal('This number is too short for Italy.');
    expect(inputOf(field).getAttribute('aria-invalid')).to.equal('true');
    expect(field.matches(':state(invalid)')).to.equal(true);
    field.focus();
    inputOf(field).setSelectionRange(9, 9);
    await type('234567');
    await field.updateComplete;
    expect(told(field)).to.equal('');
    expect(field.value).to.equal('+393471234567');
  });

  it('leaves an extension out, and says so', async () => {
    const { field } = await mount(
      '<mfa-phone-input country="GB"></mfa-phone-input><button type="button">Next</button>',
    );
    field.focus();
    await type('020 7946 0018 ext. 12');
    await keys('Tab');
    await field.updateComplete;
    expect(inputOf(field).value).to.equal('020 7946 0018');
    expect(told(field)).to.equal('The number is used without its extension.');
  });

  it('is heard by the page with the text put right', async () => {
    const { root, field } = await mount('<mfa-phone-input country="GB"></mfa-phone-input>');
    const heard: string[] = [];
    root.addEventListener('input', () => heard.push(inputOf(field).value));
    field.focus();
    await type('0207');
    expect(heard).to.deep.equal(['0', '02', '020', '020 7']);
  });
});
