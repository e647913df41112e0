/** Speaks the shapes of Okta's Authn API: https://developer.okta.com/docs/reference/api/authn/ */
import { isTotpCode, totpCode } from '../../../support/totp-code.js';
import { startJsonServer, type Answer, type Call, type JsonServer } from './json-server.js';

const SECRET = 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU';
export const PHONE = '+12025550406';

export interface Okta extends JsonServer {
  readonly outbox: string[];
  appCode(): Promise<string>;
  /** What the person does with the push message that waits. */
  push(answer: 'SUCCESS' | 'REJECTED' | 'TIMEOUT'): void;
  /** What `/authn` answers to the password. */
  login(status: 'MFA_REQUIRED' | 'MFA_ENROLL' | 'SUCCESS'): unknown;
}

export async function startOkta(): Promise<Okta> {
  const outbox: string[] = [];
  const stateToken = '00state';
  const appCode = (): Promise<string> => totpCode(SECRET, Date.now());
  const expiresAt = new Date(Date.now() + 300_000).toISOString();
  const sms = {
    id: 'sms1',
    factorType: 'sms',
    provider: 'OKTA',
    profile: { phoneNumber: '+1 XXX-XXX-0406' },
  };
  const app = { id: 'app1', factorType: 'token:software:totp', provider: 'GOOGLE' };
  const others = [
    { id: 'q1', factorType: 'question', provider: 'OKTA' },
    { id: 'push1', factorType: 'push', provider: 'OKTA' },
  ];
  const refuse = (status: number, errorCode: string): Answer => ({
    status,
    body: { errorCode, errorSummary: `Words about ${errorCode}`, errorCauses: [] },
  });
  const signedIn: Answer = { body: { status: 'SUCCESS', sessionToken: '00session', expiresAt } };
  const guarded =
    (handle: (call: Call) => Answer | Promise<Answer>) =>
    (call: Call): Answer | Promise<Answer> =>
      call.body.stateToken === stateToken ? handle(call) : refuse(401, 'E0000011');
  const send = (): Answer => {
    if (outbox.length > 1) return { ...refuse(429, 'E0000109'), headers: { 'retry-after': '30' } };
    outbox.push(String(200_000 + outbox.length));
    const _embedded = { factor: sms };
    return { body: { status: 'MFA_CHALLENGE', factorResult: 'CHALLENGE', stateToken, expiresAt, _embedded } };
  };
  let pushed: string | undefined;
  /** Sends a push message, or tells what came of the one that was sent. */
  const push = (): Answer => {
    if (pushed === 'SUCCESS') return signedIn;
    const factorResult = pushed ?? 'WAITING';
    pushed = factorResult === 'WAITING' ? factorResult : undefined;
    const challenge = { correctAnswer: 92 };
    const _embedded = { factor: { ...others[1], _embedded: { challenge } } };
    return { body: { status: 'MFA_CHALLENGE', factorResult, stateToken, expiresAt, _embedded } };
  };
  const check = async ({ parts: [id], body }: Call): Promise<Answer> => {
    const { passCode } = body;
    const isRight = id === 'app1' ? await isTotpCode(SECRET, passCode) : passCode === outbox.at(-1);
    return isRight ? signedIn : refuse(403, 'E0000068');
  };
  const server = await startJsonServer({
    'POST /authn/factors/*/verify': guarded((call) =>
      call.parts[0] === 'push1' ? push() : call.body.passCode === undefined ? send() : check(call),
    ),
    'POST /authn/factors/*/verify/resend': guarded(send),
    'POST /authn/factors': guarded(({ body }) => {
      if (body.factorType === 'sms') {
        if ((body.profile as { phoneNumber: string }).phoneNumber !== PHONE) return refuse(400, 'E0000098');
        return { body: { status: 'MFA_ENROLL_ACTIVATE', stateToken, ...(send().body as object) } };
      }
      const activation = { timeStep: 30, sharedSecret: SECRET, encoding: 'base32', keyLength: 16 };
      const factor = { ...app, _embedded: { activation } };
      return { body: { status: 'MFA_ENROLL_ACTIVATE', stateToken, expiresAt, _embedded: { factor } } };
    }),
    'POST /authn/factors/*/lifecycle/activate': guarded(async (call) => {
      const answer = await check(call);
      // An app alone may be followed by others, which are optional.
      if (answer !== signedIn || call.parts[0] !== 'app1') return answer;
      return { body: { status: 'MFA_ENROLL', stateToken, expiresAt, _embedded: { factors: [] } } };
    }),
    'POST /authn/skip': guarded(() => signedIn),
    'POST /authn/previous': guarded(() => ({ body: { status: 'MFA_ENROLL', stateToken } })),
  });
  return Object.assign(server, {
    outbox,
    appCode,
    push: (answer: string) => void (pushed = answer),
    login(status: string) {
      if (status === 'SUCCESS') return signedIn.body;
      const isNew = status === 'MFA_ENROLL';
      const factors = [app, sms, ...others].map((factor) =>
        isNew ? { ...factor, status: 'NOT_SETUP', enrollment: 'REQUIRED' } : factor,
      );
      return { stateToken, expiresAt, status, _embedded: { factors } };
    },
  });
}
