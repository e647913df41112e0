/** A support desk in front of the sandbox: who may, what happens, and what is noted. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import ts from 'typescript';
import { listen, type Listening } from '../../examples/server/listen.js';
import * as library from '../../src/server/index.js';
import {
  createSupportDesk,
  LoginRadiusAdmin,
  RESETTABLE,
  toNodeHandler,
  type DeskRequest,
  type GatewayEvent,
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
  desk.handle = toNodeHandler(
    createSupportDesk({
      admin,
      authorize: (_, wanted) => {
        asked.push(wanted);
        return verdict() as boolean;
      },
      logger: (event) => events.push(event),
    }),
  );
});

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
    journal.map(({ event }) => event),
    ['factor-reset', 'refused'],
  );
});
