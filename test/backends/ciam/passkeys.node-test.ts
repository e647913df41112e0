/** Passkeys through the client of the CIAM contract, against the sandbox over HTTP: all that a person does, and all that is wrong. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CiamClient, type CiamOptions } from '../../../src/backends/ciam/index.js';
import type { MfaClient } from '../../../src/core/client.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';
import { isMfaError } from '../../../src/core/mfa-error.js';
import { createTestSandbox, type TestSandbox, type TestSandboxSettings } from '../../support/sandbox.js';
import { startSandboxServer } from '../../support/sandbox-server.js';
import { SoftAuthenticator, type SoftAuthenticatorOptions } from '../../support/soft-authenticator.js';

const SITE = {
  rpId: 'bank.example',
  rpName: 'Bank',
  origins: ['https://www.bank.example', 'https://bank.example'],
};

let server: Awaited<ReturnType<typeof startSandboxServer>>;
before(async () => {
  server = await startSandboxServer();
});
after(() => server.close());

interface Room {
  sandbox: TestSandbox;
  client: Required<
    Pick<MfaClient, 'beginPasskey' | 'verifyPasskey' | 'beginPasskeyEnrollment' | 'activatePasskey'>
  > &
    CiamClient;
  device: SoftAuthenticator;
}

/** A trusted caller's client, and a person with a device at one of the caller's pages. */
async function trusted(
  options: Partial<CiamOptions> = {},
  device: Partial<SoftAuthenticatorOptions> = {},
): Promise<Room> {
  const sandbox = await createTestSandbox({}, server.url);
  const client = new CiamClient({
    endpoint: sandbox.base,
    userName: 'jane',
    email: 'jane@example.com',
    headers: { authorization: `Bearer ${await sandbox.token()}` },
    passkeys: SITE,
    ...options,
  });
  const origin = 'https://www.bank.example';
  return { sandbox, client: client as Room['client'], device: new SoftAuthenticator({ origin, ...device }) };
}

/** A page's client at the sandbox's own gateway, which knows site and person. */
async function atGateway(settings: TestSandboxSettings = {}): Promise<Room> {
  const sandbox = await createTestSandbox(settings, server.url);
  const client = new CiamClient({ endpoint: sandbox.endpoint }) as Room['client'];
  return { sandbox, client, device: new SoftAuthenticator({ origin: server.url }) };
}

async function enroll({ client, device }: Room): Promise<void> {
  const challenge = await client.beginPasskeyEnrollment({});
  await client.activatePasskey(challenge, await device.create(challenge.options), {});
}

async function signIn({ client, device }: Room): Promise<void> {
  const challenge = await client.beginPasskey();
  await client.verifyPasskey(challenge, await device.get(challenge.options));
}

function failsWith(code: MfaErrorCode): (error: unknown) => boolean {
  return (error) => {
    assert.ok(isMfaError(error), String(error));
    assert.equal(error.code, code);
    return true;
  };
}

