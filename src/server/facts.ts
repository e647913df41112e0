import { FACTS_HEADER } from '../backends/ciam/facts.js';
import type { MfaIdentity } from './options.js';

/**
 * What a page may know besides the answers, in a header that the API of the vendor has none of: where codes can go, how
 * long a device is remembered, from when on the person needs a second factor.
 */
export function factsHeaders(
  { phoneNumber, email, requiredFrom }: MfaIdentity,
  remembersForMs: number | undefined,
): Record<string, string> {
  const channels = [phoneNumber && 'sms', email && 'email'].filter(Boolean).join('+') || 'none';
  const facts = [
    `channels=${channels}`,
    ...(remembersForMs === undefined ? [] : [`remembers-for=${Math.floor(remembersForMs / 1000)}`]),
    ...(requiredFrom === undefined ? [] : [`required-from=${Math.floor(requiredFrom / 1000)}`]),
  ];
  return { [FACTS_HEADER]: facts.join(', ') };
}
