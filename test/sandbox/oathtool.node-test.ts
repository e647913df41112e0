/** The authenticators of the sandbox against a program that nobody here wrote: Debian's `oathtool`. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { CiamClient } from '../../src/backends/ciam/index.js';
import { createTestSandbox, type TestSandbox } from '../support/sandbox.js';
import { startSandboxServer } from '../support/sandbox-server.js';

let server: Awaited<ReturnType<typeof startSandboxServer>>;

before(async () => {
  server = await startSandboxServer();
});
after(() => server.close());

/** What oathtool shows for a secret at the time of the sandbox. */
async function oathtool(secret: string, sandbox: TestSandbox): Promise<string> {
  const now = `@${Math.floor((await sandbox.now()) / 1000)}`;
  const { stdout } = await promisify(execFile)('oathtool', ['--totp', '--base32', '--now', now, secret]);
  return stdout.trim();
}

void test('codes of oathtool pair an authenticator and sign in with it', async () => {
  const sandbox = await createTestSandbox({}, server.url);
  const client = new CiamClient({ endpoint: sandbox.endpoint });
  const enrollment = await client.beginTotpEnrollment({ deviceName: 'oathtool' });
  await client.activateTotp(enrollment, await oathtool(enrollment.secret, sandbox));
  for (let i = 0; i < 5; i++) {
    await sandbox.advance(30_000);
    const challenge = await client.requestOtp({ channel: 'totp', deviceName: 'oathtool' });
    await client.verifyOtp(challenge, await oathtool(enrollment.secret, sandbox));
  }
});

void test('a code of oathtool for another secret is wrong', async () => {
  const sandbox = await createTestSandbox({}, server.url);
  const client = new CiamClient({ endpoint: sandbox.endpoint });
  await sandbox.authenticator('Phone');
  const challenge = await client.requestOtp({ channel: 'totp' });
  const foreign = await oathtool('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', sandbox);
  await assert.rejects(client.verifyOtp(challenge, foreign), { code: 'invalid-code' });
});

void test('the sandbox serves text messages over HTTP in Node too', async () => {
  const sandbox = await createTestSandbox({}, server.url);
  const client = new CiamClient({ endpoint: sandbox.endpoint });
  const challenge = await client.requestOtp({ channel: 'sms' });
  assert.deepEqual(await client.verifyOtp(challenge, await sandbox.lastCode()), {});
});
