import type { Fields } from '../messages.js';
import type { Route } from '../router.js';
import { complete } from './login-routes.js';
import { lrRoute, type LrContext } from './lr-context.js';
import { LrError } from './lr-errors.js';
import { assertOffered, assertUsable } from './lr-factors.js';
import { guarded } from './lr-lock.js';

const LOGIN = '/identity/v2/auth/login/2fa/push';
const ACCOUNT = '/identity/v2/auth/account/2fa/push';

/** Push messages with the ticket (contract B.2), and a phone for them in either place (C.9.8). */
export function pushRoutes(context: LrContext): Route[] {
  const { pushes } = context;
  return [
    lrRoute(context, 'POST', LOGIN, (call) => {
      const { user, slots } = call.ticket();
      assertUsable(context, user, 'push');
      if (!pushes.isRegistered(user.seed.userName)) throw new LrError('push-pending');
      return guarded(context, call, user, () => {
        slots.push = pushes.send(user.seed.userName);
        return { IsPosted: true };
      });
    }),
    lrRoute(context, 'GET', `${LOGIN}/ping`, (call): Fields => {
      const ticket = call.ticket();
      const { user, slots } = ticket;
      assertUsable(context, user, 'push');
      // Who had no phone when the ticket was made has now scanned its code.
      const isNew = slots.isPushNew && pushes.isRegistered(user.seed.userName);
      const answer = isNew ? 'approved' : slots.push ? pushes.answerTo(slots.push) : 'pending';
      if (answer === 'denied') throw new LrError('push-denied');
      if (answer !== 'approved') throw new LrError('push-pending');
      return complete(context, ticket);
    }),
    lrRoute(context, 'GET', `${ACCOUNT}/ping`, (call) => {
      const { user } = call.session();
      assertOffered(context, 'push');
      if (!pushes.isRegistered(user.seed.userName)) throw new LrError('push-pending');
      return { IsPosted: true };
    }),
  ];
}
