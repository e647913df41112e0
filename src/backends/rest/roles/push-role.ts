import type { ProofOptions, PushEnroller, PushVerifier, Verification } from '../../../core/client.js';
import { MfaError } from '../../../core/mfa-error.js';
import { count, defined, text } from '../../values.js';
import type { CallDescription, PushDescription } from '../description.js';
import { idOf, missing, pack, unpack } from '../packing.js';
import type { Outcome, Runner, RunOptions } from '../runner.js';
import type { Values } from '../template.js';
import { expiryOf, mentions, verificationOf } from './code.js';
import type { KnownFactors } from './known-factors.js';

/** Results with a place of their own. */
const NAMES = ['number', 'uri', 'deviceName', 'expiresAt', 'resendAt', 'pollAfter'];

/** Sends notifications and asks for their answers, and adds devices for them, where that is described. */
export function pushRole(
  description: PushDescription,
  runner: Runner,
  factors: KnownFactors,
): PushVerifier & Partial<PushEnroller> {
  const { send, resend = send, poll, cancel, enroll, pollEnroll } = description;
  /** What is known of the one on the person's device: another is sent by another call, where there is one. */
  let out: Values | undefined;

  const factorOf = async (
    call: CallDescription,
    name: string | undefined,
    options?: ProofOptions,
  ): Promise<string | undefined> =>
    mentions(call, 'factor') ? (await factors.of('push', name, options)).id : undefined;

  /** What is common to what a send and an enrolment give. */
  const waitOf = ({ results, answer }: Outcome): { expiresAt?: number; pollAfterMs?: number } => {
    const after = count(results.pollAfter) ?? description.pollAfter;
    return defined({
      expiresAt: (results.expiresAt as number | undefined) ?? expiryOf(description, answer.receivedAt),
      pollAfterMs: after === undefined ? undefined : after * 1000,
    });
  };

  async function ask(
    call: CallDescription,
    values: Values,
    options: RunOptions,
  ): Promise<Verification | undefined> {
    const outcome = await runner.run(call, values, { ...options, carriesChallenge: true });
    const word = outcome.results.answer;
    const meaning = description.answers[String(word)];
    if (word === undefined || !meaning) throw missing('answer');
    if (meaning === 'pending') return undefined;
    out = undefined;
    if (meaning === 'denied') throw new MfaError('push-denied', { message: 'REST: refused on the device' });
    if (meaning === 'expired')
      throw new MfaError('challenge-expired', { message: 'REST: not answered in time' });
    return verificationOf(runner, outcome);
  }

  return {
    async sendPush({ deviceName }, options) {
      const call = out ? resend : send;
      const factor = await factorOf(call, deviceName, options);
      const outcome = await runner.run(call, { ...out, factor, deviceName }, options);
      const { results } = outcome;
      // What names the device has to be known to the calls that follow.
      const id = pack(outcome, NAMES, { ...out, ...defined({ factor, deviceName }) }) ?? 'push';
      out = unpack(id);
      return {
        id,
        ...waitOf(outcome),
        ...defined({
          number: idOf(results.number),
          deviceName: text(results.deviceName) ?? deviceName,
          resendAt: results.resendAt as number | undefined,
        }),
      };
    },
    pollPush: ({ id }, { rememberDevice, ...options } = {}) =>
      ask(poll, { ...unpack(id), rememberDevice }, options),
    ...(cancel && {
      async cancelPush({ id }, options) {
        out = undefined;
        await runner.run(cancel, unpack(id), { ...options, carriesChallenge: true });
      },
    }),
    ...(enroll &&
      pollEnroll && {
        async beginPushEnrollment(options) {
          const outcome = await runner.run(enroll, {}, options);
          const uri = text(outcome.results.uri);
          if (!uri) throw missing('uri');
          return { id: pack(outcome, NAMES) ?? 'push', uri, ...waitOf(outcome) };
        },
        pollPushEnrollment: ({ id }, options = {}) => ask(pollEnroll, unpack(id), options),
      }),
  };
}
