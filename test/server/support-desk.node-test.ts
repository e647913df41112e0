/** A support desk in front of the sandbox: who may, what happens, and what is noted. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import ts from 'typescript';
import { listen, type Listening } from '../../examples/server/listen.js';
import { MfaError } from '../../src/core/mfa-error.js';
import * as library from '../../src/server/index.js';
import {
  createMemoryStore,
  createSupportDesk,
  LoginRadiusAdmin,
  RESETTABLE,
  toNodeHandler,
  type DeskRequest,
  type GatewayEvent,
  type SupportDeskOptions,
} from '../../src/server/index.js';
import { pageSamples } from '../support/page-samples.js';
import { createTestSandbox, type TestSandbox } from '../support/sandbox.js';
import { startSandboxServer } from '../support/sandbox-server.js';
import { askAt, startGatewaySite, type Answer, type AskOptions } from './support/gateway-site.js';

const KEYS = { apiKey: 'sandbox-api-key', apiSecret: 'sandbox-api-secret' };

let server: Awaited<ReturnType<typeof startSandboxServer>>;
let sandbox: TestSandbox;
let admin: LoginRadiusAdmin;
let uid: string;
let desk: Listening;
let events: GatewayEvent[];
let asked: DeskRequest[];
let verdict: () => unknown;

before(async () => {
  server = await startSandboxServer();
  desk = await listen();
});
after(async () => {
  await desk.close();
  await server.close();
});
beforeEach(async () => {
  sandbox = await createTestSandbox({ loginRadius: { mfa: 'optional', users: [JDOE] } }, server.url);
  admin = new LoginRadiusAdmin({ ...KEYS, endpoint: sandbox.base });
  uid = await uidOf();
  [events, asked] = [[], []];
  verdict = () => true;
  openDesk({ limits: { user: { count: 100, windowMs: 60_000 } } });
});

function openDesk(options: Partial<SupportDeskOptions> = {}): void {
  const whole = createSupportDesk({
    admin,
    authorize: (_, wanted) => {
      asked.push(wanted);
      return verdict() as boolean;
    },
    logger: (event) => events.push(event),
    ...options,
  });
  desk.handle = toNodeHandler(whole);
}

const JDOE = { userName: 'jdoe', password: 'correct horse', emails: ['jdoe@example.com'] };

async function uidOf(): Promise<string> {
  const response = await fetch(`${sandbox.base}/identity/v2/auth/login/2fa?apiKey=${KEYS.apiKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'jdoe@example.com', password: 'correct horse' }),
  });
  return ((await response.json()) as { Profile: { Uid: string } }).Profile.Uid;
}

const ask = (method: string, path: string, options?: AskOptions): Promise<Answer> =>
  askAt(desk.url, method, `/support/users/${path}`, options);
const managed = async (): Promise<string[]> =>
  (await sandbox.requests()).map(({ path }) => path).filter((path) => path.includes('/manage/'));

void test('takes away each factor, and notes whose and which', async () => {
  for (const factor of RESETTABLE) {
    const { status, text } = await ask('DELETE', `${uid}/factors/${factor}`);
    assert.deepEqual([status, text], [204, ''], factor);
  }
  assert.equal((await managed()).length, RESETTABLE.length);
  assert.deepEqual(
    events.map(({ event, level, userName, factor, status, address }) => [
      event,
      level,
      userName,
      factor,
      status,
      address,
    ]),
    RESETTABLE.map((factor) => ['factor-reset', 'info', uid, factor, 204, '127.0.0.1']),
  );
  assert.deepEqual(asked[0], { action: 'reset-factor', uid, factor: 'sms' });
});

void test('gives new codes, which are in no journal and in no cache', async () => {
  const answer = await ask('POST', `${uid}/recoveryCodes`);
  assert.equal(answer.status, 200);
  const codes = answer.body.codes as string[];
  assert.equal(codes.length, 10);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.deepEqual(
    events.map(({ event, userName }) => [event, userName]),
    [['recovery-codes-made', uid]],
  );
  const log = JSON.stringify(events);
  for (const secret of [...codes, KEYS.apiSecret]) assert.ok(!log.includes(secret));
  assert.deepEqual(asked, [{ action: 'make-recovery-codes', uid }]);
});

void describe('who may not', () => {
  const noes: Record<string, () => unknown> = {
    'the application says no': () => false,
    'it says nothing': () => undefined,
    'it says what is merely like a yes': () => 'true',
    'it gives an object': () => ({ allowed: true }),
    'it promises a no': () => Promise.resolve(false),
    'it promises something': () => Promise.resolve(1),
  };
  for (const [why, no] of Object.entries(noes)) {
    void test(`${why}: nothing reaches the service, and it is noted`, async () => {
      verdict = no;
      for (const [method, path] of [
        ['DELETE', `${uid}/factors/sms`],
        ['POST', `${uid}/recoveryCodes`],
      ] as const) {
        const { status, body } = await ask(method, path);
        assert.deepEqual([status, body.code], [403, 'unauthenticated']);
      }
      assert.deepEqual(await managed(), []);
      assert.deepEqual(
        events.map(({ event, level, userName, status }) => [event, level, userName, status]),
        [1, 2].map(() => ['refused', 'warn', uid, 403]),
      );
    });
  }

  void test('the application is in trouble: nobody may, and nothing of it is told', async () => {
    for (const trouble of [
      () => Promise.reject(new Error('hunter2')),
      () => {
        throw new Error('hunter2');
      },
    ]) {
      verdict = trouble;
      const { status, text } = await ask('DELETE', `${uid}/factors/sms`);
      assert.equal(status, 500);
      assert.ok(!`${text}${JSON.stringify(events)}`.includes('hunter2'));
    }
    assert.deepEqual(await managed(), []);
  });

  void test('another site: the application is not even asked', async () => {
    for (const headers of [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: null, 'sec-fetch-site': null },
    ]) {
      const { status } = await ask('DELETE', `${uid}/factors/sms`, { headers });
      assert.equal(status, 403);
    }
    assert.deepEqual([asked, await managed()], [[], []]);
  });
});

void test('what is no person and no factor is not there', async () => {
  for (const [method, path, status] of [
    ['DELETE', `${uid}/factors/voice`, 404],
    ['DELETE', `${uid}/factors/constructor`, 404],
    ['DELETE', `a%2Fb/factors/sms`, 404],
    ['DELETE', `%2E%2E/factors/sms`, 404],
    ['DELETE', `/factors/sms`, 404],
    ['DELETE', `${uid}/factors`, 404],
    ['GET', `${uid}/recoveryCodes`, 405],
    ['POST', `${uid}/factors/sms`, 405],
  ] as const) {
    assert.equal((await ask(method, path)).status, status, `${method} ${path}`);
  }
  assert.deepEqual([asked, await managed()], [[], []]);
});

void test('trouble of the service is trouble of the server, in clean words', async () => {
  const wrong = new LoginRadiusAdmin({ ...KEYS, apiSecret: 'hunter2', endpoint: sandbox.base });
  desk.handle = toNodeHandler(createSupportDesk({ admin: wrong, authorize: () => true }));
  const refused = await ask('DELETE', `${uid}/factors/sms`);
  assert.deepEqual([refused.status, refused.body.code], [502, 'misconfigured']);
  await sandbox.faults({ fail: 'server' });
  const down = await ask('POST', `${uid}/recoveryCodes`);
  assert.deepEqual([down.status, down.body.code], [502, 'server']);
  for (const { text } of [refused, down]) assert.ok(!/hunter2|secret/i.test(text), text);
});

void describe('limits', () => {
  const DAY_S = 24 * 60 * 60;
  const other = 'somebody-else';
  const agentOf = (request: Request): string => request.headers.get('x-agent') ?? '';
  const by = (agent: string, whom = uid): Promise<Answer> =>
    ask('POST', `${whom}/recoveryCodes`, { headers: { 'x-agent': agent } });
  /** A service that has done what it was asked. */
  const content: SupportDeskOptions['admin'] = {
    resetFactor: () => Promise.resolve(),
    regenerateRecoveryCodes: () => Promise.resolve({ codes: [] }),
  };
  const once = { count: 1, windowMs: 60_000 };

  void test('one person: five in a day, resets and codes together, by whomever', async () => {
    openDesk({ agentOf });
    for (let i = 0; i < 4; i++) assert.equal((await by(`agent-${i}`)).status, 200);
    const headers = { 'x-agent': 'agent-4' };
    assert.equal((await ask('DELETE', `${uid}/factors/sms`, { headers })).status, 204);
    const calls = (await managed()).length;
    const refused = await by('agent-5');
    assert.deepEqual([refused.status, refused.body.code], [429, 'rate-limited']);
    const wait = Number(refused.headers.get('retry-after'));
    assert.ok(wait <= DAY_S && wait > DAY_S - 60, `${wait}`);
    assert.equal((await managed()).length, calls);
    const { event, level, userName, agent, message } = events.at(-1)!;
    assert.deepEqual(
      [event, level, userName, agent, message],
      ['refused', 'warn', uid, 'agent-5', 'Too much for this person'],
    );
  });

  void test('one agent: thirty in an hour, for whomever; another one goes on', async () => {
    openDesk({ agentOf, admin: content });
    for (let i = 0; i < 30; i++) assert.equal((await by('busy', `person-${i}`)).status, 200);
    const refused = await by('busy', other);
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) <= 3600);
    assert.equal(events.at(-1)!.message, 'Too much from this agent');
    assert.equal((await by('rested', other)).status, 200);
  });

  void test('an agent who is over theirs uses up nobody else’s', async () => {
    openDesk({ agentOf, admin: content, limits: { agent: once, user: once } });
    assert.equal((await by('busy', other)).status, 200);
    for (let i = 0; i < 5; i++) assert.equal((await by('busy')).status, 429);
    assert.equal((await by('rested')).status, 200);
  });

  void test('a desk that does not say who counts as one agent', async () => {
    openDesk({ admin: content, limits: { agent: once } });
    assert.equal((await by('one')).status, 200);
    assert.equal((await by('another', other)).status, 429);
    assert.ok(events.every((event) => !('agent' in event)));
  });

  void test('what may not be done does not count, and nobody is asked who it was', async () => {
    let times = 0;
    openDesk({ agentOf: () => `agent-${times++}`, admin: content, limits: { agent: once, user: once } });
    verdict = () => false;
    for (let i = 0; i < 3; i++) assert.equal((await by('')).status, 403);
    assert.equal(times, 0);
    verdict = () => true;
    assert.equal((await by('')).status, 200);
  });

  for (const nobody of ['', undefined, 7])
    void test(`an agent who is ${JSON.stringify(nobody)} is nobody: nothing is done`, async () => {
      openDesk({ agentOf: () => nobody as string });
      assert.equal((await by('')).status, 500);
      assert.deepEqual(await managed(), []);
    });

  for (const [code, isSure] of [
    ['not-enrolled', true],
    ['misconfigured', true],
    ['unauthenticated', true],
    ['rate-limited', true],
    ['network', false],
    ['timeout', false],
    ['bad-response', false],
    ['server', false],
  ] as const)
    void test(`${code} of the service ${isSure ? 'does not count' : 'counts'} for the person`, async () => {
      let isDown = true;
      const regenerateRecoveryCodes = (): Promise<{ codes: string[] }> =>
        isDown ? Promise.reject(new MfaError(code)) : Promise.resolve({ codes: [] });
      openDesk({ agentOf, admin: { ...content, regenerateRecoveryCodes }, limits: { user: once } });
      assert.notEqual((await by('one')).status, 200);
      isDown = false;
      assert.equal((await by('one')).status, isSure ? 200 : 429);
    });

  void test('for the agent it counts, whatever came of it', async () => {
    const refusing = () => Promise.reject(new MfaError('not-enrolled'));
    openDesk({ agentOf, admin: { ...content, regenerateRecoveryCodes: refusing }, limits: { agent: once } });
    assert.equal((await by('one')).status, 404);
    assert.equal((await by('one', other)).status, 429);
  });

  void test('while nothing can be counted nobody is helped', async () => {
    const gone = { ...createMemoryStore(), take: () => Promise.reject(new Error('gone')) };
    openDesk({ agentOf, store: gone, storeSecret: 'secret of the store' });
    const { status, headers } = await by('one');
    assert.deepEqual([status, headers.get('retry-after')], [503, '5']);
    assert.deepEqual(await managed(), []);
  });

  void test('what is none, and a store without a secret, are refused at once', () => {
    for (const options of [
      { limits: { agent: { count: 0, windowMs: 60_000 } } },
      { limits: { user: { count: 1, windowMs: 10 } } },
      { store: createMemoryStore() },
    ])
      assert.throws(() => openDesk(options), { name: 'MfaError', code: 'misconfigured' });
  });
});

