import type { ProofKind } from '../core/client.js';
import { isMfaError, type MfaErrorCode } from '../core/mfa-error.js';
import { Refusal, StoreUnavailable } from './refusal.js';

/** The status and the words for each failure of a call that was taken up. The words are for developers. */
const PROBLEMS: Readonly<Record<MfaErrorCode, readonly [status: number, title: string]>> = {
  'invalid-code': [400, 'The code is wrong'],
  'invalid-answer': [400, 'The answer is wrong'],
  'invalid-proof': [400, 'The proof is wrong'],
  'code-used': [400, 'The code has been used'],
  'code-expired': [410, 'The code is too old'],
  'challenge-expired': [410, 'The challenge is unknown or over'],
  'too-many-attempts': [429, 'Too many attempts'],
  locked: [423, 'The account is locked'],
  'rate-limited': [429, 'Too many requests'],
  'invalid-destination': [400, 'The phone number or e-mail address is not valid'],
  'delivery-failed': [502, 'The message could not be delivered'],
  'not-enrolled': [404, 'There is no such factor'],
  'already-enrolled': [409, 'The factor is set up already'],
  'name-taken': [409, 'The name is in use'],
  'limit-reached': [409, 'No more devices can be added'],
  'recovery-codes-shown': [409, 'The recovery codes have been shown'],
  'passkey-cancelled': [400, 'No passkey was chosen'],
  'passkey-registered': [409, 'The passkey is there already'],
  'passkey-not-allowed': [403, 'The page may not ask for passkeys'],
  'passkey-wrong-domain': [400, 'The passkey is for another domain'],
  'passkey-unavailable': [404, 'There is no such passkey'],
  'push-denied': [403, 'The person has refused'],
  'proof-required': [403, 'A second factor is needed first'],
  unauthenticated: [401, 'Nobody is signed in'],
  misconfigured: [502, 'The backend refuses the gateway'],
  network: [502, 'The backend cannot be reached'],
  timeout: [504, 'The backend does not answer'],
  'bad-response': [502, 'The answer of the backend makes no sense'],
  server: [502, 'The backend is in trouble'],
};

const STORE_RETRY_S = 5;

/** What of a failure goes to the page. */
export interface Problem {
  readonly status: number;
  /** A URI. Default `about:blank`. */
  readonly type?: string;
  readonly code: MfaErrorCode;
  readonly title: string;
  readonly attemptsRemaining?: number;
  /** Epoch milliseconds. */
  readonly retryAt?: number;
  /** What the person has to prove first. */
  readonly proof?: ProofKind;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Nothing of the backend's own words goes through. */
export function problemOf(error: unknown, now: number): Problem {
  if (error instanceof Refusal) {
    return { status: error.status, code: error.code, title: error.message, headers: error.headers };
  }
  if (error instanceof StoreUnavailable) {
    const title = 'The gateway cannot reach its store';
    return { status: 503, code: 'server', title, retryAt: now + STORE_RETRY_S * 1000 };
  }
  if (!isMfaError(error)) return { status: 500, code: 'server', title: 'The gateway is in trouble' };
  // To a person, `network` says that they are offline themselves.
  const code = error.code === 'network' ? 'server' : error.code;
  const [status, title] = PROBLEMS[error.code];
  return {
    status,
    code,
    title,
    ...(error.attemptsLeft !== undefined && { attemptsRemaining: error.attemptsLeft }),
    ...(error.retryAt !== undefined && { retryAt: error.retryAt }),
    ...(error.proof !== undefined && { proof: error.proof }),
  };
}

/** RFC 9457, with the extensions of contract E.8, which the client's error map reads. */
export function problemResponse(problem: Problem, now: number): Response {
  const { status, type = 'about:blank', code, title, attemptsRemaining, retryAt, proof, headers } = problem;
  const retryAfter = retryAt === undefined ? undefined : Math.max(1, Math.ceil((retryAt - now) / 1000));
  const body = {
    type,
    title,
    status,
    code,
    attemptsRemaining,
    retryAfter,
    resendAt: retryAt,
    proof,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...headers,
      'content-type': 'application/problem+json',
      ...(retryAfter !== undefined && { 'retry-after': `${retryAfter}` }),
    },
  });
}
