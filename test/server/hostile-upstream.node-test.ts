/** Whatever the backend answers, the page gets a clean problem, and nothing of the backend's own words. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { isMfaError } from '../../src/core/mfa-error.js';
import { createMfaGateway } from '../../src/server/index.js';
import { identify, startGatewaySite, type Answer, type GatewaySite } from './support/gateway-site.js';

let site: GatewaySite;

before(async () => {
  site = await startGatewaySite({ gateway: { timeoutMs: 5000 } });
});
after(async () => {
  await site.close();
});
beforeEach(async () => {
  site.lie = undefined;
  site.sandbox.reset();
  await site.gateway.unlock('jdoe');
});

const SECRET_WORDS = 'jdoe@internal.example at db-7, stack: SELECT';
type Lie = () => Response | Promise<Response>;

const json = (body: unknown, status = 200): Response => Response.json(body, { status });
const LIES: Record<string, { lie: Lie; status: number; code: string }> = {
  'an HTML page': {
    lie: () => new Response(`<html>${SECRET_WORDS}`, { headers: { 'content-type': 'text/html' } }),
    status: 502,
    code: 'bad-response',
  },
  'an HTML page with status 500': {
    lie: () => new Response(`<html>${SECRET_WORDS}`, { status: 500 }),
    status: 502,
    code: 'server',
  },
  nothing: { lie: () => new Response(''), status: 502, code: 'bad-response' },
  'half of an answer': {
    lie: () => new Response(`{"authId":"${SECRET_WORDS}`),
    status: 502,
    code: 'bad-response',
  },
  'wrong types': {
    lie: () => json({ authId: {}, status: 7, secret: 12, message: [SECRET_WORDS] }),
    status: 502,
    code: 'bad-response',
  },
  'a list of nothing': { lie: () => json([null, SECRET_WORDS]), status: 502, code: 'bad-response' },
  'a failure that calls itself a success': {
    lie: () => json({ status: 'FAILURE', message: SECRET_WORDS }),
    status: 502,
    code: 'server',
  },
  'ten megabytes': {
    lie: () => new Response(`"${'x'.repeat(10_000_000)}"`),
    status: 502,
    code: 'bad-response',
  },
  'a redirect': {
    lie: () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
    status: 502,
    code: 'bad-response',
  },
  'status 500': {
    lie: () => json({ code: '10015', message: SECRET_WORDS, traceId: SECRET_WORDS }, 500),
    status: 502,
    code: 'server',
  },
  'a user that it does not know': {
    lie: () => json({ code: '10003', message: SECRET_WORDS }, 404),
    status: 502,
    code: 'misconfigured',
  },
  'status 429': {
    lie: () => new Response('{}', { status: 429, headers: { 'retry-after': '30' } }),
    status: 429,
    code: 'rate-limited',
  },
  'a lock': {
    lie: () => json({ code: '10027', message: SECRET_WORDS }, 400),
    status: 423,
    code: 'locked',
  },
};

type Ask = () => Promise<Answer>;
async function everyCall(): Promise<Record<string, Ask>> {
  const authId = await site.start();
  const otp = site.wrongCode();
  const enrolled = await site.ask('POST', '/users/me/mfadevices', {
    body: { deviceType: 'TOTP', deviceName: 'A' },
  });
  const device = `/users/me/mfadevices/${String(enrolled.body.authId)}`;
  return {
    start: () => site.ask('POST', '/deviceAuthentications', { body: { deviceType: 'SMS' } }),
    check: () => site.ask('POST', `/deviceAuthentications/${authId}`, { body: { otp, deviceType: 'SMS' } }),
    enroll: () => site.ask('POST', '/users/me/mfadevices', { body: { deviceType: 'TOTP', deviceName: 'B' } }),
    activate: () => site.ask('POST', device, { body: { otp, deviceType: 'TOTP' } }),
    list: () => site.ask('GET', '/users/me/mfadevices'),
    remove: () => site.ask('DELETE', '/users/me/mfadevices/TOTP/A'),
  };
}

function assertClean(answer: Answer, name: string): void {
  assert.equal(answer.headers.get('content-type'), 'application/problem+json', name);
  const known = ['type', 'title', 'status', 'code', 'attemptsRemaining', 'retryAfter', 'resendAt'];
  assert.deepEqual(
    Object.keys(answer.body).filter((field) => !known.includes(field)),
    [],
    name,
  );
  for (const word of ['internal.example', 'SELECT', 'evil.example', 'Bearer']) {
    assert.ok(!answer.text.includes(word), `${name}: ${answer.text}`);
  }
  assert.ok(answer.text.length < 300, name);
}

void describe('an answer of the backend that is', () => {
  for (const [name, { lie, status, code }] of Object.entries(LIES)) {
    void test(name, async () => {
      for (const [call, ask] of Object.entries(await everyCall())) {
        site.lie = lie;
        const answer = await ask();
        site.lie = undefined;
        // What was to be removed is gone whatever a success looks like: the contract has none but its status.
        if (call === 'remove' && (name === 'nothing' || name === 'a list of nothing')) continue;
        if (call === 'remove' && name === 'wrong types') continue;
        if (call === 'list' && name === 'a list of nothing') {
          assert.deepEqual([answer.status, answer.text], [200, '[]']);
          continue;
        }
        assert.deepEqual([answer.status, answer.body.code], [status, code], `${call}: ${answer.text}`);
        assertClean(answer, `${call}, ${name}`);
        if (name === 'status 429') assert.equal(answer.headers.get('retry-after'), '30');
      }
    });
  }

  void test('not there: the backend is down', async () => {
    const down = await startGatewaySite();
    await down.start();
    await down.upstream.close();
    const answer = await down.ask('POST', '/deviceAuthentications', { body: { deviceType: 'SMS' } });
    assert.deepEqual([answer.status, answer.body.code], [502, 'server']);
    assertClean(answer, 'down');
    await down.close();
  });

  void test('an authId that would lead elsewhere', async () => {
    for (const authId of ['..', '.', 'x'.repeat(201), 'a b', 'a\n']) {
      site.lie = (request) =>
        request.url.endsWith('token') ? undefined : json({ authId, status: 'SUCCESS' }, 201);
      const answer = await site.ask('POST', '/deviceAuthentications', { body: { deviceType: 'SMS' } });
      const isTrimmed = authId === 'a\n';
      assert.equal(answer.status, isTrimmed ? 201 : 502, authId);
    }
  });

  void test('a list whose days are none', async () => {
    site.lie = () => json([{ deviceType: 'TOTP', deviceName: 'A', status: 'ACTIVE', createdAt: 1e300 }]);
    const answer = await site.ask('GET', '/users/me/mfadevices');
    assert.equal(answer.text, '[{"deviceType":"TOTP","deviceName":"A","status":"ACTIVE"}]');
  });
});

void test('no answer at all ends in time', async () => {
  for (const [call, ask] of Object.entries(await everyCall())) {
    let answer: Promise<Answer> | undefined;
    await new Promise<void>((reached) => {
      site.lie = () => {
        reached();
        return new Promise(() => {});
      };
      answer = ask();
    });
    site.clock.advance(5000);
    const { status, body, text } = await answer!;
    assert.deepEqual([status, body.code], [504, 'timeout'], `${call}: ${text}`);
  }
});

void test('what cannot work is said when the gateway is made', () => {
  const fine = {
    upstream: 'https://ciam.example',
    tokenEndpoint: 'https://ciam.example/token',
    clientId: 'id',
    clientSecret: 'secret',
    identify,
  };
  createMfaGateway(fine);
  createMfaGateway({ ...fine, upstream: 'http://ciam.internal', allowInsecure: true });
  for (const wrong of [
    { upstream: 'http://ciam.example' },
    { upstream: '/mfa' },
    { tokenEndpoint: 'ftp://ciam.example' },
    { clientSecret: '' },
    { limits: { codeLifetimeMs: 600_001 } },
    { limits: { maxFailures: 101 } },
    { limits: { attempts: { count: 0, windowMs: 1000 } } },
    { limits: { attempts: { count: 5, windowMs: 2 ** 31 } } },
  ]) {
    assert.throws(
      () => createMfaGateway({ ...fine, ...wrong }),
      (error) => isMfaError(error) && error.code === 'misconfigured',
      JSON.stringify(wrong),
    );
  }
});