void describe('in a gateway', () => {
  void test('there is none unless it is switched on', async () => {
    const site = await startGatewaySite();
    const { status } = await site.ask('DELETE', `/support/users/${uid}/factors/sms`);
    assert.equal(status, 404);
    await site.close();
  });

  void test('it is one option, with the same journal, and asks nobody for a session of the page', async () => {
    const site = await startGatewaySite({
      gateway: { supportDesk: { admin, authorize: () => verdict() as boolean } },
    });
    const reset = (): Promise<Answer> =>
      site.ask('DELETE', `/support/users/${uid}/factors/sms`, { session: null });
    assert.equal((await reset()).status, 204);
    verdict = () => false;
    assert.equal((await reset()).status, 403);
    assert.deepEqual(
      site.events.map(({ event, userName }) => [event, userName]),
      [
        ['factor-reset', uid],
        ['refused', uid],
      ],
    );
    assert.equal((await site.ask('GET', '/users/me/mfadevices')).status, 200);
    await site.close();
  });

  void test('it has limits of its own, which count in the store of the gateway', async () => {
    const store = createMemoryStore();
    const gateway = {
      store,
      supportDesk: { admin, authorize: () => true, limits: { user: { count: 1, windowMs: 60_000 } } },
    };
    const sites = [await startGatewaySite({ gateway }), await startGatewaySite({ gateway })];
    const statuses: number[] = [];
    for (const site of sites)
      statuses.push((await site.ask('DELETE', `/support/users/${uid}/factors/sms`)).status);
    assert.deepEqual(statuses, [204, 429]);
    for (const site of sites) await site.close();
  });
});

