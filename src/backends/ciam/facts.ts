/** What a gateway tells of itself and of the account, beside its answers. The API of the vendor has nothing of the kind. */
import type { AccountFacts, MessageChannel, TrustedDevice } from '../../core/client.js';
import type { HttpResponse } from '../../core/http.js';
import { MfaError } from '../../core/mfa-error.js';
import { asFields, count, defined, text } from '../values.js';

export const FACTS_HEADER = 'mfa-facts';

const REACHABLE: readonly MessageChannel[] = ['sms', 'email'];

export interface GatewayFacts {
  readonly account: AccountFacts;
  /** For how long a device is remembered, where there is such a thing. */
  readonly remembersForMs?: number;
}

/** `channels=sms+email, remembers-for=2592000, required-from=1772496000`, in seconds. Nothing where no gateway speaks. */
export function readFacts({
  headers,
  clockSkewMs = 0,
}: Pick<HttpResponse, 'headers' | 'clockSkewMs'>): GatewayFacts | undefined {
  const told = headers.get(FACTS_HEADER);
  if (told === null) return undefined;
  const facts = new Map(
    told.split(',').map((fact): [string, string] => {
      const [name = '', value = ''] = fact.trim().split('=');
      return [name, value];
    }),
  );
  const seconds = (name: string): number | undefined => {
    const value = facts.get(name);
    return value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) * 1000 : undefined;
  };
  const channels = facts.get('channels')?.split('+');
  const [remembersForMs, requiredFrom] = [seconds('remembers-for'), seconds('required-from')];
  return {
    account: {
      ...(channels && { reachable: REACHABLE.filter((channel) => channels.includes(channel)) }),
      ...(requiredFrom !== undefined && { requiredFrom: requiredFrom - clockSkewMs }),
    },
    ...(remembersForMs !== undefined && { remembersForMs }),
  };
}

/** The devices that a gateway remembers. What is none is left out. @throws MfaError `bad-response` */
export function readTrustedDevices({
  body,
  clockSkewMs = 0,
}: Pick<HttpResponse, 'body' | 'clockSkewMs'>): readonly TrustedDevice[] {
  if (!Array.isArray(body)) throw new MfaError('bad-response', { message: 'CIAM: no list of devices' });
  const localTime = (value: unknown): number | undefined => {
    const there = count(value);
    return there === undefined ? undefined : there - clockSkewMs;
  };
  return body.flatMap((entry): TrustedDevice[] => {
    const fields = asFields(entry);
    const id = text(fields?.id);
    if (!fields || !id) return [];
    const { name, place, lastUsedAt, expiresAt, isThis } = fields;
    const times = { lastUsedAt: localTime(lastUsedAt), expiresAt: localTime(expiresAt) };
    return [{ id, isThis: isThis === true, ...defined({ name: text(name), place: text(place), ...times }) }];
  });
}
