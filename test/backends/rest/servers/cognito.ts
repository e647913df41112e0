/**
 * Speaks the shapes of Amazon Cognito for what `cognito-local` does not know: a sign-in in which an app has to be paired,
 * and remembered devices. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/
 */
import { isTotpCode, totpCode } from '../../../support/totp-code.js';
import { startJsonServer, type Answer, type JsonServer } from './json-server.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

export interface CognitoSetUp extends JsonServer {
  appCode(): Promise<string>;
  readonly login: unknown;
  readonly devices: object[];
}

export async function startCognitoSetUp(): Promise<CognitoSetUp> {
  const appCode = (): Promise<string> => totpCode(SECRET, Date.now());
  let session = 'session-1';
  const renew = (): string => (session = `session-${Number(session.slice(8)) + 1}`);
  const refuse = (__type: string): Answer => ({
    status: 400,
    body: { __type, message: `Words about ${__type}` },
  });
  const devices: object[] = [
    {
      DeviceKey: 'eu_1',
      DeviceAttributes: [
        { Name: 'device_name', Value: 'Laptop' },
        { Name: 'last_ip_used', Value: '192.0.2.1' },
      ],
      DeviceLastAuthenticatedDate: 1_900_000_000.5,
    },
  ];
  const acts: Record<string, (body: Readonly<Record<string, unknown>>) => Answer | Promise<Answer>> = {
    AssociateSoftwareToken: (body) =>
      body.Session === session
        ? { body: { SecretCode: SECRET, Session: renew() } }
        : refuse('NotAuthorizedException'),
    VerifySoftwareToken: async (body) => {
      if (body.Session !== session) return refuse('NotAuthorizedException');
      if (!(await isTotpCode(SECRET, body.UserCode))) return refuse('EnableSoftwareTokenMFAException');
      return { body: { Status: 'SUCCESS', Session: renew() } };
    },
    RespondToAuthChallenge: (body) =>
      body.Session === session && body.ChallengeName === 'MFA_SETUP'
        ? { body: { ChallengeParameters: {}, AuthenticationResult: { AccessToken: 'access' } } }
        : refuse('NotAuthorizedException'),
    ListDevices: () => ({ body: { Devices: devices } }),
    ForgetDevice: (body) => {
      if (body.DeviceKey !== 'eu_1') return refuse('ResourceNotFoundException');
      devices.length = 0;
      return {};
    },
  };
  const server = await startJsonServer({
    'POST /': ({ headers, body }) => {
      const [, action = ''] = (headers.get('x-amz-target') ?? '').split('.');
      return acts[action]?.(body) ?? refuse('UnknownOperationException');
    },
  });
  return Object.assign(server, {
    appCode,
    devices,
    login: {
      ChallengeName: 'MFA_SETUP',
      Session: session,
      ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]', USER_ID_FOR_SRP: 'jdoe' },
    },
  });
}
