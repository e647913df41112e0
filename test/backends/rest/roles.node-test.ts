/** What a described client can do besides codes: the login's answer, destinations, settings, step-ups, trusted devices. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createRestClient, type RestDescription } from '../../../src/backends/rest/index.js';
import type { BackendOptions } from '../../../src/core/backend-registry.js';
import type { Factor, MfaClient } from '../../../src/core/client.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';
import { ProofFlow } from '../../../src/flows/proof-flow.js';
import { failureOf } from '../../support/failure-of.js';
import { startJsonServer, type Answer, type Call, type JsonServer } from './servers/json-server.js';

type Whole = Required<Omit<MfaClient, 'clockSkewMs'>>;

const CODE = '135790';
const list = { method: 'GET', path: '/factors', result: { items: 'all' } } as const;
const item = { id: 'id', kind: 'type', name: 'label', destination: 'to' };
const kinds = { phone: 'sms', app: 'totp', mail: 'email' } as const;

let server: JsonServer;
let answers: Record<string, Answer | ((call: Call) => Answer)>;

beforeEach(async () => {
  answers = {};
  const routes = ['GET', 'POST', 'PUT', 'DELETE'].flatMap((method) =>
    ['/*', '/*/*', '/*/*/*'].map((path) => `${method} ${path}`),
  );
  server = await startJsonServer(
    Object.fromEntries(
      routes.map((route) => [
        route,
        (call: Call) => {
          const key = `${route.split(' ')[0]!} /${call.parts.join('/')}`;
          const found = answers[key];
          if (!found) return { status: 500 };
          return typeof found === 'function' ? found(call) : found;
        },
      ]),
    ),
  );
});
afterEach(() => server.close());

function make(description: RestDescription, options: Partial<BackendOptions> = {}): Whole {
  return createRestClient({ endpoint: server.endpoint, description, ...options }) as Whole;
}

async function fails(promise: Promise<unknown>, code: MfaErrorCode): Promise<void> {
  assert.equal((await failureOf(promise)).code, code);
}