void test('the samples of the page work as they stand there', async () => {
  const blocks = pageSamples('docs/loginradius-on-your-server.md', 'ts').map(({ code }) => code);
  const code = blocks.join('').replace(/import \{[^}]*\} from 'mfa-elements\/server';/g, '');
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const journal: GatewayEvent[] = [];
  const given = {
    ...library,
    ...KEYS,
    uid,
    journal,
    // The samples name no host: in this test it is the sandbox.
    LoginRadiusAdmin: class extends LoginRadiusAdmin {
      constructor(options: { apiKey: string; apiSecret: string }) {
        super({ ...options, endpoint: sandbox.base });
      }
    },
    staff: {
      mayHelp: (_: Request, whom: string, action: string) => whom === uid && action === 'reset-factor',
      idOf: () => 'agent-7',
    },
    createServer: (handle: typeof desk.handle) => ({ listen: () => (desk.handle = handle) }),
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page's own words are what is tested
  const run = new Function(
    ...Object.keys(given),
    `return (async () => { ${outputText}; return { codes, changePayout }; })();`,
  ) as (...values: unknown[]) => Promise<{
    codes: string[];
    changePayout: (session: { uid: string }, token: string) => Promise<number>;
  }>;
  const { codes, changePayout } = await run(...Object.values(given));
  assert.equal(codes.length, 10);
  assert.equal(await changePayout({ uid }, 'made up'), 403);
  assert.equal((await ask('DELETE', `${uid}/factors/email`)).status, 204);
  assert.equal((await ask('POST', `${uid}/recoveryCodes`)).status, 403);
  assert.deepEqual(
    journal.map(({ event, agent }) => [event, agent]),
    [
      ['factor-reset', 'agent-7'],
      ['refused', undefined],
    ],
  );
});
