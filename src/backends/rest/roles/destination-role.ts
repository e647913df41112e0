import type { DestinationEnroller } from '../../../core/client.js';
import { MfaError } from '../../../core/mfa-error.js';
import { text } from '../../values.js';
import type { DestinationDescription } from '../description.js';
import { unpack } from '../packing.js';
import type { Runner } from '../runner.js';
import { groupOf, nameOf, sendCode, verificationOf } from './code.js';

/** Sets up phone numbers and addresses. */
export function destinationRole(
  groups: readonly DestinationDescription[],
  runner: Runner,
): DestinationEnroller {
  return {
    enrollableChannels: groups.flatMap(({ channels }) => channels),
    async enrollDestination(request, options) {
      const group = groupOf(groups, request.channel);
      const destination = text(request.destination);
      if (!destination) throw new MfaError('invalid-destination');
      return sendCode(runner, group, { call: group.enroll, request, destination }, options);
    },
    async confirmDestination({ id, channel, request }, code, options) {
      const group = groupOf(groups, channel);
      const destination = text(request?.destination);
      const values = { ...unpack(id), channel: nameOf(group, channel), destination, code };
      const outcome = await runner.run(group.confirm, values, { ...options, carriesChallenge: true });
      return verificationOf(runner, outcome);
    },
  };
}
