/**
 * The first factor of the JavaScript interface sends what the vendor's own SDK sends, with every template of risk-based
 * authentication that the SDK knows; and what the original sends besides is named here.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { Conversation } from '../../src/compat/conversation.js';
import { Hooks } from '../../src/compat/hooks.js';
import { createLists } from '../../src/compat/lists.js';
import { OPTIONS, type InterfaceOptions } from '../../src/compat/options.js';
import { createSdk, sdkCall } from '../support/loginradius-sdk.js';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const sent: Sent[] = [];
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk: Buffer) => (text += chunk.toString()));
  request.on('end', () => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    // Casing of a path is what the service ignores (B.0).
    const path = pathname.toLowerCase();
    const query = Object.fromEntries(searchParams);
    sent.push({ method: request.method ?? '', path, query, body: JSON.parse(text) });
    response.setHeader('content-type', 'application/json').end('{"access_token":"token"}');
  });
});
let base: string;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // What a page has: the interface is for one.
  Object.assign(globalThis, { location: new URL('https://page.example/') });
});
after(() => {
  Reflect.deleteProperty(globalThis, 'location');
  return new Promise((resolve) => server.close(resolve));
});

/** In the order of the SDK's arguments. */
const TEMPLATES = {
  rbaBrowserEmailTemplate: 'browser-mail',
  rbaBrowserSmsTemplate: 'browser-sms',
  rbaCityEmailTemplate: 'city-mail',
  rbaCitySmsTemplate: 'city-sms',
  rbaCountryEmailTemplate: 'country-mail',
  rbaCountrySmsTemplate: 'country-sms',
  rbaIpEmailTemplate: 'ip-mail',
  rbaIpSmsTemplate: 'ip-sms',
  rbaOneclickEmailTemplate: 'one-click-mail',
  rbaOTPSmsTemplate: 'otp-sms',
};
/** The original has it, and the SDK does not. */
const ORIGINALS_OWN = ['rbaDeviceEmailTemplate'];

const OTHERS = {
  emailTemplate: 'mail-tpl',
  loginUrl: 'https://page.example/login',
  smsTemplate: 'sms-tpl',
  verificationUrl: 'https://page.example/verify',
  projectionFields: { login: ['Uid', 'Email'] },
};

async function ours(body: Record<string, string>, more: InterfaceOptions): Promise<Sent> {
  const options: InterfaceOptions = { apiKey: 'key', twoFactorAuthentication: false, ...OTHERS, ...more };
  const lists = createLists(false);
  const conversation = new Conversation({
    given: { endpoint: base },
    options,
    hooks: new Hooks(lists, () => undefined),
    lists,
    token: () => undefined,
    onSessionOver: () => undefined,
  });
  return only(() => conversation.signIn(body, { told: () => undefined, failed: () => undefined }));
}

async function theirs(method: string, body: object, templates: readonly string[]): Promise<Sent> {
  const api = createSdk(base, { apiKey: 'key', apiSecret: 'secret' }).riskBasedAuthenticationApi;
  const { emailTemplate, loginUrl, smsTemplate, verificationUrl } = OTHERS;
  // The two without a value: a store of passwords elsewhere, which needs a server.
  const args = [body, emailTemplate, 'Uid,Email', loginUrl, null, null, ...templates];
  return only(() => sdkCall(api, method, ...args, smsTemplate, verificationUrl));
}

async function only(run: () => Promise<unknown>): Promise<Sent> {
  sent.length = 0;
  await run();
  assert.equal(sent.length, 1, 'one request for one sign-in');
  return sent[0]!;
}

void describe('a sign-in that is watched for risks', () => {
  for (const [method, name, value] of [
    ['rbaLoginByEmail', 'email', 'jdoe@example.com'],
    ['rbaLoginByUserName', 'username', 'jdoe'],
    ['rbaLoginByPhone', 'phone', '+12025550406'],
  ] as const) {
    const body = { [name]: value, password: 'correct horse' };

    void test(`by ${name}: the same request as the official SDK`, async () => {
      const mine = await ours(body, { ...TEMPLATES, riskBasedAuthentication: true });
      assert.deepEqual(mine, await theirs(method, body, Object.values(TEMPLATES)));
    });
  }

  for (const template of Object.keys(TEMPLATES))
    void test(`${template} alone`, async () => {
      const body = { email: 'jdoe@example.com', password: 'correct horse' };
      const mine = await ours(body, { [template]: 'of mine', riskBasedAuthentication: true });
      const alone = Object.keys(TEMPLATES).map((name) => (name === template ? 'of mine' : ''));
      assert.deepEqual(mine, await theirs('rbaLoginByEmail', body, alone));
    });

  void test('the original’s own goes along, and there is no other', async () => {
    const body = { email: 'jdoe@example.com', password: 'correct horse' };
    const { query } = await ours(body, { rbaDeviceEmailTemplate: 'device', riskBasedAuthentication: true });
    assert.equal(query.rbaDeviceEmailTemplate, 'device');
    const known = Object.keys(OPTIONS).filter((option) => option.startsWith('rba'));
    assert.deepEqual(known.sort(), [...Object.keys(TEMPLATES), ...ORIGINALS_OWN].sort());
  });

  void test('without riskBasedAuthentication no template goes along', async () => {
    const body = { email: 'jdoe@example.com', password: 'correct horse' };
    assert.deepEqual(
      await ours(body, TEMPLATES),
      await theirs(
        'rbaLoginByEmail',
        body,
        Object.keys(TEMPLATES).map(() => ''),
      ),
    );
  });
});
