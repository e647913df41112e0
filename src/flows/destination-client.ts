import type { MfaClient, OtpRequest } from '../core/client.js';
import { MfaError } from '../core/mfa-error.js';
import { unable } from './client-option.js';

/**
 * A client with which the elements that ask for a code and check it set up a number or an address instead. What was
 * there before stays until the code was right.
 */
export function destinationClient(client: MfaClient): MfaClient {
  let last: OtpRequest | undefined;
  const enroll: NonNullable<MfaClient['requestOtp']> = async (request, options) => {
    if (!client.enrollDestination) throw unable('set up a destination');
    // Another way to the same destination: nobody types it again.
    const destination = request.destination ?? last?.destination;
    last = { ...request, ...(destination !== undefined && { destination }) };
    return client.enrollDestination(last, options);
  };
  return {
    channels: client.enrollableChannels ?? [],
    offeredAtOnce: client.offeredAtOnce,
    takesDestination: true,
    get clockSkewMs() {
      return client.clockSkewMs;
    },
    requestOtp: enroll,
    async resendOtp(challenge, options) {
      const request = challenge.request ?? last;
      // Only a mask is left of where the first code went.
      if (!request) throw new MfaError('challenge-expired', { message: 'no destination' });
      return enroll(request, options);
    },
    async verifyOtp(challenge, code, options) {
      if (!client.confirmDestination) throw unable('set up a destination');
      return client.confirmDestination(challenge, code, options);
    },
  };
}
