import { expect } from 'chai';
import { isMfaError, type MfaError } from '../../src/core/mfa-error.js';

/** What a promise rejects with, which has to be an MfaError. */
export async function failureOf(promise: Promise<unknown>): Promise<MfaError> {
  const error = await promise.then(
    () => expect.fail('It succeeded'),
    (reason: unknown) => reason,
  );
  if (!isMfaError(error)) throw error;
  return error;
}