void describe('what the login gave', () => {
  const description: RestDescription = {
    otp: [
      {
        channels: ['sms', 'email'],
        names: { sms: 'phone' },
        expiresIn: 300,
        request: {
          path: '/send/{factor}',
          body: { ticket: '{ticket}' },
          result: { id: 'id', ticket: 'next' },
        },
        resend: false,
        verify: {
          path: '/check',
          body: { ticket: '{ticket}', id: '{id}', code: '{code}' },
          result: { session: '' },
        },
      },
      {
        channels: ['totp'],
        verify: { path: '/check', body: { ticket: '{ticket}', factor: '{factor}', code: '{code}' } },
      },
    ],
    login: {
      done: { path: 'token' },
      result: {
        ticket: 'mfa.ticket',
        items: { path: 'mfa.choice|mfa.way', as: 'json' },
        sent: 'mfa.way',
        destination: 'mfa.to',
        required: { path: 'mfa.must', default: true },
        expiresAt: { path: 'mfa.seconds', as: 'in-s' },
        session: 'token',
      },
      item,
      kinds,
    },
  };

  void test('is waited for where there is none', async () => {
    await fails(make(description).secondStep(undefined), 'misconfigured');
  });

  void test('may be all that is needed', async () => {
    const step = await make(description).secondStep({ token: 't', mfa: {} });
    assert.deepEqual(step, { factors: [], enrollable: [], required: false, verification: { session: 't' } });
  });

  void test('that makes no sense is no sign-in', async () => {
    for (const login of ['text', {}, { mfa: {} }, null])
      await fails(make(description).secondStep(login), 'bad-response');
  });

  void test('may put off until a day what is to be set up', async () => {
    const client = make({
      totp: {
        enroll: { path: '/apps', result: { secret: 's' } },
        activate: { path: '/apps', body: '{code}' },
      },
      factors: { list, item, kinds },
      login: { result: { items: 'ways', required: 'must', requiredFrom: { path: 'by', as: 'epoch-s' } } },
    });
    const by = 1_898_640_000;
    const step = await client.secondStep({ ways: [], by });
    assert.deepEqual([step.required, step.requiredFrom, step.enrollable], [false, by * 1000, ['totp']]);
    const now = await client.secondStep({ ways: [], by, must: true });
    assert.equal(now.required, true);
    const ever = await client.secondStep({ ways: [] });
    assert.deepEqual([ever.required, 'requiredFrom' in ever], [true, false]);
  });

  void test('is a list of ways, of which one is used; the ticket goes along and is renewed', async () => {
    const client = make(description);
    const choice = [
      { id: 'f1', type: 'phone', to: '***406', label: 'Old' },
      { id: 'f2', type: 'phone', to: '***777', label: 'New' },
      { id: 'f3', type: 'app' },
      { id: 'f4', type: 'pigeon' },
    ];
    const before = Date.now();
    const step = await client.secondStep({
      mfa: { ticket: 't1', choice: JSON.stringify(choice), seconds: 60 },
    });
    assert.deepEqual(
      step.factors.map(({ id, kind, destination }) => [id, kind, destination]),
      [
        ['f1', 'sms', '***406'],
        ['f2', 'sms', '***777'],
        ['f3', 'totp', undefined],
      ],
    );
    assert.deepEqual([step.required, step.challenge, step.enrollable], [true, undefined, []]);
    assert.ok(step.expiresAt! >= before + 60_000 && step.expiresAt! < before + 70_000);
    answers['POST /send/f2'] = { body: { id: 'c1', next: 't2' } };
    const challenge = await client.requestOtp({ channel: 'sms', deviceName: 'New' });
    assert.deepEqual([challenge.id, challenge.destination], ['c1', '***777']);
    answers['POST /check'] = { status: 400, body: {} };
    await fails(client.verifyOtp(challenge, '1'), 'invalid-code');
    const totp = await client.requestOtp({ channel: 'totp' });
    answers['POST /check'] = { body: { session: 's' } };
    await client.verifyOtp(totp, CODE);
    assert.deepEqual(server.seen, [
      'POST /send/f2 {"ticket":"t1"}',
      'POST /check {"ticket":"t2","id":"c1","code":"1"}',
      `POST /check {"ticket":"t2","factor":"f3","code":"${CODE}"}`,
    ]);
    // The sign-in is over: its ticket is forgotten.
    await client.verifyOtp(challenge, CODE);
    assert.equal(server.seen.at(-1), `POST /check {"id":"c1","code":"${CODE}"}`);
  });

  void test('may say that a code is on its way, which is not sent again', async () => {
    const client = make(description);
    const { challenge, factors } = await client.secondStep({
      mfa: { ticket: 't1', way: 'phone', to: '***406' },
    });
    assert.deepEqual(
      factors.map(({ id, kind }) => [id, kind]),
      [['phone', 'sms']],
    );
    assert.ok(challenge?.expiresAt);
    assert.deepEqual([challenge.channel, challenge.destination], ['sms', '***406']);
    assert.equal(challenge.canResend, false);
    await fails(client.resendOtp(challenge), 'unauthenticated');
    answers['POST /check'] = { body: { s: 1 } };
    assert.deepEqual(await client.verifyOtp(challenge, CODE), { session: { s: 1 } });
    assert.deepEqual(server.seen, [`POST /check {"ticket":"t1","id":"sms","code":"${CODE}"}`]);
  });

  void test('may need a call of its own, and the list of another', async () => {
    const verify = { path: '/flows/{flow}', body: { code: '{code}', csrf: '{csrf}' } };
    const client = make({
      otp: [{ channels: ['totp'], verify }],
      factors: { list, item, kinds },
      login: {
        request: { method: 'GET', path: '/flow', result: { flow: 'id', csrf: 'nodes[a.name=csrf].a.value' } },
      },
    });
    answers['GET /flow'] = { body: { id: 'x', nodes: [{ a: { name: 'csrf', value: 'v' } }] } };
    answers['GET /factors'] = { body: { all: [{ id: 1, type: 'app' }] } };
    answers['POST /flows/x'] = { body: {} };
    const { factors } = await client.secondStep(undefined);
    assert.deepEqual(factors, [{ id: '1', kind: 'totp', active: true }]);
    await client.verifyOtp({ id: 'totp', channel: 'totp' }, CODE);
    assert.equal(server.seen.at(-1), `POST /flows/x {"code":"${CODE}","csrf":"v"}`);
  });

  void test('offers what can be set up where nothing is', async () => {
    const totp = {
      enroll: { path: '/apps', result: { secret: 'key' } },
      activate: { path: '/apps/on', body: { code: '{code}' } },
    };
    const client = make({ totp, factors: { list, item, kinds }, login: { result: { required: 'must' } } });
    answers['GET /factors'] = { body: { all: [] } };
    const { enrollable, required } = await client.secondStep({ must: false });
    assert.deepEqual([enrollable, required], [['totp'], false]);
  });
});

