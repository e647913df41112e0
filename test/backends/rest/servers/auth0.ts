/** Speaks the shapes of Auth0's MFA API (contract D.10). */
import { isTotpCode, totpCode } from '../../../support/totp-code.js';
import { startJsonServer, type Answer, type JsonServer } from './json-server.js';

export const MFA_TOKEN = 'mfa-token';
export const CLIENT_ID = 'client-id';
export const RECOVERY_CODE = 'BZWSMJT9P8C5H3KQ2DXNRF7V';
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const GRANT = 'http://auth0.com/oauth/grant-type/';

export interface Auth0 extends JsonServer {
  readonly outbox: string[];
  appCode(): Promise<string>;
}

export async function startAuth0(): Promise<Auth0> {
  const outbox: string[] = [];
  const appCode = (): Promise<string> => totpCode(SECRET, Date.now());
  let failures = 0;
  const authenticators = [
    { id: 'recovery-code|dev_1', authenticator_type: 'recovery-code', active: true },
    { id: 'sms|dev_0', authenticator_type: 'oob', oob_channel: 'sms', name: 'XXXXXXX0000', active: false },
    { id: 'sms|dev_2', authenticator_type: 'oob', oob_channel: 'sms', name: 'XXXXXXX0406', active: true },
    { id: 'push|dev_3', authenticator_type: 'oob', oob_channel: 'auth0', active: true },
  ];
  const refuse = (status: number, error: string): Answer => ({
    status,
    body: { error, error_description: `Words about ${error}` },
  });
  const isBearer = (headers: Headers): boolean => headers.get('authorization') === `Bearer ${MFA_TOKEN}`;
  const server = await startJsonServer({
    'GET /mfa/authenticators': ({ headers }) =>
      isBearer(headers) ? { body: authenticators } : refuse(401, 'invalid_token'),
    'POST /mfa/associate': ({ headers, body }) => {
      if (!isBearer(headers)) return refuse(401, 'invalid_token');
      authenticators.push({ id: 'totp|dev_4', authenticator_type: 'otp', active: false });
      return {
        body: {
          authenticator_type: (body.authenticator_types as string[])[0],
          secret: SECRET,
          barcode_uri: `otpauth://totp/site:jdoe?secret=${SECRET}&issuer=site&algorithm=SHA1&digits=6&period=30`,
          recovery_codes: [RECOVERY_CODE],
        },
      };
    },
    'POST /mfa/challenge': ({ body }) => {
      if (body.mfa_token !== MFA_TOKEN || body.client_id !== CLIENT_ID) return refuse(403, 'expired_token');
      if (body.authenticator_id !== 'sms|dev_2') return refuse(400, 'invalid_request');
      outbox.push(String(400_000 + outbox.length));
      return { body: { challenge_type: 'oob', oob_code: `oob-${outbox.length}`, binding_method: 'prompt' } };
    },
    'POST /oauth/token': async ({ body }) => {
      if (body.mfa_token !== MFA_TOKEN) return refuse(403, 'expired_token');
      if (failures > 2) return refuse(429, 'too_many_attempts');
      const rights: Record<string, boolean> = {
        [`${GRANT}mfa-otp`]: await isTotpCode(SECRET, body.otp),
        [`${GRANT}mfa-oob`]: body.oob_code === `oob-${outbox.length}` && body.binding_code === outbox.at(-1),
        [`${GRANT}mfa-recovery-code`]: body.recovery_code === RECOVERY_CODE,
      };
      if (rights[String(body.grant_type)]) {
        return { body: { access_token: 'access', token_type: 'Bearer', expires_in: 86400 } };
      }
      failures++;
      return refuse(403, 'invalid_grant');
    },
    'DELETE /mfa/authenticators/*': ({ parts: [id] }) => {
      const index = authenticators.findIndex((one) => one.id === id);
      if (index < 0) return refuse(404, 'not_found');
      authenticators.splice(index, 1);
      return { status: 204 };
    },
  });
  return Object.assign(server, { outbox, appCode });
}
