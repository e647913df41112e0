/** The table of members and actions of the original (contracts C.9.1, C.9.2): each does its work, or says why it does nothing. */
import { expect } from 'chai';
import { findAction } from '../../src/compat/actions.js';
import { MfaInterface } from '../../src/compat/index.js';
import { ABSENT } from '../../src/compat/members.js';
import { ACTIONS, MEMBERS } from '../support/original-members.js';

const lr = new MfaInterface({ apiKey: 'key' });

function memberOf(path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], lr);
}

/** Those that do nothing here, by their paths. */
const absent = new Set(
  Object.entries(ABSENT).flatMap(([place, names]) =>
    Object.keys(names).map((name) => (place === 'root' ? name : `${place}.${name}`)),
  ),
);

describe('the members of the original', () => {
  for (const path of MEMBERS)
    it(`${path} is there${absent.has(path) ? ', and says why it does nothing' : ''}`, async () => {
      const member = memberOf(path);
      expect(member === undefined).to.equal(false);
      if (!absent.has(path)) return;
      const lines: string[] = [];
      const { warn } = console;
      console.warn = (text: string) => lines.push(text);
      const errors = await new Promise<readonly { Message: string }[]>((resolve) => {
        for (const onError of [resolve, () => undefined])
          (member as (...args: unknown[]) => void)({}, () => undefined, onError);
      });
      console.warn = warn;
      expect(lines).to.deep.equal([`LoginRadiusV2: ${errors[0]!.Message}`]);
      expect(errors[0]).to.have.property('ErrorCode', 'misconfigured');
    });
});

describe('the actions of the original', () => {
  for (const action of ACTIONS)
    it(`${action} works, or has a reason why not`, () => {
      expect(findAction(action) !== undefined).to.equal(!Object.hasOwn(ABSENT.actions, action));
    });
});

const form = document.createElement('form');
form.innerHTML =
  '<input name="emailid" value=" a@b.example "><input name="otp" value="1 2"><input name="empty"><input type="submit">';
const place = document.createElement('div');
place.className = 'one two';
const base64 = new Uint8Array([251, 255, 0]);
const list = [{ name: 'a', display: 'A' }, { name: 'b' }];
const target = { a: 1 };

