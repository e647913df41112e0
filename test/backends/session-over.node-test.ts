/** What a redirect or a page in place of an answer means to each backend, over real HTTP. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { BetterAuthClient } from '../../src/backends/better-auth/index.js';
import { CiamClient } from '../../src/backends/ciam/index.js';
import { LoginRadiusClient } from '../../src/backends/loginradius/index.js';
import { createRestClient, type RestDescription } from '../../src/backends/rest/index.js';
import type { MfaClient } from '../../src/core/client.js';
import type { MfaErrorCode } from '../../src/core/mfa-error.js';
import { failureOf } from '../support/failure-of.js';

interface Wire {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

const CODE = '135790';
const PAGE = '<!doctype html><title>Sign in</title><p>incorrect otp, INVALID_CODE</p>';
const html = (status: number): Wire => ({ status, headers: { 'content-type': 'text/html' }, body: PAGE });
const json = (status: number, body: unknown): Wire => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const redirect = (status: number): Wire => ({ status, headers: { location: '/login' } });

let server: Server;
let endpoint: string;
let answer: Wire;
let seen: string[];

before(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  seen = [];
});

type Call = (client: Required<MfaClient>) => Promise<unknown>;

interface Backend {
  create(): MfaClient | Promise<MfaClient>;
  /** What carries a challenge, or the ticket of a sign-in. */
  carrying: Record<string, Call>;
  /** A call that carries neither, and a good answer to it. */
  plain: Call;
  good: unknown;
}

const challenge = {
  id: 'abc',
  channel: 'sms',
  request: { channel: 'sms', destination: '+12025550406' },
} as const;
const enrollment = { id: 'abc', secret: 'JBSWY3DPEHPK3PXP', deviceName: 'App' };
const description: RestDescription = {
  otp: [
    {
      channels: ['sms'],
      request: { path: '/codes', body: { to: '{destination}' }, result: { id: 'id' } },
      verify: { path: '/codes/{id}', body: { code: '{code}' } },
    },
  ],
  totp: {
    enroll: { path: '/apps', result: { id: 'id', secret: 'secret' } },
    activate: { path: '/apps/{id}', body: { code: '{code}' } },
    cancel: { method: 'DELETE', path: '/apps/{id}' },
  },
  factors: { list: { method: 'GET', path: '/factors', result: { items: 'all' } } },
  recovery: { verify: { path: '/recovery', body: { code: '{code}' } } },
  // As a backend that says no more of a wrong code than a status.
  errors: { statuses: { '400': 'invalid-code', '401': 'invalid-code', '403': 'invalid-code' } },
};

const verify: Call = (client) => client.verifyOtp(challenge, CODE);
const verifyRecoveryCode: Call = (client) => client.verifyRecoveryCode('02ea0-de2bd');
const resend: Call = (client) => client.resendOtp(challenge);
const activate: Call = (client) => client.activateTotp(enrollment, CODE);
const cancel: Call = (client) => client.cancelTotpEnrollment(enrollment);
const list: Call = (client) => client.listFactors();

const BACKENDS: Record<string, Backend> = {
  ciam: {
    create: () => new CiamClient({ endpoint }),
    carrying: { verify, resend, activate, cancel },
    plain: list,
    good: [],
  },
  'better-auth': {
    create: () => new BetterAuthClient({ endpoint, otpChannel: 'sms' }),
    carrying: { verify, verifyRecoveryCode, resend, activate },
    plain: list,
    good: { user: {} },
  },
  rest: {
    create: () => createRestClient({ endpoint, description }),
    carrying: { verify, verifyRecoveryCode, resend, activate, cancel },
    plain: list,
    good: { all: [] },
  },
  loginradius: {
    async create() {
      const client = new LoginRadiusClient({ endpoint, apiKey: 'key', accessToken: 'token' });
      const ticket = { SecondFactorAuthenticationToken: 'ticket', IsOTPAuthenticatorVerified: true };
      await client.secondStep({ SecondFactorAuthentication: ticket });
      return client;
    },
    carrying: {
      verify: (client) => client.verifyOtp({ ...challenge, id: 'login-1' }, CODE),
      verifyRecoveryCode,
      resend: (client) => client.resendOtp({ ...challenge, id: 'login-1' }),
      activate: (client) => client.activateTotp({ ...enrollment, id: 'login' }, CODE),
      'verify a change of the account': (client) =>
        client.confirmDestination({ ...challenge, id: 'account-1' }, CODE),
      'verify a step-up': (client) => client.stepUp().verifyOtp!({ id: 'reauth-1', channel: 'totp' }, CODE),
    },
    plain: list,
    good: { IsOTPAuthenticatorVerified: false },
  },
};

/** What a page or a redirect means: to a call that carries a challenge, or comes after a good answer; to any other. */
const ROWS: [name: string, wire: Wire, owed: MfaErrorCode, first: MfaErrorCode][] = [
  ...[301, 302, 303, 307, 308].map((status): (typeof ROWS)[number] => [
    `a ${status}`,
    redirect(status),
    'unauthenticated',
    'bad-response',
  ]),
  ['HTML with 200', html(200), 'unauthenticated', 'bad-response'],
  ['HTML with 401', html(401), 'unauthenticated', 'unauthenticated'],
  ['HTML with 400', html(400), 'misconfigured', 'misconfigured'],
  ['HTML with 403', html(403), 'misconfigured', 'misconfigured'],
  ['HTML with 429', html(429), 'rate-limited', 'rate-limited'],
  ['HTML with 500', html(500), 'server', 'server'],
  ['HTML with 502', html(502), 'server', 'server'],
];

for (const [name, backend] of Object.entries(BACKENDS)) {
  void describe(`a session that is over, to ${name}`, () => {
    const make = async () => (await backend.create()) as Required<MfaClient>;

    for (const [kind, wire, owed, first] of ROWS) {
      void test(`${kind} in place of what became of a challenge is ${owed}`, async () => {
        answer = wire;
        for (const [what, call] of Object.entries(backend.carrying)) {
          seen = [];
          const error = await failureOf(call(await make()));
          assert.equal(error.code, owed, what);
          assert.equal(seen.length, 1, `${what} is sent once, and no redirect is followed: ${seen.join()}`);
          assert.ok(!`${error.message} ${String(error.cause)} ${error.backendMessage}`.includes('Sign in'));
        }
      });

      void test(`${kind} is ${owed} after a good answer, and ${first} before one`, async () => {
        const client = await make();
        answer = wire;
        assert.equal((await failureOf(backend.plain(client))).code, first);
        answer = json(200, backend.good);
        await backend.plain(client);
        answer = wire;
        assert.equal((await failureOf(backend.plain(client))).code, owed);
      });
    }

    void test('JSON with 401 is what the backend says of it', async () => {
      const expected = name === 'rest' ? 'invalid-code' : 'unauthenticated';
      for (const wire of [json(401, {}), { status: 401 }]) {
        answer = wire;
        for (const [what, call] of Object.entries(backend.carrying))
          assert.equal((await failureOf(call(await make()))).code, expected, what);
      }
    });
  });
}

void test('a LoginRadius client and its ways through another fetch are one session', async () => {
  const client = (await BACKENDS.loginradius!.create()) as LoginRadiusClient;
  answer = json(200, BACKENDS.loginradius!.good);
  await client.through((input, init) => fetch(input, init)).listFactors();
  answer = redirect(302);
  assert.equal((await failureOf(client.listFactors())).code, 'unauthenticated');
  const other = client.through((input, init) => fetch(input, init));
  assert.equal((await failureOf(other.listFactors())).code, 'unauthenticated');
});
