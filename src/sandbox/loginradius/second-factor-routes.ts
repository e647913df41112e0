import { textOf, type Fields } from '../messages.js';
import type { Route } from '../router.js';
import { complete } from './login-routes.js';
import { lrRoute, type LrCall, type LrContext } from './lr-context.js';
import { LrError } from './lr-errors.js';
import {
  assertUsable,
  checkAnswers,
  checkBackupCode,
  checkSent,
  checkTotp,
  sendToEmail,
  sendToPhone,
  setAnswers,
  setPhone,
} from './lr-factors.js';
import { guarded } from './lr-lock.js';
import type { LrFactor } from './lr-settings.js';
import type { LrTicket } from './lr-store.js';

const BASE = '/identity/v2/auth/login/2fa';

/** The second factor with the ticket (contract B.2). */
export function secondFactorRoutes(context: LrContext): Route[] {
  /** What a ticket is good for, as long as the account is open. */
  const act = (
    method: string,
    path: string,
    factor: LrFactor | undefined,
    run: (call: LrCall, ticket: LrTicket) => Promise<Fields>,
  ): Route =>
    lrRoute(context, method, BASE + path, (call) => {
      const ticket = call.ticket();
      if (factor) assertUsable(context, ticket.user, factor);
      return guarded(context, call, ticket.user, () => run(call, ticket));
    });
  /** What ends the sign-in when it is right. */
  const finish = (
    method: string,
    path: string,
    factor: LrFactor | undefined,
    check: (call: LrCall, ticket: LrTicket) => Promise<void>,
  ): Route =>
    act(method, path, factor, async (call, ticket) => {
      await check(call, ticket);
      return complete(context, ticket);
    });
  const totp = async ({ body }: LrCall, { user }: LrTicket): Promise<void> => checkTotp(context, user, body);

  return [
    act('PUT', '', 'sms', (call, { user, slots }) => {
      if (user.phone) throw new LrError('change-refused');
      return setPhone(context, call, user, slots);
    }),
    act('GET', '/resend', 'sms', (call, { user, slots }) => {
      const to = user.phone ?? slots.newPhone;
      if (!to) throw new LrError('destination-unknown');
      return sendToPhone(context, call, user, slots, to);
    }),
    act('POST', '/otp/email', 'email', ({ body }, { user, slots }) =>
      sendToEmail(context, user, slots, body.emailid),
    ),
    finish('PUT', '/verification/otp', 'sms', ({ body }, { user, slots }) =>
      checkSent(context, user, slots, 'sms', body.otp),
    ),
    act('PUT', '/verification/otp/email', 'email', async ({ body }, ticket) => {
      await checkSent(context, ticket.user, ticket.slots, 'email', body.otp);
      const { Profile, ...tokens } = complete(context, ticket);
      // As the vendor's sample has it (B.2).
      return { Data: [Profile, tokens] };
    }),
    finish('PUT', '/verification/authenticatorcode', 'totp', totp),
    finish('PUT', '/verification/googleauthenticatorcode', 'totp', totp),
    finish('PUT', '/verification/backupcode', undefined, ({ body }, { user }) =>
      checkBackupCode(context, user, textOf(body.backupcode)),
    ),
    finish('POST', '/verification/securityquestionanswer', 'security-questions', ({ body }, { user }) =>
      checkAnswers(context, user, body),
    ),
    finish('PUT', '/securityquestionanswer', 'security-questions', (call, { user }) => {
      if (user.answers.size) throw new LrError('change-refused');
      return setAnswers(context, call, user);
    }),
  ];
}
