/** Reads what Better Auth sends (contract D.1). Pure. Whatever is not there or has a wrong type is a `bad-response`. */
import type { Factor, PasskeyOptions, TotpEnrollment } from '../../core/client.js';
import { MfaError } from '../../core/mfa-error.js';
import { buildOtpauth, parseOtpauth } from '../../core/otpauth.js';
import { asFields, defined, text, type Fields } from '../values.js';

/** The second factors of the server's plugin, by its own names. */
export const METHODS = ['totp', 'otp'] as const;
export type Method = (typeof METHODS)[number];

/** The call did what it was to do. */
export function readStatus(body: unknown): void {
  if (asFields(body)?.status !== true) throw badResponse('status');
}

/** A session: its token, and the account. */
export function readSession(body: unknown): Fields {
  const session = asFields(body);
  if (!session || !text(session.token)) throw badResponse('token');
  return session;
}

/** The session that a passkey gives, in the form of all the others: the plugin has the token one level deeper. */
export function readPasskeySession(body: unknown): Fields {
  const { session, user } = asFields(body) ?? {};
  return readSession({ token: asFields(session)?.token, user });
}

/** What the browser is to be asked. */
export function readPasskeyOptions(body: unknown): PasskeyOptions {
  const options = asFields(body);
  if (!options || !text(options.challenge)) throw badResponse('challenge');
  return options;
}

/** The passkeys of the account. */
export function readPasskeys(body: unknown): Factor[] {
  if (!Array.isArray(body)) throw badResponse('passkeys');
  return body.map((entry) => {
    const { id: given, name, createdAt } = asFields(entry) ?? {};
    const id = text(given);
    if (!id) throw badResponse('id');
    const time = Date.parse(text(createdAt) ?? '');
    return {
      id,
      kind: 'passkey',
      active: true,
      ...defined({ name: text(name), createdAt: Number.isNaN(time) ? undefined : time }),
    };
  });
}

/** The key to pair with, and the recovery codes that are made along with it. */
export function readEnrollment(body: unknown): TotpEnrollment {
  const answer = asFields(body);
  const key = parseOtpauth(text(answer?.totpURI) ?? '');
  if (!key) throw badResponse('totpURI');
  // Written anew: the server has `+` for the spaces of its name, which apps show as it is (E.1).
  return { id: 'totp', secret: key.secret, uri: buildOtpauth(key), recoveryCodes: readBackupCodes(body) };
}

export function readBackupCodes(body: unknown): readonly string[] {
  const codes = asFields(body)?.backupCodes;
  if (!Array.isArray(codes) || !codes.length || !codes.every((code) => text(code))) {
    throw badResponse('backupCodes');
  }
  return codes as string[];
}

/** The account of the session, or nothing where nobody is signed in, which the server says as `null`. */
export function readUser(body: unknown): Fields | undefined {
  if (body === null) return undefined;
  const user = asFields(asFields(body)?.user);
  if (!user) throw badResponse('user');
  return user;
}

/** What a sign-in says that the person can use, without what nobody here has heard of. Nothing where none is pending. */
export function readMethods(login: unknown): readonly Method[] | undefined {
  const { twoFactorRedirect, twoFactorMethods } = asFields(login) ?? {};
  if (twoFactorRedirect !== true) return undefined;
  // Servers before the methods were named have `true` only.
  if (twoFactorMethods === undefined) return METHODS;
  if (!Array.isArray(twoFactorMethods)) throw badResponse('twoFactorMethods');
  return METHODS.filter((method) => twoFactorMethods.includes(method));
}

function badResponse(field: string): MfaError {
  return new MfaError('bad-response', { message: `Better Auth: no valid ${field} in the answer` });
}
