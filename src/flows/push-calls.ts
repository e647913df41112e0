import type { MfaClient, PushChallenge, PushEnrollment, Verification } from '../core/client.js';
import { MfaError, type MfaErrorCode, UNCERTAIN } from '../core/mfa-error.js';
import { verificationOf } from './answers.js';
import { unable } from './client-option.js';
import { guarded, type GuardedCall } from './proof-flow.js';

/** Tells nothing of the person's answer: the backend is asked again. */
const TROUBLE: readonly MfaErrorCode[] = [...UNCERTAIN, 'rate-limited'];

/** The person did not answer in time. */
const OVERDUE: readonly MfaErrorCode[] = ['challenge-expired', 'code-expired', 'code-used'];

/** Whether a question that ended so is asked again. */
export function isTrouble({ code }: MfaError): boolean {
  return TROUBLE.includes(code);
}

/** Whether the backend says that it waits no longer. */
export function isOverdue({ code }: MfaError): boolean {
  return OVERDUE.includes(code);
}

/** Has a notification sent. */
export async function sendPush(call: GuardedCall, deviceName: string | undefined): Promise<PushChallenge> {
  const { client } = call;
  const send = client.sendPush;
  if (!send) throw unable('send notifications');
  const request = deviceName === undefined ? {} : { deviceName };
  const challenge = await guarded(call, (options) => send.call(client, request, options));
  // A page's own client may say anything.
  if (typeof (challenge as Partial<PushChallenge> | undefined)?.id !== 'string')
    throw new MfaError('bad-response', { message: 'no notification' });
  return challenge;
}

/** Asks whether the person has answered: nothing where they have not. */
export async function askPush(
  call: GuardedCall,
  challenge: PushChallenge,
  rememberDevice: boolean,
): Promise<Verification | undefined> {
  const { client } = call;
  const poll = client.pollPush;
  if (!poll) throw unable('tell whether a notification was approved');
  const remember = rememberDevice ? { rememberDevice: true } : {};
  return usable(await guarded(call, (options) => poll.call(client, challenge, { ...options, ...remember })));
}

/** Takes a notification back. Nobody waits for it, and a failure changes nothing for the person. */
export function takePushBack(client: MfaClient, challenge: PushChallenge): void {
  client.cancelPush?.(challenge).catch(() => undefined);
}

/** Has the backend prepare a device. */
export async function beginPushEnrollment(call: GuardedCall): Promise<PushEnrollment> {
  const { client } = call;
  const begin = client.beginPushEnrollment;
  if (!begin) throw unable('add devices for notifications');
  const enrollment = await guarded(call, (options) => begin.call(client, options));
  const { id, uri } = (enrollment as Partial<PushEnrollment> | undefined) ?? {};
  if (typeof id !== 'string' || typeof uri !== 'string' || uri === '')
    throw new MfaError('bad-response', { message: 'nothing to scan' });
  return enrollment;
}

/** Asks whether the person's app has scanned it: nothing where it has not. */
export async function askPushEnrollment(
  call: GuardedCall,
  enrollment: PushEnrollment,
): Promise<Verification | undefined> {
  const { client } = call;
  const poll = client.pollPushEnrollment;
  if (!poll) throw unable('tell whether a device was added');
  return usable(await guarded(call, (options) => poll.call(client, enrollment, options)));
}

/** What came of a question: here nothing is no answer yet. */
function usable(answer: Verification | undefined | null): Verification | undefined {
  return answer === undefined || answer === null ? undefined : verificationOf(answer);
}
