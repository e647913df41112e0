import type { ComplexAttributeConverter } from 'lit';
import { MESSAGE_CHANNELS } from '../../core/kinds.js';
import { warnOfDestinations } from '../warnings.js';
import type { KnownDestination } from './send-options.js';

/** Known destinations as JSON. What cannot be read is left out; the console says so. */
export const destinationsAttribute: ComplexAttributeConverter<readonly KnownDestination[] | undefined> = {
  fromAttribute: (value) => {
    if (!value) return undefined;
    try {
      const list: unknown = JSON.parse(value);
      if (Array.isArray(list) && list.every(isKnownDestination)) return list;
    } catch {
      // Said below.
    }
    warnOfDestinations();
    return undefined;
  },
};

function isKnownDestination(value: unknown): value is KnownDestination {
  const { channel, masked } = (value ?? {}) as Partial<KnownDestination>;
  return MESSAGE_CHANNELS.some((known) => known === channel) && typeof masked === 'string';
}
