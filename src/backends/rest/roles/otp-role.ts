import type {
  Channel,
  Challenge,
  OtpRequest,
  OtpSender,
  OtpVerifier,
  ProofOptions,
} from '../../../core/client.js';
import { MfaError } from '../../../core/mfa-error.js';
import { defined, text } from '../../values.js';
import type { OtpDescription } from '../description.js';
import { unpack } from '../packing.js';
import type { Runner } from '../runner.js';
import { basisOf, groupOf, mentions, nameOf, sendCode, verificationOf } from './code.js';
import type { KnownFactors } from './known-factors.js';

/** Sends codes, and checks them. */
export function otpRole(
  groups: readonly OtpDescription[],
  runner: Runner,
  factors: KnownFactors,
): OtpSender & OtpVerifier {
  const { email, phoneNumber } = runner.options;
  const known = (channel: Channel): string | undefined => (channel === 'email' ? email : phoneNumber);

  async function send(request: OtpRequest, options?: ProofOptions, previous?: Challenge): Promise<Challenge> {
    const { channel, deviceName } = request;
    const group = groupOf(groups, channel);
    const { resumable } = group;
    const call = previous ? (group.resend ?? group.request) : group.request;
    if (call === false)
      throw new MfaError('unauthenticated', { message: 'REST: another code needs a new sign-in' });
    if (!call) return { id: channel, ...basisOf(group, request), ...defined({ resumable }) };
    const wanted = mentions(call, 'destination');
    const destination = wanted ? (text(request.destination) ?? known(channel)) : undefined;
    // Only a mask is left of where the first code went: the person has to start again.
    if (wanted && !destination) throw new MfaError(previous ? 'challenge-expired' : 'invalid-destination');
    const factor = mentions(call, 'factor') ? await factors.of(channel, deviceName, options) : undefined;
    return sendCode(runner, group, { call, request, destination, factor, resumable, previous }, options);
  }

  return {
    channels: groups.flatMap(({ channels }) => channels),
    takesDestination: groups.some(({ request }) => mentions(request, 'destination')),
    remembersDevices: groups.some(({ verify }) => mentions(verify, 'rememberDevice')),
    requestOtp: (request, options) => send(request, options),
    resendOtp: (challenge, options) => {
      const { channel, deviceName, request } = challenge;
      return send(request ?? { channel, ...(deviceName && { deviceName }) }, options, challenge);
    },
    async verifyOtp({ id, channel, deviceName, request }, code, { rememberDevice, ...options } = {}) {
      const group = groupOf(groups, channel);
      const { verify } = group;
      const values = {
        ...unpack(id),
        channel: nameOf(group, channel),
        deviceName,
        destination: text(request?.destination) ?? known(channel),
        factor: mentions(verify, 'factor') ? (await factors.of(channel, deviceName, options)).id : undefined,
        code,
        rememberDevice,
      };
      return verificationOf(runner, await runner.run(verify, values, { ...options, carriesChallenge: true }));
    },
  };
}
