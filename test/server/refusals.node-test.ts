/** Whoever asks for what is not theirs gets nothing, and the backend hears nothing of it. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { MfaIdentity } from '../../src/server/index.js';
import {
  PEOPLE,
  startGatewaySite,
  type Answer,
  type AskOptions,
  type GatewaySite,
} from './support/gateway-site.js';

let site: GatewaySite;

before(async () => {
  site = await startGatewaySite();
});
after(() => site.close());
beforeEach(() => {
  site.calls.length = 0;
  site.events.length = 0;
  site.sandbox.reset();
});

const SMS = { deviceType: 'SMS' };

/** A refusal that never reached the backend. */
async function refused(
  status: number,
  code: string,
  method: string,
  path: string,
  options?: AskOptions,
): Promise<Answer> {
  const calls = site.calls.length;
  const answer = await site.ask(method, path, options);
  assert.deepEqual([answer.status, answer.body.code], [status, code], `${method} ${path}: ${answer.text}`);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  assert.equal(answer.body.status, status);
  assert.equal(site.calls.length, calls, 'the backend was asked');
  return answer;
}

void describe('another person', () => {
  void test('in the body of a request does not count', async () => {
    const body = { ...SMS, userName: 'mallory', phoneNumber: '+12025550666', email: 'mallory@example.com' };
    const answer = await site.ask('POST', '/deviceAuthentications', { body });
    assert.equal(answer.status, 201);
    assert.deepEqual(
      site.sandbox.outbox.map(({ to }) => to),
      ['+12025550406'],
    );
    assert.deepEqual(site.calls[0]?.body, {
      userName: 'jdoe',
      deviceType: 'SMS',
      phoneNumber: '+12025550406',
    });
    await site.ask('POST', '/deviceAuthentications', { body: { ...body, deviceType: 'EMAIL' } });
    assert.equal(site.sandbox.outbox.at(-1)?.to, 'jdoe@example.com');
  });

  void test('in a path is not there', async () => {
    const device = { deviceType: 'TOTP', deviceName: 'Mine' };
    for (const user of ['mallory', 'jdoe', 'me%2F..%2Fmallory', '..', 'ME']) {
      await refused(404, 'misconfigured', 'GET', `/users/${user}/mfadevices`);
      await refused(404, 'misconfigured', 'POST', `/users/${user}/mfadevices`, { body: device });
      await refused(404, 'misconfigured', 'DELETE', `/users/${user}/mfadevices/TOTP/Mine`);
    }
  });

  void test('gets nothing for the authId of somebody else', async () => {
    const authId = await site.start();
    const body = { otp: site.lastCode(), deviceType: 'SMS' };
    for (const session of ['mallory', 'jdoe-elsewhere']) {
      await refused(410, 'challenge-expired', 'POST', `/deviceAuthentications/${authId}`, { body, session });
    }
    const own = await site.ask('POST', `/deviceAuthentications/${authId}`, { body });
    assert.equal(own.status, 200);
  });

  void test('cannot finish the pairing of somebody else', async () => {
    const { body } = await site.ask('POST', '/users/me/mfadevices', {
      body: { deviceType: 'TOTP', deviceName: 'My phone' },
    });
    const path = `/users/me/mfadevices/${String(body.authId)}`;
    for (const session of ['mallory', 'jdoe-elsewhere']) {
      const options = { body: { otp: '123456', deviceType: 'TOTP' }, session };
      await refused(410, 'challenge-expired', 'POST', path, options);
    }
  });

  void test('an authId is good for what it was made for only', async () => {
    const { body } = await site.ask('POST', '/users/me/mfadevices', {
      body: { deviceType: 'TOTP', deviceName: 'My phone' },
    });
    const code = { body: { otp: '123456', deviceType: 'TOTP' } };
    await refused(410, 'challenge-expired', 'POST', `/deviceAuthentications/${String(body.authId)}`, code);
    const authId = await site.start();
    await refused(410, 'challenge-expired', 'POST', `/users/me/mfadevices/${authId}`, code);
  });
});

