/** What takes a factor away and makes recovery codes anew: the same with a token (contract B.3) and with the secret (B.5). */
import type { FactorKind, RecoveryCodes } from '../../core/client.js';
import { asFields, text, type Fields } from '../values.js';
import { badResponse } from './wire.js';

/** What removes a factor: a path below `authenticator`, or a field of the body. */
export const REMOVALS: Partial<Record<FactorKind, { path: string; body?: Fields }>> = {
  totp: { path: '', body: { authenticator: true } },
  sms: { path: '', body: { otpauthenticator: true } },
  voice: { path: '', body: { otpauthenticator: true } },
  email: { path: '/otp/email' },
  'security-questions': { path: '/securityquestionanswer' },
  push: { path: '/push' },
  passkey: { path: '/passkey' },
};

/** `{IsDeleted: true}` is what says that it is gone. @throws MfaError `bad-response` */
export function readRemoved(body: unknown): void {
  if (asFields(body)?.IsDeleted !== true) throw badResponse('confirmation');
}

/** @throws MfaError `bad-response` */
export function readCodes(body: unknown): RecoveryCodes {
  const codes = asFields(body)?.BackUpCodes;
  if (!Array.isArray(codes) || !codes.length || !codes.every((code) => text(code)))
    throw badResponse('codes');
  return { codes: codes as string[] };
}
