import { parsePhone } from '../../core/destination.js';
import { textOf } from '../messages.js';
import type { Route } from '../router.js';
import { profileOf } from './login-routes.js';
import { lrRoute, type LrContext } from './lr-context.js';
import { LrError } from './lr-errors.js';
import { checkSent, sendToPhone } from './lr-factors.js';
import { guarded } from './lr-lock.js';

/** The phone to sign in with, the questions of the account, and its token (contracts C.9.1, C.9.3): no second factor. */
export function loginAccountRoutes(context: LrContext): Route[] {
  return [
    lrRoute(context, 'PUT', '/identity/v2/auth/phone', async (call) => {
      const { user, loginPhone } = call.session();
      const phone = parsePhone(textOf(call.body.phone) ?? '');
      if (!phone) throw new LrError('phone-invalid');
      if (phone === user.loginPhone) throw new LrError('phone-same');
      return { IsPosted: true, Data: await sendToPhone(context, call, user, loginPhone, phone) };
    }),
    lrRoute(context, 'PUT', '/identity/v2/auth/phone/otp', (call) => {
      const { user, loginPhone } = call.session();
      return guarded(context, call, user, async () => {
        const to = loginPhone.sms?.to;
        await checkSent(context, user, loginPhone, 'sms', call.query.otp);
        user.loginPhone = to;
        return { IsPosted: true };
      });
    }),
    lrRoute(context, 'POST', '/identity/v2/auth/phone/otp', async (call) => {
      const { user, loginPhone } = call.session();
      const phone = parsePhone(textOf(call.body.phone) ?? '');
      if (!phone || phone !== loginPhone.sms?.to) throw new LrError('destination-unknown');
      return { IsPosted: true, Data: await sendToPhone(context, call, user, loginPhone, phone) };
    }),
    lrRoute(context, 'GET', '/identity/v2/auth/access_token/validate', ({ session }) => {
      const { token, expiresAt } = session();
      return { access_token: token, expires_in: new Date(expiresAt).toISOString() };
    }),
    lrRoute(context, 'GET', '/identity/v2/auth/access_token/invalidate', ({ session }) => {
      context.store.endSession(session());
      return { IsPosted: true };
    }),
    lrRoute(context, 'PUT', '/identity/v2/auth/account', ({ body, tenant, session }) => {
      const { user } = session();
      const given = Object.entries(body.securityquestionanswer ?? {}) as [string, unknown][];
      const known = given.filter(
        ([id, answer]) => tenant.questions.some(({ QuestionId }) => QuestionId === id) && textOf(answer),
      );
      if (known.length < given.length || !known.length) throw new LrError('parameter');
      user.accountQuestions = known.map(([id]) => id);
      return { IsPosted: true, Data: profileOf(user) };
    }),
  ];
}
