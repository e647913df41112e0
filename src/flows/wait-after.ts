import type { Clock } from '../core/clock.js';
import { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import { believableWait } from '../core/server-time.js';

/** Until when a failure makes the person wait: nothing where it does not, or where nobody can mean it. */
export function waitAfter({ retryAt }: MfaError, clock: Clock): Deadline | undefined {
  const until = believableWait(retryAt, clock.now());
  return until === undefined || until <= clock.now() ? undefined : new Deadline(clock, until);
}