void describe('a trusted caller', () => {
  void test('makes a passkey, uses it, and is told of it', async () => {
    const room = await trusted();
    await enroll(room);
    await signIn(room);
    await signIn(room);
    const [factor] = await room.client.listFactors();
    assert.deepEqual(factor, { id: 'FIDO2', kind: 'passkey', active: true, all: true });
    const sent = (await room.sandbox.requests()).filter(({ path }) => !path.endsWith('/token'));
    const bodies = sent.map(({ method, path, body }) => [
      `${method} ${path.replace(/[\da-f-]{36}/, ':id')}`,
      body && Object.keys(JSON.parse(body) as object).join(),
    ]);
    assert.deepEqual(bodies.slice(0, 4), [
      ['POST /ciam-mfa/v2/users/jane/mfadevices', 'deviceType,rp,email'],
      ['POST /ciam-mfa/v2/users/jane/mfadevices/:id', 'deviceType,origin,attestation'],
      ['POST /ciam-mfa/v2/deviceAuthentications', 'deviceType,userName,rpID'],
      ['POST /ciam-mfa/v2/deviceAuthentications/:id', 'deviceType,origin,assertion'],
    ]);
    const [made, activated, , checked] = sent.map(
      ({ body }) => JSON.parse(body || '{}') as Record<string, unknown>,
    );
    assert.deepEqual(made, {
      deviceType: 'FIDO2',
      rp: { id: 'bank.example', name: 'Bank' },
      email: 'jane@example.com',
    });
    assert.equal(checked?.origin, 'https://www.bank.example');
    // As in the vendor's examples: text with JSON in it, and base64 with its padding but for the id.
    for (const answer of [activated?.attestation, checked.assertion]) {
      const read = JSON.parse(String(answer)) as {
        id: string;
        rawId: string;
        response: Record<string, string>;
      };
      assert.match(read.id, /^[\w-]{43}$/);
      assert.match(read.rawId, /^[A-Za-z\d+/]{43}=$/);
      for (const bytes of Object.values(read.response)) {
        assert.equal(bytes, Buffer.from(bytes, 'base64').toString('base64'));
      }
    }
  });

  void test('excludes what the device has, and lets another device in', async () => {
    const room = await trusted();
    await enroll(room);
    await assert.rejects(enroll(room), failsWith('passkey-registered'));
    await enroll({ ...room, device: new SoftAuthenticator({ origin: 'https://bank.example' }) });
    const { options } = await room.client.beginPasskey();
    assert.equal((options.allowCredentials as unknown[]).length, 2);
  });

  void test('is told whether there are passkeys for a site, and 200 where there are none', async () => {
    const room = await trusted();
    const ask = async (rpId: string): Promise<unknown> => {
      const headers = { authorization: `Bearer ${await room.sandbox.token()}` };
      const answer = await fetch(`${room.sandbox.ciam}/users/jane/isFidoRegistered/${rpId}`, { headers });
      return [answer.status, ((await answer.json()) as { status: string }).status];
    };
    assert.deepEqual(await ask('bank.example'), [200, 'FAILURE']);
    await enroll(room);
    assert.deepEqual(await ask('bank.example'), [200, 'SUCCESS']);
    assert.deepEqual(await ask('other.example'), [200, 'FAILURE']);
  });

  void test('is refused from another origin, by the client and by the API', async () => {
    const room = await trusted();
    await enroll(room);
    room.device.options.origin = 'https://bank.example.evil.example';
    await assert.rejects(signIn(room), failsWith('passkey-wrong-domain'));
    const careless = await trusted({ passkeys: { ...SITE, origins: ['https://evil.example'] } });
    careless.device.options.origin = 'https://evil.example';
    await assert.rejects(enroll(careless), failsWith('passkey-wrong-domain'));
  });

  void test('is refused for another domain than the passkey has signed for', async () => {
    const room = await trusted();
    await enroll(room);
    room.device.options.rpId = 'evil.example';
    await assert.rejects(signIn(room), failsWith('passkey-wrong-domain'));
  });

  void test('is refused an answer twice, a late one, and one to another challenge', async () => {
    const room = await trusted();
    await enroll(room);
    const { client, device, sandbox } = room;
    const first = await client.beginPasskey();
    const answer = await device.get(first.options);
    await client.verifyPasskey(first, answer);
    await assert.rejects(client.verifyPasskey(first, answer), failsWith('challenge-expired'));
    const second = await client.beginPasskey();
    await assert.rejects(client.verifyPasskey(second, answer), failsWith('passkey-unavailable'));
    const late = await client.beginPasskey();
    const signed = await device.get(late.options);
    await sandbox.advance(120_001);
    await assert.rejects(client.verifyPasskey(late, signed), failsWith('challenge-expired'));
  });

  void test('is refused a passkey whose counter goes back: there are two of it', async () => {
    const room = await trusted();
    await enroll(room);
    await signIn(room);
    room.device.keys[0]!.counter = 0;
    await assert.rejects(signIn(room), failsWith('passkey-unavailable'));
  });

  void test('is refused a new passkey that has not asked for finger or PIN', async () => {
    const room = await trusted({}, { verifiesUser: false });
    await assert.rejects(enroll(room), failsWith('passkey-unavailable'));
  });

  void test('is refused a passkey that has been removed, and has to make one first', async () => {
    const room = await trusted();
    await assert.rejects(room.client.beginPasskey(), failsWith('not-enrolled'));
    await enroll(room);
    const challenge = await room.client.beginPasskey();
    const [factor] = await room.client.listFactors();
    await room.client.removeFactor(factor!);
    const answer = await room.device.get(challenge.options);
    await assert.rejects(room.client.verifyPasskey(challenge, answer), failsWith('passkey-unavailable'));
    await assert.rejects(room.client.beginPasskey(), failsWith('not-enrolled'));
    assert.deepEqual(await room.client.listFactors(), []);
  });

  void test('is taken at the other path, by the other names, and by an address as the domain', async () => {
    const room = await trusted();
    await enroll(room);
    const { sandbox, device } = room;
    const headers = {
      authorization: `Bearer ${await sandbox.token()}`,
      'content-type': 'application/json',
    };
    const post = async (path: string, body: object): Promise<Record<string, string>> => {
      const url = `${sandbox.ciam}/users/deviceAuthentications${path}`;
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await answer.json()) as Record<string, string>;
    };
    for (const rp of [{ rpId: 'bank.example' }, { rpID: 'https://bank.example' }]) {
      const begun = await post('', { userName: 'jane', deviceType: 'FIDO2', ...rp });
      const given = JSON.parse(begun.publicKeyCredentialRequestOptions!) as { challenge: number[] };
      assert.equal(given.challenge.length, 32);
      assert.ok(given.challenge.every((byte) => byte >= -128 && byte <= 127));
      const challenge = Buffer.from(given.challenge.map((byte) => byte & 255)).toString('base64url');
      const answer = await device.get({ challenge, rpId: 'bank.example' });
      const origin = 'https://www.bank.example';
      const body = { deviceType: 'FIDO2', origin, attestation: JSON.stringify(answer) };
      assert.equal((await post(`/${begun.authId}`, body)).status, 'SUCCESS');
    }
  });

  void test('has no passkeys without a site, nor with v1', () => {
    for (const options of [
      { endpoint: 'https://ciam.example', userName: 'jane' },
      { endpoint: 'https://ciam.example/ciam-mfa/v1', userName: 'jane', passkeys: SITE },
      { endpoint: '/mfa', passkeys: false },
    ]) {
      assert.equal(new CiamClient(options).beginPasskey, undefined);
      assert.equal(new CiamClient(options).beginPasskeyEnrollment, undefined);
    }
  });
});

