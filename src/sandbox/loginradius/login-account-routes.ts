import { parsePhone } from '../../core/destination.js';
import { textOf } from '../messages.js';
import type { Route } from '../router.js';
import { profileOf } from './login-routes.js';
import { lrRoute, type LrContext } from './lr-context.js';
import { LrError } from './lr-errors.js';
import { checkSent, sendToPhone } from './lr-factors.js';
import { guarded } from './lr-lock.js';

/** The phone to sign in with, and the questions of the account (contract C.9.3): no second factor. */
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
