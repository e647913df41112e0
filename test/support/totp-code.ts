import { generate, verify } from 'otplib';

const STEP_S = 30;

/** What an authenticator app with this secret shows at a time, in epoch milliseconds. */
export function totpCode(secret: string, now: number): Promise<string> {
  return generate({ secret, epoch: Math.floor(now / 1000) });
}

/**
 * Whether a server takes this for a code of that secret: one of a step before or after is right as well, as it may change
 * between an app's screen and the server (RFC 6238, section 5.2).
 */
export async function isTotpCode(secret: string, code: unknown): Promise<boolean> {
  if (typeof code !== 'string' || !/^\d{6}$/.test(code)) return false;
  return (await verify({ secret, token: code, epochTolerance: STEP_S })).valid;
}