void describe('a page at a gateway', () => {
  void test('sends neither site nor person nor origin', async () => {
    const room = await atGateway();
    await enroll(room);
    await signIn(room);
    const sent = (await room.sandbox.requests()).map(({ body }) => Object.keys(JSON.parse(body) as object));
    assert.deepEqual(sent, [
      ['deviceType'],
      ['deviceType', 'attestation'],
      ['deviceType'],
      ['deviceType', 'assertion'],
    ]);
  });

  void test('is told when a challenge ends, where the gateway tells', async () => {
    const room = await atGateway({ tellsTimes: true });
    await enroll(room);
    const { expiresAt = 0 } = await room.client.beginPasskey();
    assert.ok(Math.abs(expiresAt - (Date.now() + 120_000)) < 5000);
  });

  void test('changes nothing without a second factor', async () => {
    const room = await atGateway({ gateway: { userName: 'jdoe', mayManageDevices: false } });
    await assert.rejects(room.client.beginPasskeyEnrollment({}), failsWith('proof-required'));
  });
});

void test('that this device be remembered is asked of a gateway that does so, and of no other', async () => {
  const room = await atGateway();
  await enroll(room);
  for (const options of [{ remembersDevicesForMs: 1000 }, {}]) {
    const client = new CiamClient({ endpoint: room.sandbox.endpoint, ...options }) as Room['client'];
    const challenge = await client.beginPasskey();
    const answer = await room.device.get(challenge.options);
    await client.verifyPasskey(challenge, answer, { rememberDevice: true });
  }
  const bodies = (await room.sandbox.requests()).map(({ body }) => body);
  assert.deepEqual(
    bodies.filter((body) => body.includes('assertion')).map((body) => body.includes('"rememberDevice":true')),
    [true, false],
  );
});
