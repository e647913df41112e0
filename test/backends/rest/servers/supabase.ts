/** Speaks the shapes of Supabase Auth (contract D.9): factors, challenges, verifications. */
import { isTotpCode, totpCode } from '../../../support/totp-code.js';
import { startJsonServer, type Answer, type Call, type JsonServer } from './json-server.js';

export const API_KEY = 'public-key';
export const TOKEN = 'session-token';
/** After a right code. */
export const TOKEN_2 = 'aal2';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

interface Factor {
  id: string;
  factor_type: string;
  friendly_name: string;
  status: 'verified' | 'unverified';
  phone?: string;
  created_at: string;
}

export interface Supabase extends JsonServer {
  /** What was sent by text message. */
  readonly outbox: string[];
  appCode(): Promise<string>;
  /** Challenges are over at once. */
  expireAll(): void;
}

export async function startSupabase(): Promise<Supabase> {
  const outbox: string[] = [];
  const challenges = new Map<string, string | undefined>();
  const appCode = (): Promise<string> => totpCode(SECRET, Date.now());
  let lastId = 0;
  const newId = (kind: string): string => `${kind}-${++lastId}`;
  const factors: Factor[] = [
    {
      id: 'phone-0',
      factor_type: 'phone',
      friendly_name: 'My phone',
      status: 'verified',
      created_at: '2030-01-02T03:04:05Z',
    },
  ];
  const refuse = (status: number, error_code: string): Answer => ({
    status,
    body: { code: status, error_code, msg: `Words about ${error_code}` },
  });
  const guarded =
    (handle: (call: Call) => Answer | Promise<Answer>) =>
    (call: Call): Answer | Promise<Answer> => {
      const { headers } = call;
      if (headers.get('apikey') !== API_KEY) return refuse(401, 'no_api_key');
      const isKnown = [TOKEN, TOKEN_2].some((token) => headers.get('authorization') === `Bearer ${token}`);
      return isKnown ? handle(call) : refuse(403, 'bad_jwt');
    };
  const server = await startJsonServer({
    'GET /user': guarded(() => ({ body: { id: 'user', factors } })),
    'POST /factors': guarded(({ body, headers }) => {
      // Who has a factor has to use it before setting up another.
      const isWeak = headers.get('authorization') === `Bearer ${TOKEN}`;
      if (
        isWeak &&
        factors.some(({ status, factor_type }) => status === 'verified' && factor_type === 'totp')
      )
        return refuse(403, 'insufficient_aal');
      if (body.factor_type === 'phone') {
        const phone = String(body.phone);
        if (!phone.startsWith('+')) return refuse(400, 'validation_failed');
        const id = newId('phone');
        const created_at = '2030-01-03T00:00:00Z';
        factors.push({
          id,
          factor_type: 'phone',
          friendly_name: '',
          status: 'unverified',
          created_at,
          phone,
        });
        return { body: { id, type: 'phone', phone } };
      }
      const name = String(body.friendly_name);
      if (factors.some(({ friendly_name }) => friendly_name === name))
        return refuse(422, 'mfa_factor_name_conflict');
      if (factors.length > 2) return refuse(422, 'too_many_enrolled_mfa_factors');
      const id = newId('totp');
      factors.push({
        id,
        factor_type: 'totp',
        friendly_name: name,
        status: 'unverified',
        created_at: '2030-01-03T00:00:00Z',
      });
      const uri = `otpauth://totp/site:jdoe?secret=${SECRET}&issuer=site`;
      return { body: { id, type: 'totp', totp: { qr_code: '<svg/>', secret: SECRET, uri } } };
    }),
    'POST /factors/*/challenge': guarded(({ parts: [factor], body }) => {
      const found = factors.find(({ id }) => id === factor);
      if (!found) return refuse(404, 'mfa_factor_not_found');
      const id = newId('challenge');
      if (found.factor_type === 'phone') {
        if (body.channel !== 'sms') return refuse(400, 'validation_failed');
        if (outbox.length > 2)
          return { ...refuse(429, 'over_sms_send_rate_limit'), headers: { 'retry-after': '7' } };
        outbox.push(String(100_000 + outbox.length));
      }
      challenges.set(id, outbox.at(-1));
      return { body: { id, type: found.factor_type, expires_at: Math.floor(Date.now() / 1000) + 300 } };
    }),
    'POST /factors/*/verify': guarded(async ({ parts: [factor], body }) => {
      const found = factors.find(({ id }) => id === factor);
      if (!found) return refuse(404, 'mfa_factor_not_found');
      const challenge = String(body.challenge_id);
      if (!challenges.has(challenge)) return refuse(422, 'mfa_challenge_expired');
      const isRight =
        found.factor_type === 'totp'
          ? await isTotpCode(SECRET, body.code)
          : body.code === challenges.get(challenge);
      if (!isRight) return refuse(422, 'mfa_verification_failed');
      challenges.delete(challenge);
      found.status = 'verified';
      return { body: { access_token: TOKEN_2, refresh_token: 'refresh', user: {} } };
    }),
    'DELETE /factors/*': guarded(({ parts: [factor], headers }) => {
      const isWeak = headers.get('authorization') === `Bearer ${TOKEN}`;
      const isVerified = factors.some(({ id, status }) => id === factor && status === 'verified');
      if (isWeak && isVerified) return refuse(403, 'insufficient_aal');
      const index = factors.findIndex(({ id }) => id === factor);
      if (index < 0) return refuse(404, 'mfa_factor_not_found');
      const [removed] = factors.splice(index, 1);
      return { body: { id: removed?.id } };
    }),
  });
  return Object.assign(server, { outbox, appCode, expireAll: () => challenges.clear() });
}
