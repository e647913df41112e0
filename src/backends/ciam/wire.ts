/**
 * Reads what the CIAM MFA API and a gateway in front of it send, with the tolerances of contract A.6.
 * Pure. Whatever is not there or has a wrong type is either optional here or a `bad-response`.
 */
import type { Challenge, Factor, TotpEnrollment } from '../../core/client.js';
import type { HttpResponse } from '../../core/http.js';
import { MfaError } from '../../core/mfa-error.js';
import { cleanSecret } from '../../core/otpauth.js';
import { believableWait } from '../../core/server-time.js';
import { asFields, count, defined, text, type Fields } from '../values.js';

/** What is read of an answer. */
export type Answer = Pick<HttpResponse, 'status' | 'body'> &
  Partial<Pick<HttpResponse, 'retryAt' | 'receivedAt' | 'clockSkewMs'>>;

/** The fields of an answer, out of the one-element array that the vendor's own examples wrap it in (A.6.1). */
export function fieldsOf(body: unknown): Fields | undefined {
  return asFields(Array.isArray(body) && body.length === 1 ? body[0] : body);
}

/** Epoch milliseconds, ISO 8601, or the `06/16/2022` of A.4, as epoch milliseconds. */
export function time(value: unknown): number | undefined {
  if (typeof value === 'number') return value > 0 && isFinite(value) ? value : undefined;
  const written = text(value)?.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$1-$2');
  // Nothing but ISO: what else `Date.parse` takes differs between engines.
  return written && /^\d{4}-\d\d-\d\d/.test(written) ? Date.parse(written) || undefined : undefined;
}

/** A time of the server, by the local clock. */
function localTime(value: unknown, answer: Answer): number | undefined {
  const there = time(value);
  return there === undefined ? undefined : there - (answer.clockSkewMs ?? 0);
}

/** A time of the server until which people have to wait, by the local clock. */
export function waitUntil(value: unknown, answer: Answer): number | undefined {
  return believableWait(localTime(value, answer), answer.receivedAt ?? NaN);
}

/** A success of HTTP can be a failure all the same (A.6.2). */
export function isFailure(answer: Answer): boolean {
  return answer.status >= 400 || /^(fail|error)/i.test(text(fieldsOf(answer.body)?.status) ?? '');
}

/** What `POST /deviceAuthentications` gave (A.2), times and attempts only where a gateway adds them. */
export function readChallenge(answer: Answer): Pick<Challenge, 'id'> & Partial<Challenge> {
  const fields = required(answer);
  const destination = text(fields.destination);
  return {
    id: requiredId(fields),
    ...(destination && { destination }),
    ...defined({
      expiresAt: localTime(fields.expiresAt, answer),
      resendAt: waitUntil(fields.resendAt, answer),
      attemptsLeft: count(fields.attemptsRemaining),
    }),
  };
}

/** Only a word that says so is a success (A.3, A.4): an answer without a status proves nothing. */
export function readVerification(answer: Answer): void {
  if (!/^(success|active)$/i.test(text(required(answer).status) ?? '')) throw badResponse('status');
}

/** What `POST /users/{username}/mfadevices` gave (A.4). */
export function readEnrollment(answer: Answer): TotpEnrollment {
  const fields = required(answer);
  const secret = cleanSecret(text(fields.secret) ?? '');
  const uri = text(fields.registrationUri);
  const deviceName = text(fields.deviceName);
  if (!/^[A-Z2-7]{16,}$/.test(secret)) throw badResponse('secret');
  return {
    id: requiredId(fields),
    secret,
    ...(uri && /^otpauth:/i.test(uri) && { uri }),
    ...(deviceName && { deviceName }),
    ...defined({ expiresAt: localTime(fields.expiresAt, answer) }),
  };
}

/**
 * The list of devices, or the bare object that stands for a list of one (A.4). What is no device is left out of a list.
 * Passkeys without a name cannot be told apart: they are one factor, at the place of the first.
 */
export function readFactors({ body }: Answer): Factor[] {
  const isList = Array.isArray(body);
  const read = (isList ? body : [body]).flatMap((entry) => readFactor(fieldsOf(entry)) ?? []);
  if (!isList && read.length === 0) throw badResponse('list');
  const nameless = read.filter(({ all }) => all);
  const [first] = nameless;
  return read
    .filter((factor) => !factor.all || factor === first)
    .map((factor) => (factor.all ? { ...factor, active: nameless.some(({ active }) => active) } : factor));
}

function readFactor(fields: Fields | undefined): Factor | undefined {
  const name = text(fields?.deviceName);
  const type = text(fields?.deviceType) ?? '';
  // A.4: nothing but these is ever listed; how passkeys are spelt depends on the page.
  const kind = /^totp$/i.test(type) ? 'totp' : /^fido2?$/i.test(type) ? 'passkey' : undefined;
  if (!fields || !kind) return undefined;
  const active = /^active$/i.test(text(fields.status) ?? '');
  if (kind === 'passkey' && (!name || meansAll(name))) return { id: TYPES.passkey, kind, active, all: true };
  if (!name) return undefined;
  // There is no id: the name is the key, within its type.
  return {
    id: `${TYPES[kind]}/${name}`,
    kind,
    name,
    active,
    ...defined({ createdAt: time(fields.createdAt) }),
  };
}

/** What each kind is called in the path of a removal (A.4). */
export const TYPES = { totp: 'TOTP', passkey: 'FIDO2' } as const;

/** In the path of a removal it stands for every passkey there is. */
export function meansAll(name: string): boolean {
  return /^all$/i.test(name);
}

/** The fields of an answer that has to have some. */
function required(answer: Answer): Fields {
  const fields = fieldsOf(answer.body);
  if (!fields) throw badResponse('body');
  return fields;
}

/** An id is text; one of the vendor's examples could as well be a number (A.2). */
function requiredId(fields: Fields): string {
  const id = text(fields.authId) ?? count(fields.authId)?.toString();
  if (!id) throw badResponse('authId');
  return id;
}

/** An answer that makes no sense. */
function badResponse(field: string): MfaError {
  return new MfaError('bad-response', { message: `CIAM: no valid ${field} in the answer` });
}
