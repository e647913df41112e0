import type { LoginRadiusSession } from '../backends/loginradius/index.js';
import type { RecoveryCodes } from '../core/client.js';
import type { Answered, Fields } from './wire.js';

/**
 * What `onSuccess` gets of a call that the client took (contracts C.3, C.9.2): a message is on its way, the settings are
 * another, codes were made. Nothing where there is nothing to tell of.
 *
 * @param result - What the client made of the answer, or of the one that another call has had.
 */
export function successOf(answered: Answered | undefined, result: unknown): object | undefined {
  if (!answered) return codesOf(result);
  const { kind, body } = answered;
  // A notification that nobody has answered is an error to the vendor, and none to the client.
  if (!body || Number(body.ErrorCode) > 0) return undefined;
  if (kind === 'sent' || kind === 'codes') return body;
  return kind === 'changed' ? withUid(body) : undefined;
}

/** The session that ends a sign-in, or nothing. Secret. */
export function sessionOf(result: unknown): LoginRadiusSession | undefined {
  return (result as { session?: LoginRadiusSession } | null | undefined)?.session;
}

/** The answer of a first factor that is not the end. The token in it is none, and pages would take it for one. */
export function pendingOf({ access_token: _, ...rest }: Fields): object {
  return rest;
}

/** Codes that another call had asked for already: both get one answer. Nothing for other results. */
function codesOf(result: unknown): object | undefined {
  const { codes } = (result ?? {}) as Partial<RecoveryCodes>;
  return codes && { BackUpCodes: codes };
}

/** `Uid` stands at the top, where pages look for it. The hash of a password is nobody's business. */
function withUid(body: Fields): object {
  const { Password: _, ...rest } = body;
  const profile = body.Profile as Fields | null | undefined;
  if (!profile) return rest;
  const { Password: __, ...Profile } = profile;
  return { ...(Profile.Uid !== undefined && { Uid: Profile.Uid }), ...rest, Profile };
}
