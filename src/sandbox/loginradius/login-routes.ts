import { textOf, type Fields } from '../messages.js';
import type { Route } from '../router.js';
import { lrRoute, type LrCall, type LrContext } from './lr-context.js';
import { describe, factorsOf, sendToEmail, sendToPhone } from './lr-factors.js';
import type { LrUser } from './lr-directory.js';
import { LrError } from './lr-errors.js';
import { guarded } from './lr-lock.js';
import type { LR_FACTORS } from './lr-settings.js';
import type { LrTicket } from './lr-store.js';

/** What stands for no session while the second factor is pending (B.1). */
const NO_TOKEN = '00000000-0000-0000-0000-000000000000';
const NO_TIME = '0001-01-01T00:00:00';

/** The first factor, and what a page may know of the tenant (contract B.1). */
export function loginRoutes(context: LrContext): Route[] {
  return [
    lrRoute(context, 'POST', '/identity/v2/auth/login/2fa', async (call) => {
      const user = await identify(context, call);
      return guarded(context, call, user, async () => {
        await checkPassword(context, user, call.body.password);
        return begin(context, call, user);
      });
    }),
    // Without a second factor, whatever is set up.
    lrRoute(context, 'POST', '/identity/v2/auth/login', async (call) => {
      const user = await identify(context, call);
      return guarded(context, call, user, async () => {
        await checkPassword(context, user, call.body.password);
        return openSession(context, user);
      });
    }),
    lrRoute(context, 'GET', '/ciam/appinfo', ({ tenant }) => {
      const offers = (factor: (typeof LR_FACTORS)[number]): boolean => tenant.factors.includes(factor);
      return {
        TwoFactorAuthentication: {
          IsEnabled: tenant.factors.length > 0,
          IsRequired: tenant.mfa === 'required',
          IsGoogleAuthenticator: offers('totp'),
          IsAuthenticator: offers('totp'),
          IsPushAuthenticator: offers('push'),
          IsEmailOTPAuthenticator: offers('email'),
          IsSecurityQuestionAuthenticator: offers('security-questions'),
          IsSmsOTPAuthenticator: offers('sms'),
          IsDuoSecurityAuthenticator: false,
          IsPasskeyAuthenticator: offers('passkey'),
        },
        IsVoiceOTP: tenant.voice,
        PassKeysConfig: { IsEnabled: offers('passkey') },
        IsRememberMe: false,
        IsUserNameLogin: true,
        IsSecurityQuestion: offers('security-questions'),
        SecurityQuestions: { Questions: tenant.questions, SecurityQuestionCount: tenant.questionsCount },
      };
    }),
  ];
}

/** Nobody learns whether it was the name or the password. @throws LrError 966 */
async function identify({ directory }: LrContext, { body }: LrCall): Promise<LrUser> {
  const kind = (['email', 'username', 'phone'] as const).find((name) => textOf(body[name]));
  if (!kind) throw new LrError('parameter');
  const user = await directory.find(kind, textOf(body[kind]) ?? '');
  if (!user) throw new LrError('credentials-wrong');
  return user;
}

/** Wrong ones count towards the same lock as wrong codes. @throws LrError 966 */
export async function checkPassword(
  { otp, directory }: LrContext,
  user: LrUser,
  password: unknown,
): Promise<void> {
  const right = await directory.hasher.hash(user.seed.password);
  if (await directory.hasher.matches(right, textOf(password) ?? '')) return;
  const refusal = otp.limiter.fail(user.seed.userName);
  throw refusal.attemptsLeft ? new LrError('credentials-wrong') : refusal;
}

async function begin(context: LrContext, call: LrCall, user: LrUser): Promise<Fields> {
  const { tenant } = call;
  const factors = factorsOf(context, user);
  if (!factors.length && tenant.mfa === 'optional') {
    return { SecondFactorAuthentication: null, ...openSession(context, user) };
  }
  const ticket = context.store.openTicket(user, tenant.ticketLifetimeMs);
  // A phone gets its code at once; an address only where there is nothing to choose.
  if (factors.includes('sms') && user.phone) await sendToPhone(context, call, user, ticket.slots, user.phone);
  else if (factors.join() === 'email' && user.seed.emails.length === 1) {
    await sendToEmail(context, user, ticket.slots, user.seed.emails[0]);
  }
  return {
    SecondFactorAuthentication: {
      SecondFactorAuthenticationToken: ticket.token,
      ExpireIn: new Date(ticket.expiresAt).toISOString(),
      ...describe(context, user, ticket.slots, true),
    },
    Profile: null,
    access_token: NO_TOKEN,
    expires_in: NO_TIME,
  };
}

/** Ends the sign-in: the ticket is spent. */
export function complete(context: LrContext, ticket: LrTicket): Fields {
  context.store.spend(ticket);
  return openSession(context, ticket.user);
}

function openSession({ store, settings }: LrContext, user: LrUser): Fields {
  const session = store.openSession(user, settings.tokenLifetimeMs);
  return {
    Profile: profileOf(user),
    access_token: session.token,
    refresh_token: null,
    expires_in: new Date(session.expiresAt).toISOString(),
  };
}

export function profileOf({ uid, seed, phone, loginPhone, accountQuestions }: LrUser): Fields {
  return {
    Uid: uid,
    UserName: seed.userName,
    Email: seed.emails.map((Value, i) => ({ Type: i ? 'Secondary' : 'Primary', Value })),
    PhoneId: loginPhone ?? phone ?? null,
    SecurityQuestions: accountQuestions,
    // The vendor sends a masked hash of it; here there is none.
    Password: '********',
  };
}
