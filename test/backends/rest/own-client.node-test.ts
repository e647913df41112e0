/** The client of docs/write-your-own-client.md, against the small backend that it is written for. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { OwnClient } from '../../../examples/own-client.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';
import { failureOf } from '../../support/failure-of.js';
import { startJsonServer, type Answer, type JsonServer } from './servers/json-server.js';

let server: JsonServer;
let client: OwnClient;
let answer: Answer | undefined;

beforeEach(async () => {
  answer = undefined;
  let tries = 0;
  server = await startJsonServer({
    'POST /mfa/codes': ({ body }) =>
      answer ?? { body: { id: `c/${String(body.via)}`, to: '*******0406', seconds: 120 } },
    'POST /mfa/codes/*': ({ parts: [id], body }) => {
      if (answer) return answer;
      if (id === 'c/sms' && body.code === '500001') return { body: { user: 'jdoe' } };
      return { status: 400, body: { error: 'wrong code', left: 3 - ++tries } };
    },
  });
  client = new OwnClient({ endpoint: `${server.endpoint}/mfa` });
});
afterEach(() => server.close());

void test('sends a code, refuses a wrong one, takes the right one', async () => {
  const before = Date.now();
  const challenge = await client.requestOtp({ channel: 'sms' });
  assert.deepEqual([challenge.id, challenge.destination], ['c/sms', '*******0406']);
  assert.ok((challenge.expiresAt ?? 0) - before >= 120_000);
  const error = await failureOf(client.verifyOtp(challenge, '1'));
  assert.deepEqual([error.code, error.attemptsLeft], ['invalid-code', 2]);
  assert.deepEqual(await client.verifyOtp(challenge, '500001'), { session: { user: 'jdoe' } });
});

void test('sends another over the same channel', async () => {
  await client.resendOtp(await client.requestOtp({ channel: 'email' }));
  await client.resendOtp({ id: 'c/email', channel: 'email' });
  assert.deepEqual(new Set(server.seen), new Set(['POST /mfa/codes {"via":"email"}']));
  assert.equal(server.seen.length, 3);
});

const ROWS: [answer: Answer, code: MfaErrorCode][] = [
  [{ status: 400, body: { error: 'too old' } }, 'code-expired'],
  [{ status: 400, body: { error: 'no more tries' } }, 'too-many-attempts'],
  [{ status: 401, body: {} }, 'unauthenticated'],
  [{ status: 500 }, 'server'],
  [{ status: 200 }, 'bad-response'],
];
for (const [given, code] of ROWS) {
  void test(`HTTP ${given.status} ${JSON.stringify(given.body ?? null)} is ${code}`, async () => {
    const challenge = await client.requestOtp({ channel: 'sms' });
    answer = given;
    assert.equal((await failureOf(client.verifyOtp(challenge, '500001'))).code, code);
  });
}

void test('says when to try again', async () => {
  const before = Date.now();
  answer = { status: 429, body: { error: 'slow down' }, headers: { 'retry-after': '30' } };
  const error = await failureOf(client.requestOtp({ channel: 'sms' }));
  assert.equal(error.code, 'rate-limited');
  assert.ok((error.retryAt ?? 0) - before >= 30_000);
});

void test('takes no challenge without an id', async () => {
  answer = { body: { to: '*******0406' } };
  assert.equal((await failureOf(client.requestOtp({ channel: 'sms' }))).code, 'bad-response');
});
