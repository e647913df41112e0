/** The access token: fetched once however many wait, renewed early, and its trouble told apart. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { startBackend, type Backend } from '../../examples/server/backend.js';
import { startTokenServer, type TokenServer } from '../../examples/server/token-server.js';
import { startGatewaySite, type Answer, type GatewaySite } from './support/gateway-site.js';

let site: GatewaySite;

const list = (): Promise<Answer> => site.ask('GET', '/users/me/mfadevices');
const many = (count: number): Promise<Answer[]> => Promise.all(Array.from({ length: count }, list));
const statuses = (answers: readonly Answer[]): number[] => [...new Set(answers.map(({ status }) => status))];
const tokens = (): (string | null)[] => [...new Set(site.calls.map(({ authorization }) => authorization))];
const tokenFailures = (): (string | undefined)[] =>
  site.events.filter(({ event }) => event === 'token-failed').map(({ message }) => message);

void describe('with the token endpoint of the contract', () => {
  beforeEach(async () => {
    site = await startGatewaySite({ sandbox: { tokenLifetimeMs: 600_000 } });
  });
  afterEach(() => site.close());

  void test('many who wait for the first token wait for one', async () => {
    assert.deepEqual(statuses(await many(200)), [200]);
    assert.equal(site.tokenCalls.length, 1);
    const form = new URLSearchParams(await site.tokenCalls[0]!.text());
    assert.deepEqual(Object.fromEntries(form), {
      grant_type: 'client_credentials',
      client_id: 'sandbox',
      client_secret: 'sandbox-secret',
    });
  });

  void test('200 at once with an expired token cause one more', async () => {
    await list();
    site.clock.advance(600_001);
    assert.deepEqual(statuses(await many(200)), [200]);
    assert.equal(site.tokenCalls.length, 2);
    assert.equal(tokens().length, 2);
  });

  void test('200 at once whose token the backend has forgotten cause one more', async () => {
    await list();
    site.sandbox.reset();
    assert.deepEqual(statuses(await many(200)), [200]);
    assert.equal(site.tokenCalls.length, 2);
  });

  void test('a token that is nearly over is renewed while it is still used', async () => {
    await list();
    site.clock.advance(541_000);
    let answerToken = (): void => {};
    const asked = new Promise<void>((reached) => {
      site.lie = async (request) => {
        if (!request.url.endsWith('/get/token')) return undefined;
        reached();
        await new Promise<void>((resolve) => (answerToken = resolve));
        return undefined;
      };
    });
    assert.deepEqual(statuses(await many(20)), [200]);
    assert.equal(tokens().length, 1, 'nobody waits for the new one');
    await asked;
    answerToken();
    site.lie = undefined;
    const renewed = (): boolean => site.events.filter(({ event }) => event === 'token-renewed').length === 2;
    while (!renewed()) await list();
    assert.equal((await list()).status, 200);
    assert.equal(tokens().length, 2);
    assert.equal(site.tokenCalls.length, 2);
  });

  void test('a backend that refuses every token is asked twice, and nobody is signed out for it', async () => {
    site.lie = (request) =>
      request.url.endsWith('/get/token') ? undefined : Response.json({ code: '10001' }, { status: 401 });
    const answer = await list();
    assert.deepEqual([answer.status, answer.body.code], [502, 'misconfigured']);
    assert.equal(site.calls.length, 2);
    assert.equal(site.tokenCalls.length, 2);
  });

  for (const [what, body, code] of [
    ['wrong', { code: '10008', message: 'incorrect otp.' }, 'invalid-code'],
    ['wrong, in the other shape', { error: 10008, message: 'incorrect otp.' }, 'invalid-code'],
    ['wrong, in a list', [{ code: '10008', message: 'incorrect otp.' }], 'invalid-code'],
    ['not six digits', { code: '10009' }, 'invalid-code'],
    ['for nobody knows what', {}, 'misconfigured'],
    ['wrong, without a code', { message: 'incorrect otp.' }, 'misconfigured'],
  ] as const) {
    void test(`a code that a 401 calls ${what} is a guess, asked once and counted`, async () => {
      const authId = await site.start();
      site.lie = () => Response.json(body, { status: 401 });
      site.calls.length = 0;
      const guess = (): Promise<Answer> =>
        site.ask('POST', `/deviceAuthentications/${authId}`, { body: { otp: '123456', deviceType: 'SMS' } });
      const codes = [];
      for (let i = 0; i < 6; i++) codes.push((await guess()).body.code);
      const last = code === 'invalid-code' ? 'too-many-attempts' : code;
      assert.deepEqual(codes, [code, code, code, code, last, 'locked']);
      assert.equal(site.calls.length, 5);
      assert.equal(site.tokenCalls.length, 1, 'the token is fine');
    });
  }

  void test('the right code after a wrong one with 401 goes through with the same token', async () => {
    const authId = await site.start();
    const path = `/deviceAuthentications/${authId}`;
    site.lie = () => Response.json({ code: '10008' }, { status: 401 });
    const wrong = await site.ask('POST', path, { body: { otp: '123456', deviceType: 'SMS' } });
    assert.equal(wrong.body.attemptsRemaining, 4);
    site.lie = undefined;
    const right = await site.ask('POST', path, { body: { otp: site.lastCode(), deviceType: 'SMS' } });
    assert.equal(right.status, 200);
    assert.equal(site.tokenCalls.length, 1);
  });

  const refusals: Record<string, () => Response> = {
    'by its code, 10001': () => Response.json({ code: '10001' }, { status: 401 }),
    'by its code, 10002, in the other shape': () => Response.json({ error: 10002 }, { status: 401 }),
    'by its code, with a status of another kind': () => Response.json([{ code: '10001' }], { status: 400 }),
    'as RFC 6750 has it': () =>
      new Response('no', { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }),
  };
  for (const [how, refuse] of Object.entries(refusals)) {
    void test(`a token that is refused ${how} is renewed, once`, async () => {
      await list();
      let refused = 0;
      site.lie = (request) => (request.url.endsWith('/get/token') || refused++ > 0 ? undefined : refuse());
      assert.equal((await list()).status, 200);
      assert.equal(site.tokenCalls.length, 2);
    });
  }

  void test('a code that was sent with a forgotten token is sent once', async () => {
    await site.start();
    site.sandbox.reset();
    await site.start();
    assert.equal(site.sandbox.outbox.length, 1);
  });

  const troubles: Record<string, { lie: () => Response; status: number; code: string; says: RegExp }> = {
    'in trouble': {
      lie: () => new Response('oh no', { status: 503 }),
      status: 502,
      code: 'server',
      says: /HTTP 503/,
    },
    'not what it was': {
      lie: () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      status: 502,
      code: 'bad-response',
      says: /no sense/,
    },
    'a liar': {
      lie: () => Response.json({ access_token: 'a\nb', token_type: 'Bearer' }),
      status: 502,
      code: 'bad-response',
      says: /bad-response/,
    },
    endless: {
      lie: () => new Response('x'.repeat(70_000), { headers: { 'content-type': 'application/json' } }),
      status: 502,
      code: 'bad-response',
      says: /bad-response/,
    },
    elsewhere: {
      lie: () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
      status: 502,
      code: 'bad-response',
      says: /no sense/,
    },
  };
  for (const [name, { lie, status, code, says }] of Object.entries(troubles)) {
    void test(`an endpoint that is ${name}: said clearly, asked once, and well again by itself`, async () => {
      site.lie = (request) => (request.url.endsWith('/get/token') ? lie() : undefined);
      const answers = await many(20);
      for (const answer of answers) assert.deepEqual([answer.status, answer.body.code], [status, code]);
      assert.equal(site.tokenCalls.length, 1);
      assert.match(tokenFailures().join(), says);
      assert.equal(site.calls.length, 0);
      site.lie = undefined;
      site.clock.advance(1000);
      assert.equal((await list()).status, 200);
    });
  }

  void test('an endpoint that never answers', async () => {
    let answer: Promise<Answer> | undefined;
    await new Promise<void>((reached) => {
      site.lie = () => {
        reached();
        return new Promise(() => {});
      };
      answer = list();
    });
    site.clock.advance(10_000);
    assert.deepEqual([(await answer!).status, (await answer!).body.code], [504, 'timeout']);
    site.lie = undefined;
    site.clock.advance(1000);
    assert.equal((await list()).status, 200);
  });

  void test('a guess for which there is no token costs no attempt', async () => {
    const authId = await site.start();
    const guess = (): Promise<Answer> =>
      site.ask('POST', `/deviceAuthentications/${authId}`, {
        body: { otp: site.wrongCode(), deviceType: 'SMS' },
      });
    // The code lives for five minutes, the token for ten: it is forgotten, and there is no other.
    site.lie = (request) =>
      request.url.endsWith('/get/token')
        ? new Response(null, { status: 503 })
        : Response.json({ code: '10002' }, { status: 401 });
    for (let i = 0; i < 8; i++) {
      assert.equal((await guess()).status, 502);
      site.clock.advance(1000);
    }
    site.lie = undefined;
    assert.equal((await guess()).body.attemptsRemaining, 4);
  });
});

void test('an endpoint that is down, and comes up', async () => {
  // Keeps the port for as long as others look for free ones.
  const place = createServer();
  await once(place.listen(0, '127.0.0.1'), 'listening');
  const { port } = place.address() as AddressInfo;
  const tokenEndpoint = `http://127.0.0.1:${port}/token`;
  site = await startGatewaySite({ gateway: { tokenEndpoint } });
  place.close();
  await once(place, 'close');
  const answer = await list();
  assert.deepEqual([answer.status, answer.body.code], [502, 'server']);
  const endpoint = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    // The number as text, as some of the vendor's pages have it.
    response.end(JSON.stringify({ access_token: 'tok', token_type: 'bearer', expires_in: '7199' }));
  });
  await once(endpoint.listen(port, '127.0.0.1'), 'listening');
  site.lie = () => Response.json([]);
  site.clock.advance(1000);
  assert.equal((await list()).status, 200);
  assert.deepEqual(tokens(), ['Bearer tok']);
  endpoint.close();
  endpoint.closeAllConnections();
  await site.close();
});

void test('the secret in a JSON body, where that is wanted', async () => {
  site = await startGatewaySite({ gateway: { clientAuthentication: 'json', scope: 'mfa' } });
  assert.equal((await list()).status, 200);
  assert.match(site.tokenCalls[0]?.headers.get('content-type') ?? '', /^application\/json/);
  assert.deepEqual(await site.tokenCalls[0]?.json(), {
    grant_type: 'client_credentials',
    client_id: 'sandbox',
    client_secret: 'sandbox-secret',
    scope: 'mfa',
  });
  await site.close();
});

void describe('with a real OAuth server', () => {
  for (const authentication of ['client_secret_post', 'client_secret_basic'] as const) {
    void describe(authentication, () => {
      let tokenServer: TokenServer;
      let backend: Backend;
      let asked = 0;
      const clientAuthentication = authentication === 'client_secret_basic' ? 'basic' : 'form';
      // What a header or a form would break, if it were not encoded.
      const clientSecret = 's&cret: +/=%';

      before(async () => {
        tokenServer = await startTokenServer({
          clientId: 'my app',
          clientSecret,
          authentication,
          onRequest: () => asked++,
        });
        backend = await startBackend(tokenServer);
      });
      after(async () => {
        await backend.close();
        await tokenServer.close();
      });
      beforeEach(() => (asked = 0));

      async function gatewayWith(secret: string): Promise<void> {
        site = await startGatewaySite({
          gateway: {
            upstream: backend.url,
            tokenEndpoint: tokenServer.tokenEndpoint,
            clientId: 'my app',
            clientSecret: secret,
            clientAuthentication,
          },
        });
      }

      void test('the token opens the backend, and is fetched once', async () => {
        await gatewayWith(clientSecret);
        assert.deepEqual(statuses(await many(50)), [200]);
        assert.equal(asked, 1);
        await site.start();
        assert.equal(backend.sandbox.outbox.at(-1)?.to, '+12025550406');
        await site.close();
      });

      void test('a wrong secret is a fault of the gateway, and is not in the log', async () => {
        await gatewayWith('wrong-secret');
        const answer = await list();
        assert.deepEqual([answer.status, answer.body.code], [502, 'misconfigured']);
        assert.match(tokenFailures().join(), /^Token endpoint: (invalid_client, )?HTTP 401$/);
        assert.ok(!JSON.stringify(site.events).includes('wrong-secret'));
        await site.close();
      });
    });
  }
});