void describe('a token that a call renews', () => {
  const headers = { authorization: 'Bearer {accessToken}' };
  const description: RestDescription = {
    otp: [
      {
        channels: ['totp'],
        verify: { path: '/check', headers, body: { code: '{code}' }, result: { accessToken: 'token' } },
      },
    ],
    factors: { list: { ...list, headers }, item, kinds },
    login: { result: { accessToken: 'ticket' } },
  };
  let seen: (string | null)[];
  beforeEach(() => {
    seen = [];
    const note = (body: unknown) => (call: Call) => {
      seen.push(call.headers.get('authorization'));
      return { body };
    };
    answers['POST /check'] = note({ token: 'renewed' });
    answers['GET /factors'] = note({ all: [] });
  });

  void test("takes the place of the page's, until the page has another", async () => {
    let accessToken = 'first';
    const client = make(description, { accessToken: () => accessToken });
    await client.verifyOtp({ id: 'totp', channel: 'totp' }, CODE);
    await client.listFactors();
    accessToken = 'second';
    await client.listFactors();
    accessToken = 'first';
    await client.listFactors();
    assert.deepEqual(seen, ['Bearer first', 'Bearer renewed', 'Bearer second', 'Bearer first']);
  });

  void test('of a login ends with it', async () => {
    answers['POST /check'] = { body: {} };
    const client = make(description);
    await client.secondStep({ ticket: 'of the login' });
    await client.verifyOtp({ id: 'totp', channel: 'totp' }, CODE);
    await client.listFactors();
    assert.deepEqual(seen, ['Bearer of the login', null]);
  });
});

void describe('destinations', () => {
  const description: RestDescription = {
    destinations: [
      {
        channels: ['sms', 'voice'],
        names: { voice: 'call' },
        expiresIn: 60,
        enroll: { path: '/phones', body: { to: '{destination}', by: '{channel}' }, result: { id: 'id' } },
        confirm: { method: 'PUT', path: '/phones/{id}', body: { code: '{code}', to: '{destination}' } },
      },
    ],
  };

  void test('are set up by a code that is sent to them', async () => {
    const client = make(description);
    assert.deepEqual(client.enrollableChannels, ['sms', 'voice']);
    assert.equal(Object.keys(client).includes('requestOtp'), false);
    await fails(client.enrollDestination({ channel: 'sms' }), 'invalid-destination');
    await fails(client.enrollDestination({ channel: 'email', destination: 'x' }), 'misconfigured');
    answers['POST /phones'] = { body: { id: 'p1' } };
    answers['PUT /phones/p1'] = { status: 422, body: {} };
    const challenge = await client.enrollDestination({ channel: 'voice', destination: '+12025550406' });
    assert.deepEqual([challenge.destination, challenge.channel], ['*******0406', 'voice']);
    assert.ok(challenge.expiresAt);
    await fails(client.confirmDestination(challenge, '1'), 'invalid-code');
    answers['PUT /phones/p1'] = { body: {} };
    assert.deepEqual(await client.confirmDestination(challenge, CODE), {});
    assert.deepEqual(server.seen, [
      'POST /phones {"to":"+12025550406","by":"call"}',
      'PUT /phones/p1 {"code":"1","to":"+12025550406"}',
      `PUT /phones/p1 {"code":"${CODE}","to":"+12025550406"}`,
    ]);
  });
});

