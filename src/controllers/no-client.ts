import { backendNames, type BackendOptions } from '../core/backend-registry.js';
import { MfaError } from '../core/mfa-error.js';
import { warnOnce } from './warn-once.js';

/** Tells the developer why there is no client: the page has not said all that it needs, or there is none of that name. */
export function noClient(host: Element, name: string, missing: keyof BackendOptions | undefined): MfaError {
  if (missing) {
    const what = missing === 'endpoint' ? 'an endpoint (attribute) or a client' : `a ${missing}`;
    warnOnce(host, `needs ${what} (property), here or on an <mfa-config> around it.`);
    return new MfaError('misconfigured', { message: `no ${missing}` });
  }
  warnOnce(host, `has no backend "${name}". There is: ${backendNames().join(', ') || 'none'}.`);
  return new MfaError('misconfigured', { message: `unknown backend ${name}` });
}
