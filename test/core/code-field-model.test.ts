import { expect } from 'chai';
import {
  type CodeEdit,
  insertText,
  isCodeText,
  readCode,
  takeText,
} from '../../src/core/code-field-model.js';

/** `12[34]5`: brackets around the selection, `12|345`: the caret. */
function field(picture: string): { value: string; start: number; end: number } {
  const value = picture.replace(/[[\]|]/g, '');
  const caret = picture.indexOf('|');
  return caret < 0
    ? { value, start: picture.indexOf('['), end: picture.indexOf(']') - 1 }
    : { value, start: caret, end: caret };
}

type Row = [before: string, text: string, after: string, notice?: string];

const TYPED: Row[] = [
  ['|', '1', '1|'],
  ['12|', '3', '123|'],
  ['12|3456', '9', '129|456'],
  ['|123456', '9', '9|23456'],
  ['12[345]6', '9', '129|6'],
  ['123456|', '7', '123456|', 'too-long'],
  ['12|', 'a', '12|', 'rejected'],
  ['12|', '´3', '123|', 'rejected'],
  ['12|', 'abc1', '121|', 'rejected'],
  ['12|', 'jdoe123456', '12|', 'rejected'],
  ['12|', 'ab34', '12|', 'rejected'],
  ['12|', ' ', '12|'],
  ['12|', '-', '12|'],
  ['12|', '٣', '123|'],
  ['|', '123456', '123456|'],
  ['1|23456', '99', '199|456'],
  ['1234|56', '999', '1234|56', 'too-long'],
];

const PASTED: Row[] = [
  ['|', '123456', '123456|'],
  ['|', '123 456', '123456|'],
  ['99|9999', '123456', '123456|'],
  ['9[99]999', 'Your code is 123456. Do not share it.', '123456|'],
  ['12|', '34', '1234|'],
  ['1|26', '345', '1345|26'],
  ['1|23456', '99', '1|23456', 'too-long'],
  ['1[23]456', '99', '199|456'],
  ['1[23]456', '999', '1[23]456', 'too-long'],
  ['12|', '1234567', '12|', 'too-long'],
  ['12|', '3a', '12|', 'rejected'],
  ['12|', 'hello', '12|', 'rejected'],
  ['12|', 'jdoe123456', '12|', 'rejected'],
  ['12|', '28.11.26', '12|', 'rejected'],
  ['12|', '28-11-26', '12|', 'rejected'],
  ['12|', '1234.56', '12|', 'rejected'],
  ['|', '12.34.56', '123456|'],
  ['|', '12-34-56', '123456|'],
  ['12|', ' \n', '12|'],
];

for (const [how, rows] of Object.entries({ typed: TYPED, pasted: PASTED })) {
  describe(`insertText, ${how}`, () => {
    for (const [before, text, after, notice] of rows) {
      it(`${before} and ${JSON.stringify(text)} make ${after}${notice ? ` (${notice})` : ''}`, () => {
        const state = field(before);
        const edit = insertText(state, text, { length: 6 }, how === 'typed');
        const wanted = field(after);
        expect(applyEdit(state.value, edit)).to.equal(wanted.value);
        if (edit.text !== undefined) expect(edit.start + edit.text.length).to.equal(wanted.start);
        expect(edit.notice).to.equal(notice);
      });
    }
  });
}

/** What is filled in, composed or written: the text in the input, what was there before, what is there then. */
type Taken = [text: string, before: string, after: string, notice?: string];

const FILLED: Taken[] = [
  ['123456', '', '123456'],
  ['123 456', '12', '123456'],
  ['Your code is 123456.', '12', '123456'],
  ['jdoe123456', '12', '12', 'rejected'],
  ['jdoe', '123456', '123456', 'rejected'],
  ['123456@example.com', '12', '12', 'rejected'],
  ['28.11.26', '12', '12', 'rejected'],
  ['28/11/2026', '12', '12', 'rejected'],
  ['$1,234.56', '12', '12', 'rejected'],
  ['1234.56', '12', '12', 'rejected'],
  ['1234567', '12', '12', 'too-long'],
  ['', '12', ''],
  ['12', '123456', '12'],
];

const KEYED: Taken[] = [
  ['abc1', '', '1', 'rejected'],
  ['12´3', '12', '123', 'rejected'],
  ['12日本', '12', '12', 'rejected'],
  ['jdoe123456', '', '', 'rejected'],
  ['日本', '12', '12', 'rejected'],
];

for (const [how, rows] of Object.entries({ filled: FILLED, keyed: KEYED })) {
  describe(`takeText, ${how}`, () => {
    for (const [text, before, after, notice] of rows) {
      it(`${JSON.stringify(text)} over ${JSON.stringify(before)} leaves ${JSON.stringify(after)}`, () => {
        const taken = takeText(text, before, text.length, { length: 6 }, how === 'keyed');
        expect(taken.value).to.equal(after);
        expect(taken.notice).to.equal(notice);
      });
    }
  });
}

describe('readCode', () => {
  const rows: Record<string, string> = {
    '': '',
    '12 34': '1234',
    '12日本': '12',
    '123-456': '123456',
    jdoe123456: '',
    '28.11.26': '',
    '1234567': '',
  };
  for (const [text, code] of Object.entries(rows)) {
    it(`reads ${JSON.stringify(code)} in ${JSON.stringify(text)}`, () => {
      expect(readCode(text, { length: 6 })).to.equal(code);
    });
  }

  it('tells a code, or a part of one, from other texts', () => {
    const isCode = (text: string): boolean => isCodeText(text, { length: 6 });
    expect(['', '12', '12 34', '123-456', 'Code: 123456'].map(isCode)).to.not.include(false);
    expect(['jdoe12', '1234567', '28.11.26', '1234.56'].map(isCode)).to.not.include(true);
  });
});

describe('a text that is too long for any message', () => {
  const LONG: Record<string, string> = {
    letters: 'a'.repeat(100_000),
    digits: '1'.repeat(100_000),
    'a file': 'aB3/'.repeat(25_000),
    groups: '1-'.repeat(50_000),
    'a code at its end': `${' '.repeat(100_000)}123456`,
  };
  for (const [what, text] of Object.entries(LONG))
    for (const alphabet of ['digits', 'alphanumeric'] as const)
      it(`leaves a field for ${alphabet} as it was, at once: ${what}`, () => {
        const rules = { length: 6, alphabet };
        const state = field('12|');
        const started = performance.now();
        for (const typed of [true, false]) {
          const refused = { start: 2, end: 2, notice: 'rejected' };
          expect(insertText(state, text, rules, typed)).to.deep.equal(refused);
          expect(takeText(text, '12', text.length, rules, typed)).to.deep.equal({
            value: '12',
            notice: 'rejected',
          });
        }
        expect([readCode(text, rules), isCodeText(text, rules)]).to.deep.equal(['', false]);
        expect(performance.now() - started).to.be.below(500);
      });
});

/** The value after an edit. */
function applyEdit(value: string, { start, end, text }: CodeEdit): string {
  return text === undefined ? value : value.slice(0, start) + text + value.slice(end);
}
