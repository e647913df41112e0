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

type Answer = Pick<HttpResponse, 'headers' | 'body' | 'clockSkewMs'>;

/** `channels=sms+email, remembers-for=2592000, required-from=1772496000`, in seconds. Nothing where no gateway speaks. */
export function readFacts({ headers, clockSkewMs = 0 }: Omit<Answer, 'body'>): GatewayFacts | undefined {
  const told = headers.get(FACTS_HEADER);
  if (told === null) return undefined;
  const fact = (name: string): string | undefined => new RegExp(`\\b${name}=([\\w+]+)`).exec(told)?.[1];
  const timeOf = (name: string): number | undefined => {
    const seconds = Number(fact(name) ?? NaN);
    return Number.isSafeInteger(seconds) ? seconds * 1000 : undefined;
  };
  const channels = fact('channels')?.split('+');
  const requiredFrom = timeOf('required-from');
  return {
    account: defined({
      reachable: channels && REACHABLE.filter((channel) => channels.includes(channel)),
      requiredFrom: requiredFrom && requiredFrom - clockSkewMs,
    }),
    ...defined({ remembersForMs: timeOf('remembers-for') }),
  };
}

/** The devices that a gateway remembers. What is none is left out. @throws MfaError `bad-response` */
export function readTrustedDevices({ body, clockSkewMs = 0 }: Omit<Answer, 'headers'>): TrustedDevice[] {
  if (!Array.isArray(body)) throw new MfaError('bad-response', { message: 'CIAM: no list of devices' });
  const localTime = (value: unknown): number | undefined => {
    const there = count(value);
    return there && there - clockSkewMs;
  };
  return body.flatMap((entry): TrustedDevice[] => {
    const { id, name, place, lastUsedAt, expiresAt, isThis } = asFields(entry) ?? {};
    const known = text(id);
    if (!known) return [];
    const device = {
      name: text(name),
      place: text(place),
      lastUsedAt: localTime(lastUsedAt),
      expiresAt: localTime(expiresAt),
    };
    return [{ id: known, isThis: isThis === true, ...defined(device) }];
  });
}
