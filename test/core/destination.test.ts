import { expect } from 'chai';
import { maskDestination, parseEmail, parsePhone, spokenDestination } from '../../src/core/destination.js';

describe('destinations', () => {
  for (const [masked, spoken] of [
    ['*******0406', '0406'],
    ['+1 *** *** 0406', '0406'],
    ['xxx-xxx-12', '12'],
    ['(***) ***-9876', '9876'],
    ['j***@example.com', 'j…\u2060@example.com'],
    ['********', ''],
  ] as const) {
    it(`says ${masked} as "${spoken}"`, () => {
      expect(spokenDestination(masked)).to.equal(spoken);
    });
  }

  it('takes international numbers only', () => {
    expect(parsePhone('+683 4002')).to.equal('+6834002');
    expect(parsePhone('+44 (0)20 7946 0018')).to.equal('+442079460018');
    expect(parsePhone('+49 (0) 151 2345678')).to.equal('+491512345678');
    expect(parsePhone('\u202a+1\u00a0202-555-0406\u202c')).to.equal('+12025550406');
    for (const text of ['2025550406', '+0123456789', '+1202', 'tel:+12025550406', '']) {
      expect(parsePhone(text), text).to.equal(undefined);
    }
  });

  it('takes what can be an address', () => {
    expect(parseEmail(' a@b.co\n')).to.equal('a@b.co');
    for (const text of ['a', 'a@b', '@b.co', 'a@b..co', 'a b@c.de'])
      expect(parseEmail(text), text).to.equal(undefined);
  });
});

describe('maskDestination', () => {
  const cases = {
    '+12025550406': '*******0406',
    '+91-8212345212': '********5212',
    '12345': '***45',
    'jdoe@example.com': 'j***@example.com',
    'j@example.com': 'j***@example.com',
    '@example.com': '***@example.com',
    '"a@b"@example.com': '"***@example.com',
    '': '',
  };
  for (const [destination, masked] of Object.entries(cases)) {
    it(`makes ${masked || 'nothing'} of ${destination || 'nothing'}`, () =>
      expect(maskDestination(destination)).to.equal(masked));
  }
});
