/**
 * Passkeys as the CIAM MFA API writes them, which is as its own sample in the page reads and makes them (contract A.2,
 * A.4). Options come as text with JSON in it, whose byte strings are lists of Java's signed bytes; what the browser
 * gives goes back as text with JSON in it, whose byte strings are plain base64. Pure.
 */
import type { PasskeyAnswer, PasskeyOptions } from '../../core/client.js';
import { MfaError } from '../../core/mfa-error.js';
import { asFields, text, type Fields } from '../values.js';

/**
 * Options for the browser, in the standard's JSON.
 *
 * @param value - Text, or the object itself, which other doors to the same API send.
 * @throws MfaError `bad-response`
 */
export function readPasskeyOptions(value: unknown): PasskeyOptions {
  const fields = asFields(typeof value === 'string' ? parse(value) : value);
  if (!fields) throw badOptions();
  const { user, pubKeyCredParams, allowCredentials, excludeCredentials } = fields;
  const person = asFields(user);
  return {
    ...fields,
    challenge: readBytes(fields.challenge),
    ...(person && { user: { ...person, id: readBytes(person.id) } }),
    ...(Array.isArray(pubKeyCredParams) && { pubKeyCredParams: pubKeyCredParams.map(readAlgorithm) }),
    ...(Array.isArray(allowCredentials) && { allowCredentials: allowCredentials.map(readCredential) }),
    ...(Array.isArray(excludeCredentials) && { excludeCredentials: excludeCredentials.map(readCredential) }),
  };
}

/**
 * What the browser gave, as text: what the vendor's sample takes of it and nothing else, and no user handle as ''.
 *
 * @param answer - In the standard's JSON.
 */
export function writePasskeyAnswer({ id, type, rawId, response }: PasskeyAnswer): string {
  const { clientDataJSON, attestationObject, authenticatorData, signature, userHandle } =
    asFields(response) ?? {};
  const bytes = attestationObject
    ? { clientDataJSON, attestationObject }
    : { clientDataJSON, authenticatorData, signature, userHandle: userHandle ?? '' };
  const written = Object.entries(bytes).map(([name, value]): [string, string] => [name, toBase64(value)]);
  // The id alone is base64url there too: the browser makes it so.
  return JSON.stringify({ id, type, rawId: toBase64(rawId), response: Object.fromEntries(written) });
}

/** What {@link writePasskeyAnswer} wrote, for a gateway. Nothing where it is none. */
export function readPasskeyAnswer(written: string): PasskeyAnswer | undefined {
  const fields = asFields(parse(written));
  const response = asFields(fields?.response);
  const bytes = Object.entries(response ?? {});
  if (!fields || !response || !bytes.every(([, value]) => typeof value === 'string')) return undefined;
  const { id, type, rawId } = fields;
  if (![id, type, rawId].every((value) => typeof value === 'string')) return undefined;
  return { id, type, rawId, response };
}

/** The origin that the browser has put into what the passkey signed. */
export function originOf({ response }: PasskeyAnswer): string | undefined {
  const data = text(asFields(response)?.clientDataJSON);
  try {
    const bytes = Uint8Array.from(atob(toBase64(data)), (char) => char.charCodeAt(0));
    return text(asFields(parse(new TextDecoder().decode(bytes)))?.origin);
  } catch {
    return undefined;
  }
}

function readCredential(entry: unknown): Fields {
  const fields = asFields(entry);
  if (!fields) throw badOptions();
  return { ...fields, id: readBytes(fields.id) };
}

/** The vendor's example has the numbers of algorithms as text, which no browser takes. */
function readAlgorithm(entry: unknown): Fields {
  const fields = asFields(entry);
  if (!fields) throw badOptions();
  return typeof fields.alg === 'string' ? { ...fields, alg: Number(fields.alg) } : fields;
}

/** A list of bytes, with a sign or without, as base64url; what is base64 of either kind already stays what it is. */
function readBytes(value: unknown): string {
  if (typeof value === 'string' && /^[\w+/-]+={0,2}$/.test(value)) return toBase64Url(value);
  if (!Array.isArray(value) || value.length === 0 || !value.every(isByte)) throw badOptions();
  return toBase64Url(btoa(String.fromCharCode(...value.map((byte) => byte & 0xff))));
}

function isByte(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= -128 && (value as number) <= 255;
}

function toBase64Url(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function toBase64(value: unknown): string {
  const given = typeof value === 'string' ? value : '';
  const plain = given.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  return plain.padEnd(Math.ceil(plain.length / 4) * 4, '=');
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function badOptions(): MfaError {
  return new MfaError('bad-response', { message: 'CIAM: no valid options of a passkey in the answer' });
}
