import type { RecoveryCodes } from '../core/client.js';
import type { AnswerKind } from './forms.js';
import type { Fields } from './wire.js';

/**
 * What `onSuccess` gets of an answer that the client took (contracts C.3, C.8): a message is on its way, the settings
 * are another, codes were made. Nothing where there is nothing to tell of.
 */
export function successOf(kind: AnswerKind, body: Fields | undefined): object | undefined {
  if (!body) return undefined;
  if (kind === 'sent' || kind === 'codes') return body;
  return kind === 'changed' ? withUid(body) : undefined;
}

/** The same for codes that another call had asked for already: both get one answer. Nothing for other results. */
export function codesOf(result: unknown): object | undefined {
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

/** What the first factor tells of a code that it has sent by itself (contract B.1). */
export function sentByLogin(login: Fields): object | undefined {
  const { OTPStatus, EmailOTPStatus } = (login.SecondFactorAuthentication ?? {}) as Fields;
  if (OTPStatus) return OTPStatus;
  const { Email } = (EmailOTPStatus ?? {}) as Fields;
  return Email ? { IsPosted: true } : undefined;
}
