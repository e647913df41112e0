import { isMfaError, MfaError } from '../core/mfa-error.js';

/** A failure of any kind as one of ours: what a page's own client throws is, to a person, trouble on the server. */
export function callFailure(error: unknown): MfaError {
  return isMfaError(error) ? error : new MfaError('server', { message: 'the client failed', cause: error });
}
