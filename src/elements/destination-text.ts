import type { Channel } from '../core/client.js';
import { spokenDestination } from '../core/destination.js';
import type { TextOf } from '../locales/texts.js';

/**
 * That a code is on its way, and where to, as one says it: "… to the number ending in 0406", never a row of stars. A
 * sentence of its own for each case, because other languages bend what stands in it.
 */
export function sentText(
  text: TextOf,
  sentence: 'codeSent' | 'codeSentAgain',
  channel: Channel,
  masked: string | undefined,
): string {
  const spoken = masked ? spokenDestination(masked) : '';
  if (channel === 'voice') return spoken ? text('callingNumber', { end: spoken }) : text('callingPhone');
  if (channel === 'email')
    return spoken ? text(`${sentence}ToAddress`, { address: spoken }) : text(`${sentence}ToEmail`);
  return spoken ? text(`${sentence}ToNumber`, { end: spoken }) : text(`${sentence}ToPhone`);
}
