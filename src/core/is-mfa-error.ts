import { MFA_ERROR_CODES } from './mfa-error-codes.js';
import { MfaError } from './mfa-error.js';

/** Tells by shape, not by class: a page may hold two copies of this library. */
export function isMfaError(error: unknown): error is MfaError {
  if (!(error instanceof Error) || error.name !== 'MfaError') return false;
  return MFA_ERROR_CODES.some((code) => code === (error as Partial<MfaError>).code);
}

/** A failure of any kind as one of ours: what a page's own client throws is, to a person, trouble on the server. */
export function asMfaError(error: unknown): MfaError {
  return isMfaError(error) ? error : new MfaError('server', { message: 'the client failed', cause: error });
}
