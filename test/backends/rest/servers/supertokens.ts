/** Speaks the shapes of SuperTokens (contract D.7): everything is HTTP 200, and `status` tells. */
import { isTotpCode, totpCode } from '../../../support/totp-code.js';
import { startJsonServer, type Answer, type JsonServer } from './json-server.js';

const SECRET = 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU';
const MAX_ATTEMPTS = 3;

export interface SuperTokens extends JsonServer {
  readonly outbox: { to: string; code: string }[];
  appCode(): Promise<string>;
  /** The code that was sent is too old. */
  expire(): void;
}

export async function startSuperTokens(): Promise<SuperTokens> {
  const outbox: { to: string; code: string }[] = [];
  const devices = new Map<string, boolean>();
  const ids = { deviceId: 'device=', preAuthSessionId: 'session/1' };
  const appCode = (): Promise<string> => totpCode(SECRET, Date.now());
  let failed = 0;
  let started = false;
  let expired = false;
  const status = (name: string, more: object = {}): Answer => ({ body: { status: name, ...more } });
  const attempts = (): object => ({
    currentNumberOfFailedAttempts: failed,
    maxNumberOfFailedAttempts: MAX_ATTEMPTS,
  });
  async function checkTotp(code: unknown): Promise<Answer | undefined> {
    if (failed >= MAX_ATTEMPTS) return status('LIMIT_REACHED_ERROR', { retryAfterMs: 900_000 });
    if (await isTotpCode(SECRET, code)) return undefined;
    failed++;
    return status('INVALID_TOTP_ERROR', attempts());
  }
  const isStarted = (body: Readonly<Record<string, unknown>>): boolean =>
    started && body.deviceId === ids.deviceId && body.preAuthSessionId === ids.preAuthSessionId;
  const send = (to: string): void => {
    outbox.push({ to, code: String(200_000 + outbox.length) });
    expired = false;
  };
  const server = await startJsonServer({
    'POST /signinup/code': ({ body }) => {
      started = true;
      failed = 0;
      send(String(body.phoneNumber ?? body.email));
      return status('OK', { ...ids, flowType: 'USER_INPUT_CODE' });
    },
    'POST /signinup/code/resend': ({ body }) => {
      if (!isStarted(body)) return status('RESTART_FLOW_ERROR');
      send(outbox.at(-1)!.to);
      return status('OK');
    },
    'POST /signinup/code/consume': ({ body }) => {
      if (!isStarted(body)) return status('RESTART_FLOW_ERROR');
      const counts = () => ({ failedCodeInputAttemptCount: failed, maximumCodeInputAttempts: MAX_ATTEMPTS });
      if (expired) return status('EXPIRED_USER_INPUT_CODE_ERROR', counts());
      if (body.userInputCode === outbox.at(-1)?.code) return status('OK', { user: {} });
      if (++failed < MAX_ATTEMPTS) return status('INCORRECT_USER_INPUT_CODE_ERROR', counts());
      started = false;
      return status('RESTART_FLOW_ERROR');
    },
    'POST /totp/device': ({ body }) => {
      const deviceName = String(body.deviceName);
      if (devices.has(deviceName)) return status('DEVICE_ALREADY_EXISTS_ERROR');
      devices.set(deviceName, false);
      return status('OK', {
        deviceName,
        secret: SECRET,
        qrCodeString: `otpauth://totp/site:jdoe?secret=${SECRET}&issuer=site`,
      });
    },
    'POST /totp/device/verify': async ({ body }) => {
      if (!devices.has(String(body.deviceName))) return status('UNKNOWN_DEVICE_ERROR');
      const refused = await checkTotp(body.totp);
      if (!refused) devices.set(String(body.deviceName), true);
      return refused ?? status('OK', { wasAlreadyVerified: false });
    },
    'POST /totp/verify': async ({ body }) => (await checkTotp(body.totp)) ?? status('OK'),
    'GET /totp/device/list': () =>
      status('OK', {
        devices: [...devices].map(([name, verified]) => ({ name, verified, period: 30, skew: 1 })),
      }),
    'POST /totp/device/remove': ({ body }) =>
      status('OK', { didDeviceExist: devices.delete(String(body.deviceName)) }),
  });
  return Object.assign(server, { outbox, appCode, expire: () => void (expired = true) });
}
