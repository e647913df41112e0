import { MfaError } from '../core/mfa-error.js';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Whether an address may be told a token, a code or a secret.
 *
 * @param name - Of the option, for the developer.
 * @throws MfaError `misconfigured`
 */
export function assertSafeUrl(name: string, address: string, allowInsecure = false): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) throw new MfaError('misconfigured', { message: `${name} is no absolute URL` });
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!isSafe && !allowInsecure) {
    throw new MfaError('misconfigured', { message: `${name} has to be https: secrets go there` });
  }
}
