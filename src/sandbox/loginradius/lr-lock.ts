import { textOf, type Fields } from '../messages.js';
import { Refusal } from '../refusal.js';
import type { LrCall, LrContext } from './lr-context.js';
import type { LrUser } from './lr-directory.js';
import { LrError } from './lr-errors.js';

/**
 * Lets an attempt through the tenant's brute-force policy (contract B.6). A locked account gets one attempt for each
 * proof that its kind of lock asks for; a wrong one locks it again.
 *
 * @throws LrError 1198, 1132, 1148, 991
 */
export async function guarded<T>(
  context: LrContext,
  call: LrCall,
  user: LrUser,
  attempt: () => T | Promise<T>,
): Promise<T> {
  const { limiter } = context.otp;
  const { userName } = user.seed;
  const retryAt = lockedUntil(context, userName);
  if (retryAt !== undefined) {
    if (!(await isProven(context, call, user))) throw new LrError(call.tenant.lockout, waitOf(call, retryAt));
    limiter.succeed(userName);
  }
  try {
    return await attempt();
  } catch (error) {
    const isLocked =
      error instanceof Refusal && (error.reason === 'too-many-attempts' || error.reason === 'locked');
    if (!isLocked && retryAt === undefined) throw error;
    if (!isLocked && !(error instanceof LrError && error.name.endsWith('-wrong'))) throw error;
    // Blocked is until somebody else opens it.
    const ms = call.tenant.lockout === 'block' ? Infinity : context.settings.lockMs;
    limiter.lock(userName, ms);
    if (!isLocked) throw error;
    throw new LrError(call.tenant.lockout, waitOf(call, context.clock.now() + ms));
  }
}

function lockedUntil({ otp }: LrContext, userName: string): number | undefined {
  try {
    otp.limiter.assertOpen(userName);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.retryAt;
    throw error;
  }
}

/** Only a suspension ends by itself in a time that makes sense to tell. */
function waitOf({ tenant }: LrCall, retryAt: number): number | undefined {
  return tenant.lockout === 'suspend' ? retryAt : undefined;
}

async function isProven({ directory }: LrContext, { tenant, body }: LrCall, user: LrUser): Promise<boolean> {
  if (tenant.lockout === 'captcha') return textOf(body['g-recaptcha-response']) === tenant.captcha;
  if (tenant.lockout !== 'security-question') return false;
  const answers = Object.entries((body.securityanswer ?? {}) as Fields);
  const results = await Promise.all(
    answers.map(([id, answer]) => directory.isRightAnswer(user, id, textOf(answer) ?? '')),
  );
  return results.includes(true) && !results.includes(false);
}
