/** What sending and checking have in common, whatever a code is for. */
import type {
  Challenge,
  Factor,
  MessageChannel,
  OtpRequest,
  ProofOptions,
  Verification,
} from '../../../core/client.js';
import type { Channel } from '../../../core/kinds.js';
import { maskDestination } from '../../../core/destination.js';
import { MfaError } from '../../../core/mfa-error.js';
import { count, defined, text } from '../../values.js';
import type { CallDescription, CodeDescription, OtpDescription } from '../description.js';
import { missing, pack, unpack } from '../packing.js';
import type { Outcome, Runner } from '../runner.js';
import { placeholders } from '../template.js';

const CODE_LENGTH = 6;
const CHALLENGE_NAMES = ['destination', 'codeLength', 'expiresAt', 'resendAt', 'attemptsLeft'];

export interface Sending {
  readonly call: CallDescription;
  readonly request: OtpRequest;
  readonly destination: string | undefined;
  /** The factor that is asked, where the call names it. */
  readonly factor?: Factor | undefined;
  readonly resumable?: boolean | undefined;
  readonly previous?: Challenge | undefined;
}

/** Sends a code. */
export async function sendCode(
  runner: Runner,
  group: CodeDescription,
  { call, request, destination, factor, resumable, previous }: Sending,
  options?: ProofOptions,
): Promise<Challenge> {
  const { channel, deviceName } = request;
  const before = previous ? unpack(previous.id) : {};
  const asked = { ...before, factor: factor?.id, channel: nameOf(group, channel), destination, deviceName };
  const outcome = await runner.run(call, asked, {
    ...options,
    carriesChallenge: previous !== undefined,
    mayBeNothing: previous === undefined,
  });
  const { results } = outcome;
  return {
    ...basisOf(group, request),
    ...defined({
      resumable,
      destination:
        text(results.destination) ?? (destination ? maskDestination(destination) : factor?.destination),
      codeLength: count(results.codeLength),
      expiresAt: (results.expiresAt as number | undefined) ?? expiryOf(group, outcome.answer.receivedAt),
      resendAt: results.resendAt as number | undefined,
      attemptsLeft: count(results.attemptsLeft),
    }),
    id: pack(outcome, CHALLENGE_NAMES, before) ?? channel,
  };
}

/** What is known of a challenge before any answer. */
export function basisOf(
  { codeLength = CODE_LENGTH, resend }: CodeDescription & Pick<Partial<OtpDescription>, 'resend'>,
  request: OtpRequest,
): Omit<Challenge, 'id'> {
  const { channel, deviceName } = request;
  const canResend = resend === false ? false : undefined;
  return { channel, ...defined({ deviceName, canResend }), codeLength, request };
}

export function expiryOf({ expiresIn }: CodeDescription, sentAt: number): number | undefined {
  return expiresIn === undefined ? undefined : sentAt + expiresIn * 1000;
}

/** What a right code gave. The sign-in is over, where there was one. */
export function verificationOf(runner: Runner, { results }: Outcome): Verification {
  if ('session' in results && results.session === undefined) throw missing('session');
  runner.memory.end();
  const stepUp = text(results.stepUp);
  return {
    ...('session' in results && { session: results.session }),
    ...(stepUp !== undefined && { proof: { stepUp } }),
  };
}

/** The backend's name of a channel. */
export function nameOf({ names }: CodeDescription, channel: Channel): string {
  return names?.[channel] ?? channel;
}

/** The group that describes a channel. */
export function groupOf<Group extends { readonly channels: readonly (Channel | MessageChannel)[] }>(
  groups: readonly Group[],
  channel: Channel,
): Group {
  const group = groups.find(({ channels }) => channels.includes(channel));
  if (!group) throw new MfaError('misconfigured', { message: `REST: channel ${channel} is not described` });
  return group;
}

export function mentions(call: CallDescription | undefined, name: string): boolean {
  return placeholders(call).includes(name);
}
