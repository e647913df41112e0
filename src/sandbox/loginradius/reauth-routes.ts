import type { Fields } from '../messages.js';
import type { Route } from '../router.js';
import { lrRoute, type LrCall, type LrContext } from './lr-context.js';
import type { LrUser } from './lr-directory.js';
import { LrError } from './lr-errors.js';
import { checkPassword } from './login-routes.js';
import {
  checkAnswers,
  checkBackupCode,
  checkSent,
  checkTotp,
  describe,
  factorsOf,
  sendToEmail,
  sendToPhone,
} from './lr-factors.js';
import { guarded } from './lr-lock.js';
import type { LrFactor } from './lr-settings.js';
import type { LrSession, LrStepUpKind } from './lr-store.js';

const BASE = '/identity/v2/auth/account/reauth';
const STEP_UP_MS = 300_000;

/** Asking again in the middle of a session (contract B.4). */
export function reauthRoutes(context: LrContext): Route[] {
  const act = (
    method: string,
    path: string,
    factor: LrFactor | undefined,
    run: (call: LrCall, session: LrSession) => Promise<unknown>,
  ): Route =>
    lrRoute(context, method, BASE + path, (call) => {
      const session = call.session();
      // Whoever has the session cannot answer with a factor that they have just made up.
      if (factor && !factorsOf(context, session.user).includes(factor)) throw new LrError(`${factor}-off`);
      return guarded(context, call, session.user, () => run(call, session));
    });
  const check = (
    method: string,
    path: string,
    factor: LrFactor | undefined,
    run: (call: LrCall, session: LrSession) => Promise<void>,
    by: LrStepUpKind = '2fa',
  ): Route =>
    act(method, path, factor, async (call, session) => {
      await run(call, session);
      return prove(context, session.user, by);
    });
  const totp = ({ body }: LrCall, { user }: LrSession): Promise<void> => checkTotp(context, user, body);

  return [
    act('GET', '/2fa', undefined, async (call, { user, reauth }) => {
      if (user.phone) await sendToPhone(context, call, user, reauth, user.phone);
      return describe(context, user, reauth, false);
    }),
    check('PUT', '/2fa/otp', 'sms', ({ body }, { user, reauth }) =>
      checkSent(context, user, reauth, 'sms', body.otp),
    ),
    check('PUT', '/2fa/authenticatorcode', 'totp', totp),
    check('PUT', '/2fa/googleauthenticatorcode', 'totp', totp),
    check('PUT', '/2fa/backupcode', undefined, ({ body }, { user }) =>
      checkBackupCode(context, user, body.backupcode),
    ),
    act('GET', '/2fa/otp/email', 'email', ({ query }, { user, reauth }) =>
      sendToEmail(context, user, reauth, query.emailid),
    ),
    check('PUT', '/2fa/otp/email/verify', 'email', ({ body }, { user, reauth }) =>
      checkSent(context, user, reauth, 'email', body.otp),
    ),
    check('POST', '/2fa/securityquestionanswer/verify', 'security-questions', ({ body }, { user }) =>
      checkAnswers(context, user, body),
    ),
    check(
      'PUT',
      '/password',
      undefined,
      ({ body }, { user }) => checkPassword(context, user, body.password),
      'password',
    ),
  ];
}

function prove({ store }: LrContext, user: LrUser, by: LrStepUpKind): Fields {
  const { token, expiresAt } = store.openStepUp(user, by, STEP_UP_MS);
  return { SecondFactorValidationToken: token, ExpireIn: new Date(expiresAt).toISOString() };
}