void describe('who is not signed in', () => {
  void test('gets nothing at all', async () => {
    for (const session of [null, 'nobody']) {
      await refused(401, 'unauthenticated', 'POST', '/deviceAuthentications', { body: SMS, session });
      await refused(401, 'unauthenticated', 'GET', '/users/me/mfadevices', { session });
    }
  });

  for (const [who, session] of [
    ['still owes a second factor', 'halfway'],
    ["may do so by nobody's word", 'unsaid'],
  ] as const) {
    void test(`and who ${who} cannot pair or remove an app`, async () => {
      const body = { deviceType: 'TOTP', deviceName: 'Mine' };
      await refused(403, 'proof-required', 'POST', '/users/me/mfadevices', { body, session });
      await refused(403, 'proof-required', 'DELETE', '/users/me/mfadevices/TOTP/Mine', { session });
      const code = { body: { otp: '123456', deviceType: 'TOTP' }, session };
      await refused(403, 'proof-required', 'POST', '/users/me/mfadevices/x', code);
      const told = await site.ask('POST', '/users/me/mfadevices', { body, session });
      assert.equal(told.body.proof, 'step-up', 'the page is told what to do');
      const sent = await site.ask('POST', '/deviceAuthentications', { body: SMS, session });
      assert.equal(sent.status, 201);
    });
  }

  void test('and what is not true is not yes', async () => {
    for (const mayManageDevices of ['false', 'true', 1, null, undefined]) {
      const other = await startGatewaySite({
        gateway: { identify: () => ({ ...PEOPLE.jdoe, mayManageDevices }) as unknown as MfaIdentity },
      });
      const body = { deviceType: 'TOTP', deviceName: 'Mine' };
      const answer = await other.ask('POST', '/users/me/mfadevices', { body });
      assert.equal(answer.status, 403, String(mayManageDevices));
      await other.close();
    }
  });

  void test('and who has no phone gets no text message', async () => {
    const options = { body: SMS, session: 'phoneless' };
    await refused(404, 'not-enrolled', 'POST', '/deviceAuthentications', options);
  });
});

void describe('what comes from elsewhere', () => {
  const foreign: Record<string, Record<string, string | null>> = {
    'another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    'a subdomain': { origin: 'http://sub.localhost', 'sec-fetch-site': 'same-site' },
    'an old browser of another site': { origin: 'https://evil.example', 'sec-fetch-site': null },
    'another site that has our name for its origin': { 'sec-fetch-site': 'cross-site' },
    'a sibling that has our name for its origin': { 'sec-fetch-site': 'same-site' },
    'a browser that says a word of tomorrow': { 'sec-fetch-site': 'kin' },
    'a sandboxed frame': { origin: 'null', 'sec-fetch-site': 'cross-site' },
    'nobody says where': { origin: null, 'sec-fetch-site': null },
    'the address bar': { origin: null, 'sec-fetch-site': 'none' },
  };
  for (const [name, headers] of Object.entries(foreign)) {
    void test(`${name}: no code is sent`, async () => {
      await refused(403, 'misconfigured', 'POST', '/deviceAuthentications', { body: SMS, headers });
      await refused(403, 'misconfigured', 'DELETE', '/users/me/mfadevices/TOTP/Mine', { headers });
    });
  }

  void test('another site may not read either', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    await refused(403, 'misconfigured', 'GET', '/users/me/mfadevices', { headers });
  });

  void test('with a list of origins, these are let in and no others', async () => {
    const allowedOrigins = ['https://bank.example'];
    const other = await startGatewaySite({ gateway: { allowedOrigins } });
    const ask = (origin: string, site: string): Promise<Answer> =>
      other.ask('POST', '/deviceAuthentications', {
        body: SMS,
        headers: { origin, 'sec-fetch-site': site },
      });
    const allowed = await ask('https://bank.example', 'cross-site');
    assert.equal(allowed.status, 201);
    assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://bank.example');
    assert.equal(allowed.headers.get('access-control-allow-credentials'), 'true');
    assert.match(allowed.headers.get('access-control-expose-headers') ?? '', /Retry-After/);
    const foreign = await ask(other.url, 'same-origin');
    assert.equal(foreign.status, 403);
    assert.equal(foreign.headers.get('access-control-allow-origin'), null);
    const question = await fetch(`${other.url}/mfa/deviceAuthentications`, {
      method: 'OPTIONS',
      headers: { origin: 'https://bank.example', 'access-control-request-method': 'POST' },
    });
    assert.equal(question.status, 204);
    assert.match(question.headers.get('access-control-allow-headers') ?? '', /Content-Type/);
    await other.close();
  });
});

void describe('a host that is not the one that was asked', () => {
  /** A request as no client of ours writes it: by hand. */
  const raw = (target: string, headers: Record<string, string> = {}, host = new URL(site.url).host) => {
    const all = { Host: host, Cookie: 'session=jdoe', Connection: 'close', ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    const body = JSON.stringify(SMS);
    const about = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
    return overSocket(`POST ${target} HTTP/1.1\r\n${lines.join('')}${about}\r\n${body}`);
  };
  const statusOf = (answer: string): string | undefined => /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1];
  const evil = { Origin: 'http://evil.example' };

  for (const [target, status] of [
    ['//evil.example/mfa/deviceAuthentications', '404'],
    ['///evil.example/mfa/deviceAuthentications', '404'],
    ['/\\evil.example/mfa/deviceAuthentications', '404'],
    ['http://evil.example/mfa/deviceAuthentications', '403'],
    ['HTTP://evil.example:80/mfa/deviceAuthentications', '403'],
    ['http:evil.example/mfa/deviceAuthentications', '400'],
    ['http://evil.example', '404'],
    ['*', '404'],
  ] as const) {
    void test(`${target}: no code is sent`, async () => {
      const answer = await raw(target, evil);
      assert.equal(statusOf(answer), status, answer);
      assert.ok(!/access-control-allow-origin/i.test(answer), answer);
      assert.equal(site.calls.length, 0);
    });
  }

  void test('the path and the query count, in whichever form they come', async () => {
    const own = { Origin: site.url };
    for (const before of ['', 'http://proxy.example', site.url]) {
      assert.equal(statusOf(await raw(`${before}/mfa/deviceAuthentications?a=//b#c`, own)), '201', before);
    }
  });

  void test('what is no host is no request', async () => {
    for (const host of ['evil.example/mfa', 'user@evil.example', 'a b', ':1']) {
      assert.equal(statusOf(await raw('/mfa/deviceAuthentications', evil, host)), '400', host);
    }
    assert.equal(site.calls.length, 0);
  });
});

