import type { CallOptions, Challenge, Channel, OtpRequest, Verification } from '../../core/client.js';
import { maskDestination } from '../../core/mask.js';
import { MfaError } from '../../core/mfa-error.js';
import { text } from '../values.js';
import type { CiamHttp } from './ciam-http.js';
import type { CiamOptions } from './ciam-options.js';
import { readChallenge, readVerification } from './wire.js';

export { CiamHttp } from './ciam-http.js';

const CODE_LENGTH = 6;

/** A.2. Each call sends a new code; the id of the one before is void. */
export async function requestOtp(
  http: CiamHttp,
  settings: CiamOptions,
  request: OtpRequest,
  options?: CallOptions,
): Promise<Challenge> {
  const { channel, deviceName } = request;
  if (channel === 'voice') throw new MfaError('misconfigured', { message: 'CIAM has no channel voice' });
  const { userName, smsTemplate, emailTemplate } = settings;
  const isSms = channel === 'sms';
  const isMessage = channel !== 'totp';
  const names = userName !== undefined && isMessage;
  const destination = names ? (text(request.destination) ?? known(settings, channel)) : undefined;
  if (names && !destination) throw new MfaError('invalid-destination');
  const answer = await http.call('POST', ['deviceAuthentications'], options, {
    userName,
    deviceType: channel.toUpperCase(),
    deviceName,
    templateName: isMessage ? (isSms ? smsTemplate : emailTemplate) : undefined,
    [isSms ? 'phoneNumber' : 'email']: destination,
  });
  return {
    channel,
    ...(deviceName && { deviceName }),
    ...(destination && { destination: maskDestination(destination) }),
    codeLength: CODE_LENGTH,
    resumable: true,
    ...readChallenge(answer),
    request,
  };
}

/** There is no resend in the API: the same call again, which gives a new id (A.2). */
export async function resendOtp(
  http: CiamHttp,
  settings: CiamOptions,
  challenge: Challenge,
  options?: CallOptions,
): Promise<Challenge> {
  const { channel, deviceName, request } = challenge;
  // Only a mask is left of where the first code went: the person has to start again.
  if (!request && settings.userName !== undefined && channel !== 'totp' && !known(settings, channel)) {
    throw new MfaError('challenge-expired');
  }
  return requestOtp(http, settings, request ?? { channel, ...(deviceName && { deviceName }) }, options);
}

/** A.3. v1 takes nothing but the code. */
export async function verifyOtp(
  http: CiamHttp,
  { id, channel }: Challenge,
  code: string,
  options?: CallOptions,
): Promise<Verification> {
  const deviceType = http.isV1 ? undefined : channel.toUpperCase();
  readVerification(
    await http.call('POST', ['deviceAuthentications', id], options, { otp: code, deviceType }),
  );
  return {};
}

/** Where a trusted caller's options say that codes go. */
function known({ phoneNumber, email }: CiamOptions, channel: Channel): string | undefined {
  return channel === 'sms' ? phoneNumber : email;
}
