/**
 * Speaks the shapes of ZITADEL's session and user APIs, as a proxy passes them on:
 * https://zitadel.com/docs/guides/integrate/login-ui/mfa
 */
import { isTotpCode, totpCode } from '../../../support/totp-code.js';
import { startJsonServer, type Answer, type Call, type JsonServer } from './json-server.js';

const SECRET = 'MZXW6YTBMZXW6YTBMZXW6YTBMZXW6YTB';
export const USER = '218662596918640897';
export const PHONE = '+12025550406';

export interface Zitadel extends JsonServer {
  readonly outbox: string[];
  appCode(): Promise<string>;
  /** What `POST /v2/sessions` answers to the password. */
  login(): unknown;
}

export async function startZitadel(methods: string[]): Promise<Zitadel> {
  const outbox: string[] = [];
  const appCode = (): Promise<string> => totpCode(SECRET, Date.now());
  let version = 1;
  const token = (): string => `token-${version}`;
  const details = { sequence: '580', changeDate: '2030-06-16T13:27:53.325543Z' };
  const refuse = (code: number, message: string, status = 400): Answer => ({
    status,
    body: { code, message },
  });
  const type = (name: string): string => `AUTHENTICATION_METHOD_TYPE_${name}`;
  const without = (name: string) => (): Answer => {
    methods.splice(methods.indexOf(type(name)), 1);
    return { body: { details } };
  };
  const server = await startJsonServer({
    'GET /v2/sessions/*': () => ({
      body: { session: { id: 's1', factors: { user: { id: USER, loginName: 'jdoe' } } } },
    }),
    'PATCH /v2/sessions/s1': async ({ body }: Call) => {
      // Each token is good until there is another one.
      if (body.sessionToken !== token()) return refuse(7, 'Session Token is invalid (COMMAND-sGr42)', 403);
      const { challenges, checks } = body as {
        challenges?: object;
        checks?: Record<string, { code: string }>;
      };
      if (challenges) outbox.push(String(500_000 + outbox.length));
      for (const [name, { code }] of Object.entries(checks ?? {}))
        if (!(name === 'totp' ? await isTotpCode(SECRET, code) : code === outbox.at(-1)))
          return refuse(3, 'Code is invalid (CODE-woT0xc)');
      version++;
      return { body: { details, sessionToken: token() } };
    },
    [`GET /v2/users/${USER}/authentication_methods`]: () => ({ body: { details, authMethodTypes: methods } }),
    [`POST /v2/users/${USER}/totp`]: () => {
      if (methods.includes(type('TOTP')))
        return refuse(6, 'Multifactor OTP (OneTimePassword) is already set up (COMMAND-do9se)', 409);
      return {
        body: { details, uri: `otpauth://totp/ZITADEL:jdoe?secret=${SECRET}&issuer=ZITADEL`, secret: SECRET },
      };
    },
    [`POST /v2/users/${USER}/totp/verify`]: async ({ body }) => {
      if (!(await isTotpCode(SECRET, body.code))) return refuse(3, 'Invalid code (EVENT-8isk2)');
      methods.push(type('TOTP'));
      return { body: { details } };
    },
    [`DELETE /v2/users/${USER}/totp`]: without('TOTP'),
    [`POST /v2/users/${USER}/phone`]: ({ body }) => {
      if (body.phone !== PHONE || !body.sendCode) return refuse(3, 'Phone number is invalid (PHONE-so0wa)');
      outbox.push(String(500_000 + outbox.length));
      return { body: { details } };
    },
    [`POST /v2/users/${USER}/phone/verify`]: ({ body }) =>
      body.verificationCode === outbox.at(-1)
        ? { body: { details } }
        : refuse(3, 'Code is invalid (CODE-woT0xc)'),
    [`POST /v2/users/${USER}/otp_sms`]: () => {
      if (methods.includes(type('OTP_SMS')))
        return refuse(6, 'Multifactor OTP (OneTimePassword) is already set up (COMMAND-Ad3g2)', 409);
      methods.push(type('OTP_SMS'));
      return { body: { details } };
    },
    [`DELETE /v2/users/${USER}/otp_sms`]: without('OTP_SMS'),
  });
  return Object.assign(server, {
    outbox,
    appCode,
    login: () => ({ details, sessionId: 's1', sessionToken: token() }),
  });
}
