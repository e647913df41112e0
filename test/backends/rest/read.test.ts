import { expect } from 'chai';
import { at, isPath, timeAt, valueAt, type Answer } from '../../../src/backends/rest/read.js';

const NOW = Date.parse('2030-01-01T00:00:00Z');
const answer = (clockSkewMs = 0): Answer => ({ status: 200, body: {}, receivedAt: NOW, clockSkewMs });

describe('paths into an answer', () => {
  const body = {
    a: { b: [{ c: 1 }, { c: 2 }] },
    list: [
      { kind: 'x', on: false, id: 1 },
      { kind: 'y', on: true, id: 2 },
      { kind: 'x', on: true, id: 3 },
    ],
    nodes: [
      { attributes: { name: 'code', value: '' }, messages: [] },
      { attributes: { name: 'csrf_token', value: 'abc' }, messages: [{ id: 7 }, { id: 8 }] },
    ],
    words: ['a', 'b'],
    'a:b': 4,
    zero: 0,
    no: null,
  };
  const ROWS: [path: string, expected: unknown][] = [
    ['', body],
    ['a.b.1.c', 2],
    ['a.b.c', 1],
    ['a.b.7.c', undefined],
    ['a.x.c', undefined],
    ['list[kind=x].id', 1],
    ['list[kind=x][on=true].id', 3],
    ['list[kind=z].id', undefined],
    ['a[kind=x].id', undefined],
    ['nodes[attributes.name=csrf_token].attributes.value', 'abc'],
    ['nodes[attributes.name=other].attributes.value', undefined],
    ['nodes[messages.1.id=8].attributes.name', 'csrf_token'],
    ['nodes.*.attributes.name', ['code', 'csrf_token']],
    ['nodes[attributes.name=csrf_token].messages.*.id', [7, 8]],
    ['list[kind=x].*.id', [1, 3]],
    ['a.*', undefined],
    ['words[=b].0', 'b'],
    ['a:b', 4],
    ['zero', 0],
    ['no', undefined],
    ['x|zero|a', 0],
    ['no|a.b.c', 1],
    ['toString', undefined],
    ['a.__proto__', undefined],
  ];
  for (const [path, expected] of ROWS) {
    it(`"${path}"`, () => expect(at(body, path)).to.deep.equal(expected));
  }

  it('are told from what leads nowhere', () => {
    for (const path of ['', 'a', 'a.b.0', '[a=b].c', 'a[b.c=d][e=f].g', 'a.*.b', '[=x]', 'a:b|c-d'])
      expect(isPath(path), path).to.equal(true);
    for (const path of ['a[b]', 'a[b=c', 'a]b', 'a..b', '.a', 'a.', 'a.[b=c]', 'a[b[c=d]=e]', 'a=b'])
      expect(isPath(path), path).to.equal(false);
  });

  it('starts at a list as well', () => {
    expect(at([{ id: 7 }], 'id')).to.equal(7);
    expect(at([{ k: 'a' }, { k: 'b', id: 8 }], '[k=b].id')).to.equal(8);
  });

  it('leads nowhere in what is no object', () => {
    for (const value of [undefined, null, 'text', 7, true]) expect(at(value, 'length')).to.equal(undefined);
  });
});

describe('described values', () => {
  it('compares, and takes off', () => {
    expect(valueAt({ s: 'on' }, { path: 's', equals: ['on', 'yes'] })).to.equal(true);
    expect(valueAt({ s: 1 }, { path: 's', equals: ['1'] })).to.equal(false);
    expect(valueAt({}, { path: 's', equals: ['on'] })).to.equal(false);
    expect(valueAt({ max: 5, made: 2 }, { path: 'max', minus: 'made' })).to.equal(3);
    expect(valueAt({ max: 5 }, { path: 'max', minus: 'made' })).to.be.NaN;
  });

  it('tells by which key exists', () => {
    const kind = { has: { phoneInfo: 'sms', 'totp.info': 'totp' } };
    expect(valueAt({ phoneInfo: '+1' }, kind)).to.equal('sms');
    expect(valueAt({ totp: { info: {} } }, kind)).to.equal('totp');
    expect(valueAt({ totp: { info: null } }, kind)).to.equal(undefined);
    expect(valueAt({}, { ...kind, default: 'none' })).to.equal('none');
  });

  it('takes a default for what is not there', () => {
    expect(valueAt({}, { path: 'list', default: [] })).to.deep.equal([]);
    expect(valueAt({ list: [1] }, { path: 'list', default: [] })).to.deep.equal([1]);
    const active = { path: 'status', equals: ['ACTIVE'], default: 'ACTIVE' };
    expect([{}, { status: 'ACTIVE' }, { status: 'OFF' }].map((one) => valueAt(one, active))).to.deep.equal([
      true,
      true,
      false,
    ]);
  });

  it('reads JSON within JSON, and takes what is none as it is', () => {
    const words = { path: 'w', as: 'json' } as const;
    expect(valueAt({ w: '["a","b"]' }, words)).to.deep.equal(['a', 'b']);
    expect(valueAt({ w: 'a' }, words)).to.equal('a');
    expect(valueAt({ w: ['a'] }, words)).to.deep.equal(['a']);
  });
});

describe('described times', () => {
  const time = (value: unknown, as?: 'epoch-s' | 'in-s' | 'in-ms', skew = 0) =>
    timeAt({ t: value }, as ? { path: 't', as } : 't', answer(skew));

  it('reads what backends send', () => {
    expect(time(NOW)).to.equal(NOW);
    expect(time(String(NOW))).to.equal(NOW);
    expect(time('2030-01-01T00:00:00Z')).to.equal(NOW);
    expect(time(NOW / 1000, 'epoch-s')).to.equal(NOW);
    expect(time(300, 'in-s')).to.equal(NOW + 300_000);
    expect(time(300, 'in-ms')).to.equal(NOW + 300);
  });

  it('corrects times of the server by its clock, and not spans', () => {
    expect(time(NOW, undefined, 5000)).to.equal(NOW - 5000);
    expect(time('2030-01-01T00:00:00Z', undefined, 5000)).to.equal(NOW - 5000);
    expect(time(300, 'in-s', 5000)).to.equal(NOW + 300_000);
  });

  it('has none where there is none', () => {
    for (const value of [undefined, null, '', 'soon', '01/02/2030', {}, true, NaN])
      expect(time(value), JSON.stringify({ value })).to.equal(undefined);
  });
});
