/**
 * Speaks the shapes of Identity Platform for authenticator apps, which the emulator does not know:
 * https://cloud.google.com/identity-platform/docs/reference/rest/v2/accounts.mfaEnrollment and …/accounts.mfaSignIn
 */
import { isTotpCode, totpCode } from '../../../support/totp-code.js';
import { startJsonServer, type Answer, type JsonServer } from './json-server.js';

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

export interface FirebaseApps extends JsonServer {
  appCode(): Promise<string>;
  /** What `accounts:signInWithPassword` answers. */
  login(): unknown;
}

export async function startFirebaseApps(): Promise<FirebaseApps> {
  const appCode = (): Promise<string> => totpCode(SECRET, Date.now());
  const tokens = { idToken: 'id-2', refreshToken: 'refresh' };
  let mfaInfo: object[] | undefined;
  const refuse = (message: string): Answer => ({ status: 400, body: { error: { code: 400, message } } });
  const isKnown = (token: unknown): boolean => token === 'id-1' || token === 'id-2';
  const server = await startJsonServer({
    'POST /v1/accounts:lookup': ({ body }) =>
      isKnown(body.idToken)
        ? { body: { users: [{ localId: 'u', ...(mfaInfo && { mfaInfo }) }] } }
        : refuse('INVALID_ID_TOKEN'),
    'POST /v2/accounts/mfaEnrollment:start': ({ body }) => {
      if (!body.totpEnrollmentInfo) return refuse('INVALID_ARGUMENT : one of the two is needed');
      const info = {
        sharedSecretKey: SECRET,
        verificationCodeLength: 6,
        hashingAlgorithm: 'SHA1',
        periodSec: 30,
      };
      const finalizeEnrollmentTime = new Date(Date.now() + 300_000).toISOString();
      return { body: { totpSessionInfo: { ...info, sessionInfo: 'enroll-1', finalizeEnrollmentTime } } };
    },
    'POST /v2/accounts/mfaEnrollment:finalize': async ({ body }) => {
      const { sessionInfo, verificationCode } = body.totpVerificationInfo as Record<string, string>;
      if (sessionInfo !== 'enroll-1') return refuse('INVALID_SESSION_INFO');
      if (!(await isTotpCode(SECRET, verificationCode)))
        return refuse('INVALID_CODE : The code is not right.');
      const named = body.displayName === undefined ? {} : { displayName: body.displayName };
      mfaInfo = [{ mfaEnrollmentId: 'm1', ...named, enrolledAt: '2030-01-02T03:04:05Z', totpInfo: {} }];
      return { body: { ...tokens, totpAuthInfo: {} } };
    },
    'POST /v2/accounts/mfaEnrollment:withdraw': ({ body }) => {
      if (body.mfaEnrollmentId !== 'm1' || !mfaInfo) return refuse('MFA_ENROLLMENT_NOT_FOUND');
      mfaInfo = undefined;
      return { body: tokens };
    },
    'POST /v2/accounts/mfaSignIn:finalize': async ({ body }) => {
      if (body.mfaPendingCredential !== 'pending')
        return refuse('INVALID_MFA_PENDING_CREDENTIAL : Sign in again.');
      const { verificationCode } = body.totpVerificationInfo as Record<string, string>;
      if (body.mfaEnrollmentId !== 'm1') return refuse('MFA_ENROLLMENT_NOT_FOUND');
      if (!(await isTotpCode(SECRET, verificationCode)))
        return refuse('INVALID_CODE : The code is not right.');
      return { body: tokens };
    },
  });
  return Object.assign(server, {
    appCode,
    login: () =>
      mfaInfo ? { mfaPendingCredential: 'pending', mfaInfo } : { idToken: 'id-1', refreshToken: 'r' },
  });
}
