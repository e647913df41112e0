/** Reads what the CIAM MFA API sends of devices (A.4). Pure, see `wire.ts`. */
import type { Factor, TotpEnrollment } from '../../core/client.js';
import { defined, text, type Fields } from '../values.js';
import { badResponse, fieldsOf, localTime, required, requiredId, time, type Answer } from './wire.js';

/** What `POST /users/{username}/mfadevices` gave (A.4). */
export function readEnrollment(answer: Answer): TotpEnrollment {
  const fields = required(answer);
  const secret = text(fields.secret)
    ?.replace(/[\s=-]/g, '')
    .toUpperCase();
  const uri = text(fields.registrationUri);
  const deviceName = text(fields.deviceName);
  if (!secret || !/^[A-Z2-7]{16,}$/.test(secret)) throw badResponse('secret');
  return {
    id: requiredId(fields),
    secret,
    ...(uri && /^otpauth:/i.test(uri) && { uri }),
    ...(deviceName && { deviceName }),
    ...defined({ expiresAt: localTime(fields.expiresAt, answer) }),
  };
}

/** The list of devices, or the bare object that stands for a list of one (A.4). What is no device is left out of a list. */
export function readFactors({ body }: Answer): Factor[] {
  if (Array.isArray(body)) return body.flatMap((entry) => readFactor(fieldsOf(entry)) ?? []);
  const one = readFactor(fieldsOf(body));
  if (!one) throw badResponse('list');
  return [one];
}

function readFactor(fields: Fields | undefined): Factor | undefined {
  const name = text(fields?.deviceName);
  const type = text(fields?.deviceType)?.toUpperCase();
  // A.4: nothing but these two is ever listed.
  const kind = type === 'TOTP' ? 'totp' : type === 'FIDO2' ? 'passkey' : undefined;
  if (!fields || !name || !kind) return undefined;
  return {
    // There is no id: the name is the key, within its type.
    id: `${type}/${name}`,
    kind,
    name,
    active: /^active$/i.test(text(fields.status) ?? ''),
    ...defined({ createdAt: time(fields.createdAt) }),
  };
}