/** What the helpers answer, as the original's do. */
const HELPERS: readonly [what: string, answer: () => unknown, expected: unknown][] = [
  ['elementById', () => lr.util.elementById('nothing'), undefined],
  ['hasClass', () => lr.util.hasClass(place, 'two'), true],
  ['addclass', () => [lr.util.addclass(place, 'three'), lr.util.addclass(place, 'three')], [true, false]],
  ['serialize', () => lr.util.serialize(form), 'email=a%40b.example&otp=1%202'],
  [
    'serialize with what is empty',
    () => lr.util.serialize(form, true),
    'email=a%40b.example&otp=1%202&empty=',
  ],
  ['jsonToQueryString', () => lr.util.jsonToQueryString({ a: 'x y', b: 2 }), 'a=x%20y&b=2'],
  ['parseQueryString', () => lr.util.parseQueryString('a=x%20y&b=2'), { a: 'x y', b: '2' }],
  ['parseQueryString of nothing', () => lr.util.parseQueryString(''), {}],
  [
    'getQueryParameterByName',
    () => lr.util.getQueryParameterByName('v', 'https://a.example/?v=1&w=2#v=3'),
    '1',
  ],
  ['getQueryParameterByName of none', () => lr.util.getQueryParameterByName('v', '?w=2'), null],
  ['getParameterByName of none', () => lr.util.getParameterByName('nothing'), ''],
  ['getQueryStringValue', () => lr.util.getQueryStringValue('https://a.example/?Token=abc', 'token'), 'abc'],
  ['getQueryStringValue of none', () => lr.util.getQueryStringValue('https://a.example/', 'token'), null],
  ['getHashParam of none', () => lr.util.getHashParam('vtoken'), null],
  ['mergeOptions', () => [lr.util.mergeOptions(target, { b: 2 }), target], [{ a: 1, b: 2 }, { a: 1 }]],
  [
    'mergeObjects',
    () => lr.util.mergeObjects(list, [{ name: 'a', display: 'B' }]),
    [{ name: 'b' }, { name: 'a', display: 'B' }],
  ],
  [
    'extend',
    () => {
      const extended = { a: 1 };
      lr.util.extend(extended, { b: 2 });
      return extended;
    },
    { a: 1, b: 2 },
  ],
  ['findInSchema', () => lr.util.findInSchema(list, 'name', 'b'), { name: 'b' }],
  ['findInSchema of none', () => lr.util.findInSchema(list, 'name', 'B'), null],
  ['findInSchema in any case', () => lr.util.findInSchema([{ name: 'B' }], 'name', 'b', true), { name: 'B' }],
  ['keysToLowerCase', () => lr.util.keysToLowerCase({ A: { B: 1 }, C: null }), { a: { b: 1 }, c: null }],
  ['isJsonString', () => [lr.util.isJsonString('{"a":1}'), lr.util.isJsonString('{')], [{ a: 1 }, false]],
  [
    'isSubstring',
    () => [lr.util.isSubstring('in', { k: 'within' }), lr.util.isSubstring('x', {})],
    ['k', false],
  ],
  [
    'isValidUrl',
    () => [lr.util.isValidUrl('https://a.example'), lr.util.isValidUrl('a.example')],
    [true, false],
  ],
  ['isEmpty', () => [lr.util.isEmpty({}), lr.util.isEmpty({ a: 1 })], [true, false]],
  ['isJWT', () => [lr.util.isJWT(`${btoa('{"alg":"none"}')}.e.s`), lr.util.isJWT('a-b-c')], [true, false]],
  ['encodedString', () => [lr.util.encodedString('a+b'), lr.util.encodedString('%2B+')], ['a%2Bb', '%2B+']],
  ['randomString', () => /^[\da-z]{20}$/.test(lr.util.randomString(20)), true],
  ['base64UrlEncode', () => lr.util.base64UrlEncode(base64), '-_8A'],
  ['base64UrlDecode', () => [...lr.util.base64UrlDecode('-_8A')], [...base64]],
  ['browser', () => typeof lr.util.browser.version, 'string'],
  [
    'checkPhoneOrEmailLogin',
    () => lr.util.checkPhoneOrEmailLogin('emailid=a@b.example'),
    'email=a@b.example',
  ],
  [
    'getButtonAttribute',
    () => lr.util.getButtonAttribute('resendotp', 'my-', undefined, 'Again').outerHTML,
    '<div class="my--form-element-content content-my-resendotp"><input type="button" id="my-button-resendotp" value="Again"></div>',
  ],
  ['getThisObjectName of none', () => lr.util.getThisObjectName(), undefined],
];

describe('the helpers of the original', () => {
  for (const [what, answer, expected] of HELPERS) it(what, () => expect(answer()).to.deep.equal(expected));

  it('getThisObjectName finds the global', () => {
    Object.assign(globalThis, { LRObjectOfThisTest: lr });
    expect(lr.util.getThisObjectName()).to.equal('LRObjectOfThisTest');
    Reflect.deleteProperty(globalThis, 'LRObjectOfThisTest');
  });

  it('elementsByClass, addHTMLContent and addEvent work on the page', () => {
    document.body.append(place);
    const button = document.createElement('button');
    lr.util.addHTMLContent('two', document.createElement('i'));
    lr.util.addHTMLContent('two', button);
    expect(lr.util.elementsByClass('two')).to.deep.equal([place]);
    expect(place.innerHTML).to.equal('<button></button>');
    const heard: string[] = [];
    lr.util.addEvent('click', [button], ({ type }) => heard.push(type));
    button.click();
    expect(heard).to.deep.equal(['click']);
    place.remove();
  });

  it('disableResendOTPButton gives a button its rest', () => {
    const button = document.createElement('button');
    button.addEventListener('click', (event) => lr.util.disableResendOTPButton(event));
    button.click();
    expect(button.disabled).to.equal(true);
  });

  it('the token of a PIN is there as long as it is good, and nowhere else', () => {
    const later = new Date(Date.now() + 60_000).toISOString();
    lr.setSessionToken({ session_token: 'pin', session_expires_in: later });
    expect(lr.getSessionToken()).to.equal('pin');
    expect(JSON.stringify([localStorage, sessionStorage])).not.to.contain('pin');
    lr.setSessionToken({ session_token: 'pin', session_expires_in: '2020-01-01T00:00:00Z' });
    expect(lr.getSessionToken()).to.equal(false);
  });
});
