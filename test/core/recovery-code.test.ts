import { expect } from 'chai';
import { plainCode } from '../../src/core/recovery-code.js';

describe('plainCode', () => {
  const ways: Record<string, string> = {
    'as it is': 'Ab12efGH',
    'in groups': 'Ab12 efGH',
    'with a hyphen': 'Ab12-efGH',
    'with an en dash': 'Ab12–efGH',
    'with an em dash': 'Ab12 — efGH',
    'with a no-break hyphen': 'Ab12\u2011efGH',
    'with a minus sign': 'Ab12\u2212efGH',
    'with a full-width hyphen and space': 'Ab12\uff0de\u3000fGH',
    'with a soft hyphen': 'Ab12\u00adefGH',
    'with zero-width spaces': '\u200bAb12\u200befGH\ufeff',
    'with bidi marks': '\u200eAb12\u2066efGH\u2069',
    'in full-width characters': 'Ａｂ１２ｅｆＧＨ',
    'with a line break': 'Ab12\r\nefGH\n',
  };
  for (const [way, text] of Object.entries(ways))
    it(`takes a recovery code ${way}`, () => {
      expect(plainCode(text)).to.equal('Ab12efGH');
    });

  it('leaves what is something else for the backend to refuse', () => {
    expect(plainCode('äb_12.')).to.equal('äb_12.');
  });
});
