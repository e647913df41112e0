/** Passkeys through the client, against a real Better Auth server with its passkey plugin. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { BetterAuthClient } from '../../../src/backends/better-auth/index.js';
import type { Factor, MfaClient, PasskeyChallenge, Verification } from '../../../src/core/client.js';
import type { MfaErrorCode } from '../../../src/core/mfa-error.js';
import { failureOf } from '../../support/failure-of.js';
import { SoftAuthenticator } from '../../support/soft-authenticator.js';
import { PASSWORD, startAuthServer, type AuthServer, type AuthServerSettings } from './auth-server.js';
import { Visitor } from './visitor.js';

const UNTIL = new AbortController().signal;
const NEVER = 'there is no such call';

let server: AuthServer;
afterEach(() => server.close());

interface Room {
  visitor: Visitor;
  client: BetterAuthClient;
  device: SoftAuthenticator;
}

/** Somebody with an account, signed in, at a device that can keep passkeys. */
async function newcomer(settings?: AuthServerSettings): Promise<Room> {
  server = await startAuthServer(settings);
  const visitor = new Visitor(server);
  await visitor.signUp();
  const device = new SoftAuthenticator({ origin: server.origin });
  return { visitor, client: visitor.client({ passkeys: true }), device };
}

async function begin(client: MfaClient): Promise<PasskeyChallenge> {
  return client.beginPasskeyEnrollment?.({}) ?? assert.fail(NEVER);
}

async function create({ client, device }: Room, name?: string): Promise<void> {
  const challenge = await begin(client);
  const answer = await device.create(challenge.options);
  await client.activatePasskey?.(challenge, answer, name === undefined ? {} : { name });
}

async function use({ client, device }: Room): Promise<Verification> {
  const challenge = (await client.beginPasskey?.({ signal: UNTIL })) ?? assert.fail(NEVER);
  return client.verifyPasskey?.(challenge, await device.get(challenge.options)) ?? assert.fail(NEVER);
}

async function passkeys({ client }: Room): Promise<readonly Factor[]> {
  return (await client.listFactors()).filter(({ kind }) => kind === 'passkey');
}

async function fails(promise: Promise<unknown>, code: MfaErrorCode): Promise<void> {
  assert.equal((await failureOf(promise)).code, code);
}

async function isSignedIn({ client }: Room): Promise<boolean> {
  return client.listFactors().then(
    () => true,
    () => false,
  );
}

void test('are there where the page says that the server has the plugin', async () => {
  const { visitor, client } = await newcomer();
  const without: MfaClient = visitor.client();
  for (const name of ['beginPasskey', 'activatePasskey', 'renameFactor'] as const)
    assert.deepEqual([typeof client[name], typeof without[name]], ['function', 'undefined']);
  assert.deepEqual((await without.factorSettings?.())?.addable, ['totp', 'email']);
  assert.deepEqual(await client.factorSettings(), {
    factors: [],
    addable: ['totp', 'email', 'passkey'],
    required: false,
  });
  assert.deepEqual(
    server.calls.filter((call) => call.includes('passkey')),
    ['GET /passkey/list-user-passkeys'],
  );
});