void describe('settings', () => {
  const description: RestDescription = {
    factors: {
      list: { ...list, result: { items: 'all', required: 'must', addable: 'more' } },
      item: { ...item, active: { path: 'state', equals: ['on'], default: 'on' } },
      kinds,
      rename: {
        method: 'PUT',
        path: '/factors/{kind}/{id}',
        body: { from: '{deviceName}', to: '{newName}' },
      },
      remove: [
        { if: 'kind=phone', method: 'DELETE', path: '/phones/{id}' },
        { if: 'kind=app', method: 'DELETE', path: '/apps/{id}' },
      ],
    },
  };
  const PHONE = { id: 'p', type: 'phone', to: '***406' };
  const APP = { id: 'a', type: 'app', label: 'Mine' };
  const MAIL = { id: 'm', type: 'mail', state: 'off' };

  void test('tell what is there, what may be added, and whether one has to stay', async () => {
    const client = make(description);
    answers['GET /factors'] = {
      body: { all: [PHONE, APP, MAIL], must: true, more: ['mail', 'pigeon', 'mail'] },
    };
    const { factors, addable, required } = await client.factorSettings();
    assert.deepEqual(
      factors.map(({ id, kind, active }) => [id, kind, active]),
      [
        ['p', 'sms', true],
        ['a', 'totp', true],
        ['m', 'email', false],
      ],
    );
    assert.deepEqual([addable, required], [['email'], true]);
    answers['GET /factors'] = { body: { all: [], more: [APP] } };
    assert.deepEqual(await client.factorSettings(), { factors: [], addable: ['totp'], required: false });
  });

  void test('that do not say what may be added leave it open', async () => {
    const result = { items: 'all', required: 'must' };
    answers['GET /factors'] = { body: { all: [], must: true } };
    const settings = await make({ factors: { list: { ...list, result }, item, kinds } }).factorSettings();
    assert.deepEqual(settings, { factors: [], required: true });
    assert.ok(!('factorSettings' in make({ factors: { list, item, kinds } })));
  });

  void test('tell from when on one is needed', async () => {
    const result = { items: 'all', requiredFrom: 'must.since' };
    answers['GET /factors'] = { body: { all: [PHONE], must: { since: '2030-03-03T00:00:00Z' } } };
    const client = make({ factors: { list: { ...list, result }, item, kinds } });
    const { required, requiredFrom } = await client.factorSettings();
    assert.deepEqual([required, requiredFrom], [false, Date.parse('2030-03-03T00:00:00Z')]);
    answers['GET /factors'] = { body: { all: [PHONE], must: {} } };
    assert.ok(!('requiredFrom' in (await client.factorSettings())));
  });

  void test('rename and remove by the words of the backend', async () => {
    const client = make(description);
    answers['GET /factors'] = { body: { all: [PHONE, APP, MAIL] } };
    const [phone, app, mail] = (await client.listFactors()) as [Factor, Factor, Factor];
    answers['PUT /factors/app/a'] = answers['DELETE /phones/p'] = answers['DELETE /apps/a'] = { body: {} };
    await client.renameFactor(app, 'Yours');
    await client.removeFactor(phone);
    await client.removeFactor(app);
    await fails(client.removeFactor(mail), 'misconfigured');
    assert.deepEqual(server.seen.slice(1), [
      'PUT /factors/app/a {"from":"Mine","to":"Yours"}',
      'DELETE /phones/p',
      'DELETE /apps/a',
    ]);
  });
});

void describe('a step-up', () => {
  const description: RestDescription = {
    factors: {
      list,
      item,
      kinds: { phone: 'sms', app: 'totp' },
      remove: { method: 'DELETE', path: '/factors/{id}', headers: { 'x-proof': '{stepUp}' } },
    },
    stepUp: {
      otp: [
        {
          channels: ['totp', 'sms', 'email'],
          request: { path: '/reauth', body: { by: '{channel}' } },
          verify: { path: '/reauth/check', body: { code: '{code}' }, result: { stepUp: 'proof' } },
        },
      ],
      recovery: {
        verify: { path: '/reauth/recovery', body: { code: '{code}' }, result: { stepUp: 'proof' } },
      },
    },
    errors: { code: 'error', codes: { OLD: 'proof-required' }, proof: 'step-up' },
  };

  void test('is asked of what the person has, and of what the list cannot tell', async () => {
    const client = make(description);
    answers['GET /factors'] = { body: { all: [{ id: 'a', type: 'app' }] } };
    const { factors, required, enrollable } = await client.stepUp().secondStep!(undefined);
    assert.deepEqual(
      factors.map(({ kind }) => kind),
      ['totp', 'email'],
    );
    assert.deepEqual([required, enrollable], [true, []]);
  });

  void test('gives the proof with which a call is made again', async () => {
    const client = make(description);
    answers['GET /factors'] = { body: { all: [{ id: 'a', type: 'app' }] } };
    answers['POST /reauth'] = { body: {} };
    answers['POST /reauth/check'] = ({ body }) =>
      body.code === CODE ? { body: { proof: 'p' } } : { status: 403, body: {} };
    answers['DELETE /factors/a'] = ({ headers }) =>
      headers.get('x-proof') === 'p' ? { body: {} } : { status: 403, body: { error: 'OLD' } };
    const [factor] = await client.listFactors();
    const proof = new ProofFlow();
    const removal = proof.guard(client, (given) => client.removeFactor(factor!, given && { proof: given }));
    await new Promise<void>((resolve) => proof.subscribe(resolve));
    const { state } = proof;
    assert.ok(state.status === 'asking' && state.kind === 'step-up');
    const challenge = await state.client.requestOtp!({ channel: 'totp' });
    await fails(state.client.verifyOtp!(challenge, '1'), 'invalid-code');
    const verification = await state.client.verifyOtp!(challenge, CODE);
    assert.deepEqual(verification, { proof: { stepUp: 'p' } });
    proof.give(verification.proof);
    await removal;
    assert.equal(server.seen.filter((line) => line.startsWith('DELETE')).length, 1);
  });

  void test('may end with a recovery code', async () => {
    answers['POST /reauth/recovery'] = { body: { proof: 'r' } };
    const verification = await make(description).stepUp().verifyRecoveryCode!('abc');
    assert.deepEqual(verification, { proof: { stepUp: 'r' } });
  });
});

