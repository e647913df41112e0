import { backendNames } from '../core/backend-registry.js';
import { MfaError } from '../core/mfa-error.js';
import { warnOnce } from './warn-once.js';

/** Tells the developer why there is no client. */
export function noClient(host: Element, name: string, known: boolean): MfaError {
  if (known) {
    warnOnce(
      host,
      'needs an endpoint (attribute) or a client (property), here or on an <mfa-config> around it.',
    );
    return new MfaError('misconfigured', { message: 'no endpoint' });
  }
  warnOnce(host, `has no backend "${name}". There is: ${backendNames().join(', ') || 'none'}.`);
  return new MfaError('misconfigured', { message: `unknown backend ${name}` });
}