void describe('a new one', () => {
  void test('gets the name that the person gives it, and another one later', async () => {
    const room = await newcomer();
    const before = Date.now();
    await create(room, ' Blue key ');
    await create({ ...room, device: new SoftAuthenticator({ origin: server.origin }) });
    const [named, nameless, ...more] = await passkeys(room);
    assert.deepEqual([named?.name, named?.active, more.length], ['Blue key', true, 0]);
    assert.ok(Math.abs((named?.createdAt ?? 0) - before) < 60_000);
    assert.equal(nameless?.name, undefined);
    assert.ok(nameless);
    await room.client.renameFactor?.(nameless, 'Red key');
    assert.deepEqual(
      (await passkeys(room)).map(({ name }) => name),
      ['Blue key', 'Red key'],
    );
  });

  void test('is not made twice on one device', async () => {
    const room = await newcomer();
    await create(room);
    await fails(create(room), 'passkey-registered');
    assert.equal((await passkeys(room)).length, 1);
  });

  void test('of a page at another address is not taken, and says nothing of it', async () => {
    const room = await newcomer();
    room.device.options.origin = 'https://elsewhere.example';
    await fails(create(room), 'invalid-code');
    assert.equal((await passkeys(room)).length, 0);
  });

  void test('is over with the next one, and with its answer', async () => {
    const room = await newcomer();
    const { client, device } = room;
    const first = await begin(client);
    const second = await begin(client);
    assert.ok(second.expiresAt! - Date.now() <= 300_000 && second.expiresAt! - Date.now() > 240_000);
    const answer = await device.create(second.options);
    await client.activatePasskey?.(second, answer, {});
    await fails(client.activatePasskey!(second, answer, {}), 'challenge-expired');
    await fails(client.activatePasskey!(first, answer, {}), 'challenge-expired');
    assert.equal((await passkeys(room)).length, 1);
  });

  void test('wants a session, and one that has just begun', async () => {
    const room = await newcomer();
    room.visitor.forgetSession();
    await fails(begin(room.client), 'unauthenticated');
    await server.close();
    const { client } = await newcomer({ freshAge: 0.001 });
    await fails(begin(client), 'unauthenticated');
  });
});

void describe('one that is used', () => {
  void test('is a whole sign-in, with a session like any other', async () => {
    const room = await newcomer();
    await create(room);
    room.visitor.forgetSession();
    assert.equal(await isSignedIn(room), false);
    const { session } = await use(room);
    const { token, user } = session as { token?: string; user?: { email?: string } };
    assert.equal(typeof token, 'string');
    assert.equal(user?.email, room.visitor.email);
    assert.equal(await isSignedIn(room), true);
  });

  void test('asks for no second factor, and is offered as none', async () => {
    const room = await newcomer();
    await create(room);
    await room.visitor.pair();
    room.visitor.forgetSession();
    const step = await room.client.secondStep(await room.visitor.signIn());
    assert.equal(step.required, true);
    assert.deepEqual(
      step.factors.map(({ kind }) => kind),
      ['totp', 'email', 'recovery-code'],
    );
    await use(room);
    assert.equal(await isSignedIn(room), true);
    const kinds = (await room.client.listFactors()).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['totp', 'email', 'passkey']);
  });

  void test('of somebody else is theirs', async () => {
    const room = await newcomer();
    await create(room);
    const other = new Visitor(server, 'other@example.com');
    await other.signUp();
    const there = { ...room, visitor: other, client: other.client({ passkeys: true }) };
    const { session } = await use(there);
    assert.equal((session as { user: { email: string } }).user.email, room.visitor.email);
  });

  void test('from a page at another address is refused', async () => {
    const room = await newcomer();
    await create(room);
    room.visitor.forgetSession();
    room.device.options.origin = 'https://elsewhere.example';
    await fails(use(room), 'invalid-code');
    assert.equal(await isSignedIn(room), false);
  });

  void test('is refused once it is removed, and the second factor stays', async () => {
    const room = await newcomer();
    await create(room);
    await room.visitor.pair();
    const [key] = await passkeys(room);
    await room.client.removeFactor(key!);
    assert.deepEqual(
      (await room.client.listFactors()).map(({ kind }) => kind),
      ['totp', 'email'],
    );
    room.visitor.forgetSession();
    await fails(use(room), 'invalid-code');
    await fails(room.client.removeFactor(key!), 'unauthenticated');
  });

  void test('stays when the second factor is turned off', async () => {
    const room = await newcomer();
    await create(room);
    await room.visitor.pair();
    const [app] = await room.client.listFactors();
    await room.client.removeFactor(app!, { proof: { password: PASSWORD } });
    assert.deepEqual(
      (await room.client.listFactors()).map(({ kind }) => kind),
      ['passkey'],
    );
  });
});
