import { generate } from 'otplib';

/** What an authenticator app with this secret shows at a time, in epoch milliseconds. */
export function totpCode(secret: string, now: number): Promise<string> {
  return generate({ secret, epoch: Math.floor(now / 1000) });
}
