/** What `docs/trusted-devices.md` shows works as it stands there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import * as library from '../../src/server/index.js';
import { pageSamples } from '../support/page-samples.js';
import { totpCode } from '../support/totp-code.js';
import { DeviceJar } from './support/device-jar.js';
import { GENEROUS, identify, startGatewaySite } from './support/gateway-site.js';

void test('the samples of the page work as they stand there', async (context) => {
  const site = await startGatewaySite();
  context.after(() => site.close());
  const blocks = pageSamples('docs/trusted-devices.md', 'ts').map(({ code }) => code);
  const code = blocks.join('').replace(/import \{[^}]*\} from 'mfa-elements\/server';/g, '');
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const letters: object[] = [];
  const opened: object[] = [];
  const given = {
    createMfaGateway: library.createMfaGateway,
    createRedisStore: () => library.createMemoryStore(),
    redis: undefined,
    service: {
      upstream: site.upstream.url,
      tokenEndpoint: `${site.upstream.url}/ciam-mfa/v2/get/token`,
      clientId: 'sandbox',
      clientSecret: 'sandbox-secret',
      limits: GENEROUS,
    },
    sessions: {
      identityOf: identify,
      stepUp: () => undefined,
      checkPassword: (request: Request) =>
        request.headers.has('x-wrong') ? undefined : { userName: 'jdoe' },
      open: (_: object, how: object) => {
        opened.push(how);
        return 'session=jdoe; HttpOnly';
      },
    },
    people: {
      hasSecondFactor: () => false,
      letterOf: (userName: string, change: string, kind: string) => ({
        email: `${userName}@example.com`,
        words: `${change} ${kind}`,
      }),
    },
    mail: { send: (letter: object) => void letters.push(letter) },
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page's own words are what is tested
  const run = new Function(
    ...Object.keys(given),
    `${outputText}; return { gateway, telling, signIn, identityOf };`,
  ) as (...values: unknown[]) => {
    gateway: library.MfaGateway;
    telling: library.MfaGateway;
    signIn: (request: Request) => Promise<Response>;
    identityOf: (session: { id: string; userName: string; joinedAt: number }) => library.MfaIdentity;
  };
  const { gateway, telling, signIn, identityOf } = run(...Object.values(given));

  const ask = (to: library.MfaGateway, path: string, body: object): Promise<Response> =>
    to(
      new Request(`http://bank.example/mfa${path}`, {
        method: 'POST',
        headers: {
          cookie: 'session=jdoe',
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
        },
        body: JSON.stringify(body),
      }),
    );
  const entering = (jar: DeviceJar, headers = {}): Promise<Response> =>
    signIn(new Request('http://bank.example/sign-in', { headers: { cookie: jar.header(), ...headers } }));

  const jar = new DeviceJar();
  assert.equal((await entering(jar, { 'x-wrong': '1' })).status, 401);
  assert.deepEqual(await (await entering(jar)).json(), { isComplete: false });
  const { authId } = (await (await ask(gateway, '/deviceAuthentications', { deviceType: 'SMS' })).json()) as {
    authId: string;
  };
  const right = { otp: site.lastCode(), deviceType: 'SMS', rememberDevice: true };
  jar.take((await ask(gateway, `/deviceAuthentications/${authId}`, right)).headers);
  const answer = await entering(jar);
  assert.deepEqual(await answer.json(), { isComplete: true });
  assert.equal(answer.headers.getSetCookie().length, 2);
  assert.deepEqual(opened, [{ isComplete: false }, { isComplete: true }]);

  const begun = await ask(telling, '/users/me/mfadevices', { deviceType: 'TOTP', deviceName: 'Phone' });
  const pairing = (await begun.json()) as { authId: string; secret: string };
  const otp = await totpCode(pairing.secret, site.clock.now());
  await ask(telling, `/users/me/mfadevices/${pairing.authId}`, { deviceType: 'TOTP', otp });
  assert.deepEqual(letters, [
    { to: 'jdoe@example.com', subject: 'Your sign-in has changed', text: 'factor-added totp' },
  ]);

  const identity = identityOf({ id: 's', userName: 'new', joinedAt: 0 });
  assert.deepEqual([identity.requiredFrom, identity.mayManageDevices], [14 * 86_400_000, true]);
});
