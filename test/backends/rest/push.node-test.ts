/** Notifications through a described client: sent, asked about, refused, taken back; and devices for them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRestClient, type RestDescription } from '../../../src/backends/rest/index.js';
import type { MfaClient } from '../../../src/core/client.js';
import { isMfaError } from '../../../src/core/mfa-error.js';
import { failureOf } from '../../support/failure-of.js';
import { createPushServer, numberedPush } from '../../support/push-server.js';

type Client = Required<MfaClient>;

function start(push: Partial<NonNullable<RestDescription['push']>> = {}) {
  const server = createPushServer();
  const description = { ...numberedPush, push: { ...numberedPush.push!, ...push } };
  const endpoint = 'https://acme.example/api';
  const client = createRestClient({ endpoint, description, fetch: server.fetch }) as Client;
  return { server, client };
}

function mistakeOf(push: object): string {
  try {
    createRestClient({ endpoint: '/', description: { push } });
  } catch (error) {
    if (isMfaError(error)) return error.message;
  }
  return '';
}

void describe('a described notification', () => {
  void test('has the number that the device shows, and is approved', async () => {
    const { server, client } = start();
    const challenge = await client.sendPush({ deviceName: 'Pixel 9' });
    assert.deepEqual([challenge.number], server.numbers);
    assert.deepEqual([challenge.deviceName, challenge.pollAfterMs], ['Pixel 9', 3000]);
    assert.ok((challenge.expiresAt ?? 0) > Date.now() + 100_000);
    assert.ok((challenge.resendAt ?? 0) > Date.now() + 20_000);
    assert.equal(await client.pollPush(challenge), undefined);
    server.answer('yes');
    assert.deepEqual(await client.pollPush(challenge), { session: 'eyJ-session' });
    assert.deepEqual(server.seen, ['POST /api/pushes', 'GET /api/pushes/p1', 'GET /api/pushes/p1']);
  });

  for (const [state, code] of [
    ['no', 'push-denied'],
    ['late', 'challenge-expired'],
  ] as const)
    void test(`that ends with ${state} is ${code}`, async () => {
      const { server, client } = start();
      const challenge = await client.sendPush({});
      server.answer(state);
      assert.equal((await failureOf(client.pollPush(challenge))).code, code);
    });

  void test('is taken back', async () => {
    const { server, client } = start();
    await client.cancelPush(await client.sendPush({}));
    assert.deepEqual(server.numbers, []);
  });

  void test('comes to a device that scans a code', async () => {
    const { server, client } = start();
    const enrollment = await client.beginPushEnrollment();
    assert.match(enrollment.uri, /^acmepush:/);
    assert.equal(await client.pollPushEnrollment(enrollment), undefined);
    server.scan();
    assert.deepEqual(await client.pollPushEnrollment(enrollment), {});
  });

  void test('is not understood where its answer has another word', async () => {
    const { client } = start({ answers: { yes: 'approved', wait: 'pending' } });
    const challenge = await client.sendPush({});
    assert.equal((await failureOf(client.pollPush(challenge))).code, 'bad-response');
  });
});

void describe('a mistake', () => {
  const send = { path: '/send' };
  const poll = { path: '/ask', result: { answer: 'state' } };
  const answers = { open: 'pending', yes: 'approved' };

  for (const [what, push, words] of [
    ['no answer', { send, poll: { path: '/ask' }, answers }, 'description.push.poll must have answer'],
    ['no word to go on with', { send, poll, answers: { yes: 'approved' } }, 'no word that means pending'],
    ['half an enrolment', { send, poll, answers, pollEnroll: poll }, 'only one of enroll and pollEnroll'],
    ['an unknown meaning', { send, poll, answers: { a: 'maybe' } }, 'description.push.answers.a'],
    ['no poll', { send, answers }, 'poll'],
  ] as const)
    void test(`is told with its place: ${what}`, () => {
      const mistake = mistakeOf(push);
      assert.ok(mistake.includes(words), mistake);
    });
});