void describe('what has not the right shape', () => {
  void test('other paths and methods', async () => {
    for (const path of ['', '/', '/get/token', '/users/me', '/deviceAuthentications/a/b', '/%']) {
      await refused(404, 'misconfigured', 'POST', path, { body: SMS });
    }
    await refused(404, 'misconfigured', 'DELETE', '/users/me/mfadevices/FIDO/all');
    await refused(404, 'misconfigured', 'DELETE', '/users/me/mfadevices/totp/Mine');
    for (const [method, path, allow] of [
      ['GET', '/deviceAuthentications', 'POST'],
      ['PUT', '/deviceAuthentications/x', 'POST'],
      ['PATCH', '/users/me/mfadevices', 'GET, POST'],
      ['GET', '/users/me/mfadevices/x', 'POST'],
      ['POST', '/users/me/mfadevices/TOTP/Mine', 'DELETE'],
    ] as const) {
      const answer = await refused(405, 'misconfigured', method, path);
      assert.equal(answer.headers.get('allow'), allow);
    }
  });

  void test('bodies of another type', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', null]) {
      const options = { body: SMS, headers: { 'content-type': type } };
      await refused(415, 'misconfigured', 'POST', '/deviceAuthentications', options);
    }
  });

  void test('bodies that say nothing', async () => {
    const bodies = ['{', 'null', '[]', '"SMS"', '{}', '{"deviceType":1}', '\ud800'];
    for (const body of [...bodies, '{"deviceType":"constructor"}', '{"deviceType":"TOTP","deviceName":{}}']) {
      await refused(400, 'misconfigured', 'POST', '/deviceAuthentications', { body });
    }
    for (const deviceName of ['', ' ', '.', '..', 'a\u0000b', 'x'.repeat(65), 7, undefined]) {
      const body = { deviceType: 'TOTP', deviceName };
      await refused(400, 'misconfigured', 'POST', '/users/me/mfadevices', { body });
    }
  });

  void test('bodies that are too long, however they come', async () => {
    const body = { ...SMS, filler: 'x'.repeat(20_000) };
    await refused(413, 'misconfigured', 'POST', '/deviceAuthentications', { body });
    const head = `POST /mfa/deviceAuthentications HTTP/1.1\r\nHost: ${new URL(site.url).host}\r\nCookie: session=jdoe\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `3000\r\n${'x'.repeat(0x3000)}\r\n`;
    // Never ended: the answer comes all the same, and the connection closes.
    assert.match(await overSocket(head + chunk + chunk), /^HTTP\/1\.1 413 /);
  });

  void test('what cannot be a code costs no attempt', async () => {
    const authId = await site.start();
    const path = `/deviceAuthentications/${authId}`;
    for (const otp of ['', '12345a', '123', '12345678901', ' 123456']) {
      await refused(400, 'invalid-code', 'POST', path, { body: { otp, deviceType: 'SMS' } });
    }
    await refused(400, 'misconfigured', 'POST', path, { body: { otp: 123456 } });
    const answer = await site.ask('POST', path, { body: { otp: site.wrongCode(), deviceType: 'SMS' } });
    assert.equal(answer.body.attemptsRemaining, 4);
  });
});

void test('an application in trouble is trouble of the server, and says nothing of itself', async () => {
  const other = await startGatewaySite({
    gateway: {
      identify: (request) => {
        if (request.headers.get('cookie')?.includes('halfway')) return { sessionId: '', userName: 'jdoe' };
        throw new Error('database password is hunter2');
      },
    },
  });
  for (const session of ['jdoe', 'halfway']) {
    const answer = await other.ask('POST', '/deviceAuthentications', { body: SMS, session });
    assert.deepEqual([answer.status, answer.body.code], [500, 'server']);
    assert.ok(!answer.text.includes('hunter2'));
  }
  assert.ok(!JSON.stringify(other.events).includes('hunter2'));
  assert.equal(other.calls.length, 0);
  await other.close();
});

/** Sends bytes, and gives all that comes until the other side closes. */
function overSocket(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(site.url).port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (more: string) => (text += more));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}
