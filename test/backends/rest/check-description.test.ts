import { expect } from 'chai';
import { checkDescription } from '../../../src/backends/rest/check-description.js';
import createRestClient from '../../../src/backends/rest/index.js';
import { isMfaError } from '../../../src/core/mfa-error.js';

const verify = { path: '/check', body: { code: '{code}' } };
const otp = [{ channels: ['sms'], verify }];

/** What is said of a description that is not right. The console has to say it too. */
function complaint(description: unknown, more: string[] = []): string[] {
  const warn = console.warn;
  const warnings: unknown[] = [];
  console.warn = (...words: unknown[]) => warnings.push(...words);
  try {
    checkDescription(description, more);
  } catch (error) {
    if (!isMfaError(error)) throw error;
    expect(error.code).to.equal('misconfigured');
    expect(warnings).to.deep.equal([`mfa-elements: ${error.message}`]);
    const [head, ...lines] = error.message.split('\n');
    expect(head).to.equal('The description of the REST backend is not right:');
    return lines;
  } finally {
    console.warn = warn;
  }
  expect(warnings).to.deep.equal([]);
  return [];
}

describe('a description', () => {
  it('is taken as an object and as JSON', () => {
    expect(checkDescription({ otp }, [])).to.deep.equal({ otp });
    expect(checkDescription(JSON.stringify({ otp }), [])).to.deep.equal({ otp });
    expect(complaint({})).to.deep.equal([]);
  });

  const ROWS: [what: string, description: unknown, complaint: string][] = [
    ['none', undefined, 'description must be an object'],
    ['a list', [], 'description must be an object'],
    [
      'a misspelt role',
      { opt: otp },
      'description.opt is not known; there is $schema, otp, destinations, totp, passkeys, push, factors, recovery, trustedDevices, remembersDevicesFor, login, stepUp, errors',
    ],
    ['no channels', { otp: [{ verify }] }, 'description.otp[0].channels is missing'],
    ['an empty list', { otp: [] }, 'description.otp must be a list that is not empty'],
    [
      'a channel that nobody has',
      { otp: [{ channels: ['sms', 'pigeon'], verify }] },
      'description.otp[0].channels[1] must be one of sms, email, voice, totp',
    ],
    ['no check', { otp: [{ channels: ['sms'] }] }, 'description.otp[0].verify is missing'],
    [
      'no path',
      { otp: [{ channels: ['sms'], verify: { body: {} } }] },
      'description.otp[0].verify.path is missing',
    ],
    [
      'a method in small letters',
      { otp: [{ channels: ['sms'], verify: { ...verify, method: 'post' } }] },
      'description.otp[0].verify.method must be one of GET, POST, PUT, PATCH, DELETE',
    ],
    [
      'a query in a path',
      { otp: [{ channels: ['sms'], verify: { ...verify, path: '/check?x=1' } }] },
      'description.otp[0].verify.path must have no query; there is a place of its own for it',
    ],
    [
      'the second of several steps',
      { otp: [{ channels: ['sms'], verify: [verify, { path: 7 }] }] },
      'description.otp[0].verify[1].path must be a string',
    ],
    [
      'a password in an address',
      {
        recovery: { regenerate: { path: '/codes', query: { p: '{password}' }, result: { codes: 'codes' } } },
      },
      'description.recovery.regenerate must not have {password} in an address',
    ],
    [
      'a code in a path',
      { recovery: { verify: { path: '/codes/{code}' } } },
      'description.recovery.verify must not have {code} in an address',
    ],
    [
      'a passkey without a begin',
      { passkeys: { use: { verify: { path: '/check', body: { answer: '{answer}' } } } } },
      'description.passkeys.use.begin is missing',
    ],
    [
      'a passkey whose options are nowhere',
      {
        passkeys: {
          use: {
            begin: { path: '/begin', result: { id: 'id' } },
            verify: { path: '/check', body: { answer: '{answer}' } },
          },
        },
      },
      'description.passkeys.use.begin must have options in its result',
    ],
    [
      'a passkey that nobody would look at',
      {
        passkeys: {
          create: {
            begin: { path: '/begin', result: { options: '' } },
            activate: { path: '/end', body: { name: '{deviceName}' } },
          },
        },
      },
      'description.passkeys.create.activate sends no {answer} or {answerJson}, so that nothing would be checked',
    ],
    [
      'a passkey in an address',
      {
        passkeys: {
          use: {
            begin: { path: '/begin', result: { options: '' } },
            verify: { path: '/check', query: { a: '{answerJson}' } },
          },
        },
      },
      'description.passkeys.use.verify must not have {answerJson} in an address',
    ],
    [
      'a passkey with a code',
      {
        passkeys: {
          use: {
            begin: { path: '/begin', result: { options: '' } },
            verify: { path: '/check', body: { answer: '{answer}', code: '{code}' } },
          },
        },
      },
      'description.passkeys.use.verify has no value for {code}; there is userName, phoneNumber, email, apiKey, accessToken, smsTemplate, emailTemplate, id, options, answer, answerJson, password, captcha, stepUp, rememberDevice',
    ],
    [
      'a misspelt part of passkeys',
      { passkeys: { make: {} } },
      'description.passkeys.make is not known; there is use, create',
    ],
    [
      'a list without its place',
      { factors: { list: { path: '/factors', result: { id: 'id' } } } },
      'description.factors.list must have items in its result',
    ],
    [
      'a kind that is none',
      { factors: { list: { path: '/f', result: { items: '' } }, kinds: { a: 'app' } } },
      'description.factors.kinds.a must be one of sms, email, voice, totp, recovery-code, security-questions, passkey, push',
    ],
    [
      'a value without a path',
      { factors: { list: { path: '/f', result: { items: '' } }, item: { active: { equals: ['on'] } } } },
      'description.factors.item.active.path is missing',
    ],
    [
      'a unit that is none',
      { errors: { retryAfter: { path: 'wait', as: 'minutes' } } },
      'description.errors.retryAfter.as must be one of epoch-s, in-s, in-ms, json',
    ],
    ['a number for a text', { errors: { message: 1 } }, 'description.errors.message must be a string'],
  ];
  for (const [what, description, expected] of ROWS) {
    it(`${what}: ${expected}`, () => expect(complaint(description)).to.deep.equal([expected]));
  }

  describe('that cannot work is refused, with the place and the mend', () => {
    const way = { channels: ['sms'], verify };
    const list = { method: 'GET', path: '/f', result: { items: '' } };
    const formed = (body: unknown, type = 'application/x-www-form-urlencoded'): unknown => ({
      recovery: { verify: { path: '/c', headers: { 'Content-Type': type }, body } },
    });
    const SENSELESS: [what: string, description: unknown, complaint: RegExp | undefined][] = [
      [
        'a step-up that nobody can give',
        { otp, errors: { proof: 'step-up' } },
        /^description\.errors wants a step-up, .*describe it in description\.stepUp$/,
      ],
      [
        'the same, of one call',
        {
          otp: [
            { ...way, verify: { ...verify, errors: { codes: { X: 'proof-required' }, proof: 'step-up' } } },
          ],
        },
        /^description\.otp\[0\]\.verify\.errors wants a step-up, /,
      ],
      ['a step-up that is described', { stepUp: { otp }, errors: { proof: 'step-up' } }, undefined],
      [
        'a call that wants what a step-up gives',
        { factors: { list, remove: { path: '/f/{id}', headers: { proof: '{stepUp}' } } } },
        /^description\.factors\.remove wants \{stepUp\}, .*description\.stepUp$/,
      ],
      [
        'a step-up that does not give it',
        { stepUp: { otp }, factors: { list, remove: { path: '/f/{id}', headers: { proof: '{stepUp}' } } } },
        /^description\.stepUp has a verify without stepUp in its result/,
      ],
      ['a step-up without a way', { stepUp: {} }, /^description\.stepUp has no way to prove anything/],
      [
        'a password that no call takes',
        { otp, errors: { code: 'c', codes: { PW: 'proof-required' } } },
        /^description\.errors wants the proof password, and no call takes it: put \{password\}/,
      ],
      [
        'answers to questions',
        { errors: { proof: 'security-questions' } },
        /^description\.errors\.proof must be one of/,
      ],
      ['a check that checks nothing', { recovery: { verify: { path: '/c' } } }, /verify sends no \{code\}/],
      [
        'a destination that is sent nowhere',
        { destinations: [{ channels: ['sms'], enroll: { path: '/d' }, confirm: verify }] },
        /^description\.destinations\[0\]\.enroll sends no \{destination\}/,
      ],
      [
        'a pairing without a key',
        { totp: { enroll: { path: '/a', result: { id: 'id' } }, activate: verify } },
        /^description\.totp\.enroll must have secret or uri in its result$/,
      ],
      [
        'a factor that nothing lists',
        { otp: [{ ...way, request: { path: '/f/{factor}' } }] },
        /^description\.otp\[0\]\.request wants \{factor\}, and nothing lists them: describe/,
      ],
      [
        'a login without factors',
        { otp, login: { result: { ticket: 't' } } },
        /^description\.login lists no factors/,
      ],
      [
        'a body that GET cannot send',
        { recovery: { verify: { ...verify, method: 'GET' } } },
        /has a body, which GET/,
      ],
      [
        'a form with objects in it',
        formed({ code: '{code}', a: { b: 1 } }),
        /has a body that a form cannot hold/,
      ],
      ['a form', formed({ code: '{code}', a: [1, 'b'], c: true }), undefined],
      [
        'a media type that holds no JSON',
        formed({ code: '{code}' }, 'multipart/form-data'),
        /bodies are JSON, of any/,
      ],
      ['JSON of any other media type', formed({ code: '{code}' }, 'application/x-amz-json-1.1'), undefined],
      [
        'a comparison with nothing',
        { recovery: { verify: { ...verify, success: { equals: ['OK'] } } } },
        /^description\.recovery\.verify\.success has equals, and no path/,
      ],
      [
        'a filter without a value',
        { errors: { code: 'nodes[attributes.name].id' } },
        /^description\.errors\.code is no path that leads anywhere: nodes\[attributes\.name\]\.id; a filter is \[name=value\]/,
      ],
      [
        'a filter in a filter',
        { errors: { code: 'nodes[a[b=c]=d]' } },
        /^description\.errors\.code is no path that leads anywhere/,
      ],
      [
        'a condition that is none',
        { recovery: { verify: { ...verify, if: 'code == 1' } } },
        /^description\.recovery\.verify\.if must be name or name=value$/,
      ],
    ];
    for (const [what, description, expected] of SENSELESS) {
      it(`${what}: ${expected ? 'refused' : 'taken'}`, () => {
        const lines = complaint(description);
        if (expected) expect(lines.join('\n')).to.match(expected);
        expect(lines.length).to.equal(expected ? 1 : 0);
      });
    }
  });

  it('names an error code that is none of ours', () => {
    expect(complaint({ errors: { codes: { E1: 'wrong' } } })[0]).to.match(
      /^description\.errors\.codes\.E1 must be one of invalid-code, /,
    );
  });

  it('knows which placeholders have a value where', () => {
    const wrong = { path: '/check', body: { code: '{cod}', on: '{clientId}' } };
    const given = { otp: [{ channels: ['sms'], verify: wrong }] };
    expect(complaint(given).map((line) => line.split(';')[0])).to.deep.equal([
      'description.otp[0].verify has no value for {cod}',
      'description.otp[0].verify has no value for {clientId}',
    ]);
    const right = { path: '/check', body: { code: '{code}', on: '{clientId}', by: '{chance?}' } };
    expect(complaint({ otp: [{ channels: ['sms'], verify: right }] }, ['clientId'])).to.deep.equal([]);
    // The code is not there before a person has typed it.
    expect(complaint({ otp: [{ channels: ['sms'], request: verify, verify }] })).to.have.length(1);
  });

  it('knows what earlier steps and calls have given', () => {
    const request = [
      { path: '/a', result: { one: 'one' } },
      { path: '/{one}', result: { two: 'two' } },
    ];
    const good = { channels: ['sms'], request, verify: { ...verify, path: '/{one}/{two}' } };
    expect(complaint({ otp: [good] })).to.deep.equal([]);
    expect(complaint({ otp: [{ ...good, request: [...request].reverse() }] })).to.have.length(1);
  });

  it('that is no JSON is not quoted', () => {
    expect(complaint('{"otp": secret')[0]).to.equal('description is not JSON');
  });

  it('says everything at once', () => {
    expect(complaint({ otp: [{ channels: ['x'], verify: {} }], errors: { code: 1 } })).to.have.length(3);
  });

  it('is checked when the client is made', () => {
    const warn = console.warn;
    console.warn = () => {};
    try {
      expect(() => createRestClient({ endpoint: '/' })).to.throw('description must be an object');
    } finally {
      console.warn = warn;
    }
  });
});
