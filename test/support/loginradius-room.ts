import { LoginRadiusClient, type LoginRadiusOptions } from '../../src/backends/loginradius/index.js';
import type { LoginRadiusSettings, LrSeed } from '../../src/sandbox/index.js';
import { createTestSandbox, type LoggedRequest, type TestSandbox } from './sandbox.js';

export const EMAIL = 'jdoe@example.com';
export const PHONE = '+12025550406';
export const PASSWORD = 'correct horse';

/** A tenant of one's own with one person, and a page that signs them in. */
export interface LoginRadiusRoom {
  sandbox: TestSandbox;
  client: LoginRadiusClient;
  /** What the page gets from the first step. */
  login(): Promise<Record<string, unknown>>;
  /** The requests of the client, without those of the page itself. */
  sent(): Promise<LoggedRequest[]>;
}

export async function loginRadiusRoom(
  seed: Partial<LrSeed> = {},
  tenant: Partial<LoginRadiusSettings> = {},
  options: Partial<LoginRadiusOptions> = {},
): Promise<LoginRadiusRoom> {
  const user = { userName: 'jdoe', password: PASSWORD, emails: [EMAIL], ...seed };
  const sandbox = await createTestSandbox({
    maxAttempts: 2,
    loginRadius: { mfa: 'required', users: [user], ...tenant },
  });
  const client = new LoginRadiusClient({ endpoint: sandbox.base, apiKey: 'sandbox-api-key', ...options });
  return {
    sandbox,
    client,
    async login() {
      const response = await fetch(`${sandbox.base}/IDENTITY/v2/auth/login/2FA?APIKEY=sandbox-api-key`, {
        method: 'POST',
        body: JSON.stringify({ EMAIL, Password: PASSWORD }),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    sent: async () => (await sandbox.requests()).filter(({ path }) => !path.startsWith('/IDENTITY')),
  };
}

/** The same, with somebody who has signed in and a token for the settings. */
export async function signedInRoom(
  seed: Partial<LrSeed> = {},
  tenant: Partial<LoginRadiusSettings> = {},
  options: Partial<LoginRadiusOptions> = {},
): Promise<LoginRadiusRoom & { token: string; uid: string }> {
  let token = '';
  const room = await loginRadiusRoom({ phone2fa: PHONE, ...seed }, tenant, {
    accessToken: () => token,
    ...options,
  });
  const step = await room.client.secondStep(await room.login());
  if (!step.challenge) throw new Error('No code has been sent');
  const { session } = await room.client.verifyOtp(step.challenge, await room.sandbox.lastCode());
  const { access_token, Profile } = session as { access_token: string; Profile: { Uid: string } };
  token = access_token;
  return { ...room, token, uid: Profile.Uid };
}
