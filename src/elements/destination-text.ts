import type { Channel } from '../core/client.js';
import { spokenDestination } from '../core/destination.js';
import type { TextKey, TextValues } from '../locales/texts.js';

type TextOf = (key: TextKey, values?: TextValues) => string;

/** Where a code goes, as one says it: "the number ending in 0406", never a row of stars. */
export function destinationText(text: TextOf, channel: Channel, masked: string | undefined): string {
  const spoken = masked ? spokenDestination(masked) : '';
  if (channel === 'email') {
    return spoken ? text('destinationEmail', { address: spoken }) : text('destinationUnknownEmail');
  }
  if (spoken) return text('destinationSms', { end: spoken });
  return text(channel === 'voice' ? 'destinationUnknownVoice' : 'destinationUnknownSms');
}
