import type { Clock } from '../core/clock.js';
import { MfaError } from '../core/mfa-error.js';
import type { Standing } from './store.js';

/** From when on there is one to take again; nothing where time alone gives none. */
export function retryAtOf({ waitMs }: Standing, clock: Pick<Clock, 'now'>): { retryAt?: number } {
  return waitMs === undefined ? {} : { retryAt: clock.now() + waitMs };
}

/**
 * @param message - For developers: whose limit it is.
 * @throws MfaError `rate-limited`
 */
export function assertAllowed(standing: Standing, clock: Pick<Clock, 'now'>, message?: string): void {
  if (standing.allowed) return;
  throw new MfaError('rate-limited', { ...retryAtOf(standing, clock), ...(message && { message }) });
}
