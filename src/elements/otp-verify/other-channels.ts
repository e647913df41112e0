import { MESSAGE_CHANNELS } from '../../core/kinds.js';
import type { MessageChannel, MfaClient } from '../../core/client.js';
import type { OtpVerifyState } from '../../flows/otp-verify-state.js';

/** After so many codes, other channels are offered. */
const SENDS_BEFORE_OTHER_CHANNELS = 3;

/** The channels to offer: some from the beginning, the others to who waits for one code after the other. */
export function otherChannels(
  { sends, channel }: OtpVerifyState,
  client: MfaClient | undefined,
): readonly MessageChannel[] {
  if (channel === 'totp') return [];
  const offered = sends < SENDS_BEFORE_OTHER_CHANNELS ? client?.offeredAtOnce : client?.channels;
  return MESSAGE_CHANNELS.filter((other) => offered?.includes(other) && other !== channel);
}
