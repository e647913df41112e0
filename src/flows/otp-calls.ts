import type {
  CallOptions,
  Challenge,
  Channel,
  MfaClient,
  OtpRequest,
  ProofOptions,
  Verification,
  VerifyOptions,
} from '../core/client.js';
import { isMfaError, MfaError } from '../core/mfa-error.js';
import { objectOf } from './answers.js';
import { unable } from './client-option.js';
import type { HeldChallenge } from './held-challenge.js';

/** A code to check, and what is known of the challenge that it answers. */
export interface CodeAttempt {
  code: string;
  /** Holds none for an authenticator app whose challenge has not been started: it is, on the way. */
  held: Pick<HeldChallenge, 'current' | 'started'>;
  /** How to start a challenge for an authenticator app; absent for codes that were sent. */
  totp: OtpRequest | undefined;
}

/** Checks a code; starts the challenge of an authenticator app where there is none, or where it is over. */
export async function checkCode(
  client: MfaClient,
  attempt: CodeAttempt,
  options: VerifyOptions,
): Promise<Verification> {
  const { code, held, totp } = attempt;
  const challenge = held.current;
  if (!client.verifyOtp) throw unable('check codes');
  const start = async (request: OtpRequest): Promise<Challenge> => {
    const { signal } = options;
    const started = await requestCode(client, request, signal ? { signal } : {});
    // It may have been given up meanwhile, for another challenge perhaps, by a client that does not listen.
    signal?.throwIfAborted();
    held.started(started);
    return started;
  };
  if (!totp) {
    if (!challenge) throw new MfaError('challenge-expired', { message: 'no challenge' });
    return client.verifyOtp(challenge, code, options);
  }
  if (!challenge) return client.verifyOtp(await start(totp), code, options);
  try {
    return await client.verifyOtp(challenge, code, options);
  } catch (error) {
    // An app's code outlives its challenge, and none was spent: another challenge costs the person nothing.
    if (!isMfaError(error) || error.code !== 'challenge-expired') throw error;
    return client.verifyOtp(await start(totp), code, options);
  }
}

/** Checks a recovery code. */
export async function checkRecoveryCode(
  client: MfaClient,
  code: string,
  options: VerifyOptions,
): Promise<Verification> {
  if (!client.verifyRecoveryCode) throw unable('check recovery codes');
  return client.verifyRecoveryCode(code, options);
}

/** Has a code sent, or the challenge of an app started. */
export async function requestCode(
  client: MfaClient,
  request: OtpRequest,
  options: ProofOptions,
): Promise<Challenge> {
  if (!client.requestOtp) throw unable('send codes');
  return objectOf(await client.requestOtp(request, options), 'challenge');
}

/** Sends another code: for the same challenge where the channel is the same, else as a request of its own. */
export async function sendCode(
  client: MfaClient,
  challenge: Challenge | undefined,
  channel: Channel,
  options: CallOptions,
): Promise<Challenge> {
  if (challenge?.channel === channel && client.resendOtp)
    return objectOf(await client.resendOtp(challenge, options), 'challenge');
  return requestCode(client, { channel }, options);
}