void test('trusted devices are listed, and forgotten one by one or all', async () => {
  const client = make({
    trustedDevices: {
      list: { method: 'GET', path: '/devices', result: { items: 'devices' } },
      item: {
        id: 'key',
        name: 'attributes[name=device].value',
        place: 'from',
        lastUsedAt: { path: 'seen', as: 'epoch-s' },
        expiresAt: 'until',
        isThis: 'current',
      },
      remove: { method: 'DELETE', path: '/devices/{id}' },
      removeAll: { method: 'DELETE', path: '/devices' },
    },
  });
  answers['GET /devices'] = {
    body: {
      devices: [
        {
          key: 1,
          attributes: [{ name: 'device', value: 'Laptop' }],
          from: 'Oslo',
          seen: 1_900_000_000,
          until: '2031-01-01T00:00:00Z',
          current: true,
        },
        { key: 'k2' },
        { from: 'nowhere' },
      ],
    },
  };
  const [first, ...others] = await client.listTrustedDevices();
  const skew = client as MfaClient;
  assert.deepEqual(first, {
    id: '1',
    name: 'Laptop',
    place: 'Oslo',
    lastUsedAt: 1_900_000_000_000 - (skew.clockSkewMs ?? 0),
    expiresAt: Date.parse('2031-01-01T00:00:00Z') - (skew.clockSkewMs ?? 0),
    isThis: true,
  });
  assert.deepEqual(others, [{ id: 'k2' }]);
  answers['DELETE /devices/k2'] = answers['DELETE /devices'] = { status: 204 };
  await client.forgetTrustedDevice(others[0]!);
  await client.forgetAllTrustedDevices();
  assert.deepEqual(server.seen.slice(1), ['DELETE /devices/k2', 'DELETE /devices']);
});

void test('a value of the page may take its time', async () => {
  const verify = { path: '/check', body: { code: '{code}', captcha: '{captchaToken?}' } };
  const description: RestDescription = { otp: [{ channels: ['totp'], verify }] };
  answers['POST /check'] = { body: {} };
  await make(description, { more: { captchaToken: () => Promise.resolve('c') } }).verifyOtp(
    { id: 'totp', channel: 'totp' },
    CODE,
  );
  await make(description).verifyOtp({ id: 'totp', channel: 'totp' }, CODE);
  assert.deepEqual(server.seen, [
    `POST /check {"code":"${CODE}","captcha":"c"}`,
    `POST /check {"code":"${CODE}"}`,
  ]);
});

void test('a form is sent as one', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const verify = { path: '/check', headers, body: { grant: 'urn:otp', code: '{code}', id: '{id}' } };
  const types: (string | null)[] = [];
  answers['POST /check'] = () => ({ status: 200, body: {} });
  const sent: unknown[] = [];
  const spy: typeof fetch = (_url, init) => {
    types.push(new Headers(init?.headers).get('content-type'));
    sent.push(init?.body);
    return Promise.resolve(new Response('{}'));
  };
  await make({ otp: [{ channels: ['sms'], verify }] }, { fetch: spy }).verifyOtp(
    { id: 'a b', channel: 'sms' },
    CODE,
  );
  assert.deepEqual([types, sent], [[headers['content-type']], [`grant=urn%3Aotp&code=${CODE}&id=a+b`]]);
});
