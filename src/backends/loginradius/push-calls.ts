/** Push messages: on the way in with the ticket (contract B.2), and a phone for them in either place (C.9.8). */
import type { CallOptions, PushChallenge, PushEnrollment, Verification } from '../../core/client.js';
import { systemClock } from '../../core/clock.js';
import { isMfaError, MfaError } from '../../core/mfa-error.js';
import { text } from '../values.js';
import type { Api } from './api.js';
import { answerOf } from './error-map.js';
import { readOutcome, type Purpose } from './factor-calls.js';
import { badResponse, errorCodeOf, readSession, type MfaState } from './wire.js';

type PushPurpose = Exclude<Purpose, 'reauth'>;

/** Not answered yet, and not scanned yet: the vendor's own page asks again then, at this pace and so often (C.9.8). */
const PENDING = [1295, 1313];
const PACE_MS = 5000;
const QUESTIONS = 100;

/** For a refusal on the phone the vendor documents no code: its text has to tell. */
const DENIAL = /\b(?:den(?:y|ied)|declined|rejected|refused)\b/i;

/** There is one phone and one message at a time: the ticket says whose. */
export async function sendPush(api: Api, options?: CallOptions): Promise<PushChallenge> {
  await api.call('POST', 'auth/login/2fa/push', { carriesChallenge: true }, options);
  return { id: 'login', pollAfterMs: PACE_MS, expiresAt: lastQuestion(api) };
}

/** Nothing as long as the message has not been answered. */
export async function pollPush(
  api: Api,
  purpose: PushPurpose,
  options?: CallOptions,
): Promise<Verification | undefined> {
  try {
    const answer = await api.call('GET', `auth/${purpose}/2fa/push/ping`, {}, options);
    if (purpose === 'account') return readOutcome(api, purpose, answer);
    return readSession(answer.body) && readOutcome(api, purpose, answer);
  } catch (error) {
    const answer = answerOf(error);
    if (!answer || !isMfaError(error)) throw error;
    if (PENDING.includes(errorCodeOf(answer) ?? 0)) return undefined;
    if (DENIAL.test(error.backendMessage ?? ''))
      throw new MfaError('push-denied', { message: error.message, cause: error });
    throw error;
  }
}

/** What the phone scans is in the ticket or in the settings already: asking again does not change it. */
export function pushEnrollment(api: Api, purpose: PushPurpose, { pushCode }: MfaState): PushEnrollment {
  if (!pushCode) throw new MfaError('already-enrolled');
  // A picture of the code cannot be drawn anew: where it is one, its address holds what it shows.
  const chart = /^https?:/i.test(pushCode) ? text(new URL(pushCode).searchParams.get('chl')) : undefined;
  const uri = chart ?? pushCode;
  if (/^data:/i.test(uri)) throw badResponse('code to scan');
  return { id: purpose, uri, pollAfterMs: PACE_MS, expiresAt: lastQuestion(api) };
}

function lastQuestion({ options }: Api): number {
  return (options.clock ?? systemClock).now() + PACE_MS * QUESTIONS;
}
