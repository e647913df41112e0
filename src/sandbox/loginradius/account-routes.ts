import type { Fields } from '../messages.js';
import type { Route } from '../router.js';
import { profileOf } from './login-routes.js';
import { lrRoute, type LrAccess, type LrCall, type LrContext } from './lr-context.js';
import type { LrUser } from './lr-directory.js';
import { LrError } from './lr-errors.js';
import {
  assertOffered,
  checkSent,
  checkTotp,
  describe,
  factorsOf,
  sendToEmail,
  setAnswers,
  setPhone,
} from './lr-factors.js';
import { guarded } from './lr-lock.js';
import type { LrFactor } from './lr-settings.js';
import { STEP_UPS, type LrSession } from './lr-store.js';

const BASE = '/identity/v2/auth/account/2fa';
const MANAGE = '/identity/v2/manage/account';

/** The settings with an access token (contract B.3). */
export function accountRoutes(context: LrContext): Route[] {
  const act = (
    method: string,
    path: string,
    factor: LrFactor | undefined,
    run: (call: LrCall, session: LrSession) => unknown,
  ): Route =>
    lrRoute(context, method, BASE + path, (call) => {
      const session = call.session();
      if (factor) assertOffered(context, factor);
      return guarded(context, call, session.user, () => run(call, session));
    });
  const confirm = (
    path: string,
    factor: LrFactor,
    check: (call: LrCall, session: LrSession) => Promise<void>,
  ): Route =>
    act('PUT', path, factor, async (call, session) => {
      await check(call, session);
      return profileOf(session.user);
    });
  const totp = ({ body }: LrCall, { user }: LrSession): Promise<void> => checkTotp(context, user, body);

  return [
    act('GET', '', undefined, (_, { user, account }) => describe(context, user, account, false)),
    act('PUT', '', 'sms', (call, { user, account }) => setPhone(context, call, user, account)),
    confirm('/verification/otp', 'sms', ({ body }, { user, account }) =>
      checkSent(context, user, account, 'sms', body.otp),
    ),
    act('GET', '/otp/email', 'email', ({ query }, { user, account }) =>
      sendToEmail(context, user, account, query.emailid),
    ),
    confirm('/verification/otp/email', 'email', ({ body }, { user, account }) =>
      checkSent(context, user, account, 'email', body.otp),
    ),
    confirm('/verification/authenticatorcode', 'totp', totp),
    confirm('/verification/googleauthenticatorcode', 'totp', totp),
    act('PUT', '/securityquestionanswer', 'security-questions', async (call, { user }) => {
      await setAnswers(context, call, user);
      return { IsPosted: true };
    }),
    ...removals(context, BASE, 'key', (call) => call.session().user),
    ...backupCodes(context, BASE, 'key', (call) => call.session().user),
  ];
}

/** What a server with the secret may do for somebody (contract B.5). */
export function manageRoutes(context: LrContext): Route[] {
  const userOf = ({ query, params }: LrCall): LrUser => {
    const user = context.directory.byUid(String(params.uid ?? query.uid));
    if (!user) throw new LrError('parameter');
    return user;
  };
  return [
    ...removals(context, `${MANAGE}/2fa`, 'secret', userOf),
    ...backupCodes(context, `${MANAGE}/2fa`, 'secret', userOf),
    ...STEP_UPS.map((by) =>
      lrRoute(
        context,
        'POST',
        `${MANAGE}/:uid/reauth/${by}`,
        (call) => {
          context.store.takeStepUp(String(call.body.secondfactorvalidationtoken), userOf(call), by);
          return { IsValid: true };
        },
        'secret',
      ),
    ),
  ];
}

function removals(
  context: LrContext,
  base: string,
  access: LrAccess,
  userOf: (call: LrCall) => LrUser,
): Route[] {
  const remove = (path: string, factorIn: (body: Fields) => LrFactor | undefined): Route =>
    lrRoute(
      context,
      'DELETE',
      `${base}/authenticator${path}`,
      (call) => {
        const user = userOf(call);
        const factor = factorIn(call.body);
        if (!factor) throw new LrError('parameter');
        const factors = factorsOf(context, user);
        if (call.tenant.mfa === 'required' && access === 'key' && factors.join() === factor) {
          throw new LrError('last-factor');
        }
        forget(context, user, factor);
        return { IsDeleted: true };
      },
      access,
    );
  return [
    remove('', ({ authenticator, googleauthenticator, otpauthenticator }) => {
      if (authenticator === true || googleauthenticator === true) return 'totp';
      return otpauthenticator === true ? 'sms' : undefined;
    }),
    remove('/otp/email', () => 'email'),
    remove('/securityquestionanswer', () => 'security-questions'),
    // With the secret, this one has the person in its path (B.5).
    remove(access === 'secret' ? '/push/:uid' : '/push', () => 'push'),
    remove('/passkey', () => 'passkey'),
  ];
}

function forget({ totp, passkeys, pushes }: LrContext, user: LrUser, factor: LrFactor): void {
  if (factor === 'sms') user.phone = undefined;
  else if (factor === 'email') user.hasEmail = false;
  else if (factor === 'security-questions') user.answers.clear();
  else if (factor === 'passkey') passkeys.remove(user.seed.userName, 'all');
  else if (factor === 'push') pushes.remove(user.seed.userName);
  else {
    for (const { name, active } of totp.list(user.seed.userName)) {
      if (active) totp.remove(user.seed.userName, name);
    }
  }
}

function backupCodes(
  context: LrContext,
  base: string,
  access: LrAccess,
  userOf: (call: LrCall) => LrUser,
): Route[] {
  const { directory } = context;
  return [
    lrRoute(
      context,
      'GET',
      `${base}/backupcode`,
      async (call) => {
        const user = userOf(call);
        if (user.backupCodes) throw new LrError('backup-shown');
        return { BackUpCodes: await directory.makeBackupCodes(user) };
      },
      access,
    ),
    lrRoute(
      context,
      'GET',
      `${base}/backupcode/reset`,
      async (call) => ({ BackUpCodes: await directory.makeBackupCodes(userOf(call)) }),
      access,
    ),
  ];
}
