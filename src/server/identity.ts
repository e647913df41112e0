import type { MfaIdentity } from './options.js';
import { Refusal } from './refusal.js';

/** @throws Refusal 401; Error where the application gives what is no identity */
export function checkedIdentity(identity: MfaIdentity | undefined): MfaIdentity {
  if (!identity) throw new Refusal(401, 'Nobody is signed in', 'unauthenticated');
  // In JavaScript nobody checks: without them everybody would share one session.
  if (!isText(identity.sessionId) || !isText(identity.userName)) {
    throw new Error('identify gave no sessionId or no userName');
  }
  return identity;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
