/**
 * A real user pool that nobody here wrote: npm `cognito-local`, with people, and an outbox in place of text messages.
 *
 * What AWS does by itself, and it does not: send a person's codes to the number that they have set up. For that there is
 * {@link Cognito.sendToPhone}.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Router } from 'cognito-local/lib/server/Router.js';
import { DefaultConfig } from 'cognito-local/lib/server/config.js';
import { createServer } from 'cognito-local/lib/server/server.js';
import { CognitoServiceFactoryImpl } from 'cognito-local/lib/services/cognitoService.js';
import { StormDBDataStoreFactory } from 'cognito-local/lib/services/dataStore/stormDb.js';
import { DateClock, type Triggers } from 'cognito-local/lib/services/index.js';
import { JwtTokenGenerator } from 'cognito-local/lib/services/tokenGenerator.js';
import { UserPoolServiceFactoryImpl } from 'cognito-local/lib/services/userPoolService.js';
import { pino } from 'pino';

const PASSWORD = 'Correct-horse-7';

export interface CognitoPerson {
  readonly endpoint: string;
  readonly clientId: string;
  readonly userName: string;
  readonly password: string;
}

export interface Cognito {
  /** Somebody new, with a password and nothing else. */
  person(): Promise<CognitoPerson>;
  /** The last code that was sent to this number. */
  codeTo(phone: string): string | undefined;
  /** From now on, codes of this person's sign-ins go to their number. */
  sendToPhone(userName: string): Promise<void>;
  close(): Promise<void>;
}

export async function startCognito(): Promise<Cognito> {
  const folder = await mkdtemp(join(tmpdir(), 'cognito-'));
  const logger = pino({ level: 'silent' });
  const context = { logger };
  const clock = new DateClock();
  const stores = new StormDBDataStoreFactory(folder);
  const pools = new UserPoolServiceFactoryImpl(clock, stores);
  const cognito = await new CognitoServiceFactoryImpl(folder, stores, pools).create(context, {});
  const triggers = { enabled: () => false } as unknown as Triggers;
  const outbox = new Map<string, string>();
  const services = {
    clock,
    cognito,
    config: DefaultConfig,
    messages: {
      deliver: (...[, , , , , code, , { Destination }]: unknown[] & { 7: { Destination: string } }) => {
        outbox.set(Destination, String(code));
        return Promise.resolve();
      },
    },
    otp: () => String(randomInt(100_000, 1_000_000)),
    tokenGenerator: new JwtTokenGenerator(clock, triggers, DefaultConfig.TokenConfig),
    triggers,
  } as unknown as Parameters<typeof Router>[0];
  const { start } = createServer(Router(services), logger, { port: 0, hostname: '127.0.0.1' }, services);
  const server = await start();
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function call<Result>(action: string, body: object): Promise<Result> {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
    };
    const answer = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${action}: ${await answer.text()}`);
    return (await answer.json()) as Result;
  }

  const { UserPool } = await call<{ UserPool: { Id: string } }>('CreateUserPool', {
    PoolName: 'people',
    MfaConfiguration: 'OPTIONAL',
    AutoVerifiedAttributes: ['phone_number'],
  });
  const UserPoolId = UserPool.Id;
  const { UserPoolClient } = await call<{ UserPoolClient: { ClientId: string } }>('CreateUserPoolClient', {
    UserPoolId,
    ClientName: 'page',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
  });

  return {
    async person() {
      const userName = `jdoe-${randomUUID()}`;
      await call('AdminCreateUser', { UserPoolId, Username: userName, MessageAction: 'SUPPRESS' });
      const password = { UserPoolId, Username: userName, Password: PASSWORD, Permanent: true };
      await call('AdminSetUserPassword', password);
      return { endpoint, clientId: UserPoolClient.ClientId, userName, password: PASSWORD };
    },
    codeTo: (phone) => outbox.get(phone),
    async sendToPhone(userName) {
      const pool = await cognito.getUserPool(context, UserPoolId);
      const user = await pool.getUserByUsername(context, userName);
      if (!user) throw new Error('There is nobody of that name');
      const MFAOptions = [{ DeliveryMedium: 'SMS', AttributeName: 'phone_number' }] as const;
      await pool.saveUser(context, { ...user, MFAOptions: [...MFAOptions] });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
