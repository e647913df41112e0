import { expect } from 'chai';
import { fill, holds, neededPlaceholders, placeholders } from '../../../src/backends/rest/template.js';

describe('templates', () => {
  it('names their placeholders, wherever they are', () => {
    expect(placeholders({ a: ['{x}', { b: 'y {y}-{z}' }], '{k}': 1 })).to.have.members(['x', 'y', 'z', 'k']);
    expect(placeholders(undefined)).to.deep.equal([]);
  });

  it('keep the type of a value that stands alone', () => {
    expect(fill({ on: '{on}', count: '{n}', list: '{l}' }, { on: false, n: 3, l: ['a'] })).to.deep.equal({
      on: false,
      count: 3,
      list: ['a'],
    });
  });

  it('put values into texts, and keep what is no template', () => {
    expect(fill(['Bearer {t}', 7, true, null, '{ t }'], { t: 'x' })).to.deep.equal([
      'Bearer x',
      7,
      true,
      null,
      '{ t }',
    ]);
  });

  it('leave out what has no value, with its name', () => {
    const template = { a: '{a}', b: 'Bearer {a}', c: { d: '{a}' }, e: ['{a}', '{f}'] };
    expect(fill(template, { a: undefined, f: 1 })).to.deep.equal({ c: {}, e: [1] });
    expect(fill({ a: '{a}' }, { a: '' })).to.deep.equal({});
  });

  it('do not fill what a value brings along', () => {
    expect(fill('{a}-{b}', { a: '{b}', b: '$&{a}' })).to.equal('{b}-$&{a}');
  });

  it('tell those that may be missing from the others', () => {
    const template = { a: '{a?}', b: 'Bearer {b}', c: '{c?}-{d}' };
    expect(placeholders(template)).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(neededPlaceholders(template)).to.deep.equal(['b', 'd']);
    expect(fill(template, { a: 7, c: 'x', d: 'y' })).to.deep.equal({ a: 7, c: 'x-y' });
  });

  it('have conditions: a value that is there, or that very one', () => {
    const values = { ticket: 't', none: '', kind: 'sms', n: 7 };
    expect(['ticket', 'none', 'other'].map((name) => holds(name, values))).to.deep.equal([
      true,
      false,
      false,
    ]);
    expect(['kind=sms', 'kind=totp', 'n=7', 'other=x'].map((name) => holds(name, values))).to.deep.equal([
      true,
      false,
      true,
      false,
    ]);
  });
});
