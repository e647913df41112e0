import { PROOF_KINDS } from '../../core/kinds.js';
import { MfaError, MFA_ERROR_CODES, type MfaErrorCode } from '../../core/mfa-error.js';
import { believableWait } from '../../core/server-time.js';
import { count, text, type Fields } from '../values.js';
import { fieldsOf, waitUntil, type Answer } from './wire.js';

/**
 * The one place that says what a failure of the CIAM MFA API means, or of a gateway in front of it. Pure.
 *
 * Reads, in this order: the `code` of our gateway (contract E.8), the vendor's code (A.5), the HTTP status.
 * The vendor's own message becomes `backendMessage`, and never the message of the error.
 *
 * @param checks - What the call took. Where it took nothing, nothing can be wrong, whatever the answer says: the vendor's
 *   codes mean something else there, which nobody documents.
 */
export function toMfaError(answer: Answer, checks: 'code' | 'passkey' | 'nothing' = 'code'): MfaError {
  const fields = fieldsOf(answer.body) ?? {};
  const wireCode = codeOf(fields);
  const backendMessage = text(fields.message) ?? text(fields.detail) ?? text(fields.title);
  const retryAt = answer.retryAt ?? readRetryAt(fields, answer);
  const attemptsLeft = count(fields.attemptsRemaining);
  const proof = PROOF_KINDS.find((known) => known === fields.proof);
  const said =
    MFA_ERROR_CODES.find((known) => known === wireCode) ??
    fromVendorCode(wireCode, backendMessage ?? '', answer.status) ??
    (answer.status < 400 ? fromText(backendMessage ?? '') : fromStatus(answer.status));
  const code =
    checks === 'passkey'
      ? (OF_PASSKEYS[said] ?? said)
      : said === 'invalid-code' && checks === 'nothing'
        ? fromStatus(answer.status)
        : said;
  return new MfaError(code, {
    message: describe(wireCode, answer.status, fields),
    ...(retryAt !== undefined && { retryAt }),
    ...(attemptsLeft !== undefined && { attemptsLeft }),
    ...(proof !== undefined && { proof }),
    ...(backendMessage !== undefined && { backendMessage }),
  });
}

/** What the words for codes mean where there is no code, only what a passkey has signed. */
const OF_PASSKEYS: Partial<Record<MfaErrorCode, MfaErrorCode>> = {
  'invalid-code': 'passkey-unavailable',
  'code-expired': 'challenge-expired',
  'code-used': 'challenge-expired',
};

/** Whether the API refuses the access token (contract A.5), and has not looked at the call: a 401 alone does not say so. */
export function isTokenRefusal({ body }: Answer): boolean {
  return ['10001', '10002'].includes(codeOf(fieldsOf(body) ?? {}));
}

/** A code is text in the vendor's examples, and a number in its schema. */
function codeOf({ code, error }: Fields): string {
  const value = code ?? error;
  return text(typeof value === 'number' ? `${value}` : value) ?? '';
}

/** Contract A.5, row by row. Codes are not unique there: the text of the message tells them apart. */
function fromVendorCode(code: string, message: string, status: number): MfaErrorCode | undefined {
  const says = (pattern: RegExp): boolean => pattern.test(message);
  switch (code) {
    case '10001': // access token expired: whoever holds it has to get a new one
      return 'unauthenticated';
    case '10002': // access token invalid, or client not registered
    case '10003': // user not found: the page or the gateway names a user that the API does not know
    case '10004': // username must be unique
    case '10011': // template not found
    case '10012': // template processing
    case '10028': // 10028-10031: the request for a token is malformed
    case '10029':
    case '10030':
    case '10031':
      return 'misconfigured';
    case '10005': // validation failed, of whichever field the text names
      if (says(/\b(origin|rp\.?id)\b/i)) return 'passkey-wrong-domain';
      return says(/phone|e-?mail/i) ? 'invalid-destination' : 'misconfigured';
    case '10006': // no registered device; or: device is already ACTIVE
      return says(/already/i) ? 'already-enrolled' : 'not-enrolled';
    case '10007': // request a new otp; or: invalid authId
      if (says(/used/i)) return 'code-used';
      return says(/new otp|expired/i) ? 'code-expired' : 'challenge-expired';
    case '10008': // incorrect otp; the specification's example has "Invalid Authid" under it
      return says(/auth\s?id/i) ? 'challenge-expired' : 'invalid-code';
    case '10009': // otp must be six digits
      return 'invalid-code';
    case '10010': // device name exists; or: template exists; the specification's example is an internal error
      if (says(/device/i)) return 'name-taken';
      return says(/template/i) ? 'misconfigured' : status < 500 ? 'name-taken' : 'server';
    case '10014': // maximum of devices
      return 'limit-reached';
    case '10015': // some error
    case '10051': // unpair failed
    case '100021': // error while fetching detail
      return 'server';
    case '10026': // QUOTA_EXCEEDED
      return 'too-many-attempts';
    case '10027': // PASSWORD_LOCKED_OUT
      return 'locked';
    case '10050': // device name not found
    case '100016': // totp device name not found; or: NO_USABLE_DEVICES
    case '100017': // no FIDO device for this rpID
    case '100025': // no FIDO device
      return 'not-enrolled';
    case '100001': // phone number invalid
      return 'invalid-destination';
    default:
      return undefined;
  }
}

/** A.5 documents 400, 401, 404 and 500; a gateway or a proxy on the way sends others. */
function fromStatus(status: number): MfaErrorCode {
  // A success that says that it is none.
  if (status < 400) return 'server';
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 410:
      return 'challenge-expired';
    case 423:
      return 'locked';
    case 429:
      return 'rate-limited';
    default:
      return status < 500 ? 'misconfigured' : 'server';
  }
}

/** A.6.2: HTTP 200 that says FAILURE has no code, only the text of one. */
function fromText(message: string): MfaErrorCode {
  const texts: [pattern: RegExp, code: MfaErrorCode][] = [
    [/incorrect|six digit/i, 'invalid-code'],
    [/used/i, 'code-used'],
    [/new otp|expired/i, 'code-expired'],
    [/auth\s?id/i, 'challenge-expired'],
    [/QUOTA_EXCEEDED|too many/i, 'too-many-attempts'],
    [/locked/i, 'locked'],
  ];
  return texts.find(([pattern]) => pattern.test(message))?.[1] ?? 'server';
}

/** The times of E.8, for a page that may not read the `Retry-After` header. `retryAfter` is seconds. */
function readRetryAt(fields: Fields, answer: Answer): number | undefined {
  const seconds = count(fields.retryAfter);
  const { receivedAt = NaN } = answer;
  const after = seconds === undefined ? undefined : receivedAt + seconds * 1000;
  return believableWait(after, receivedAt) ?? waitUntil(fields.resendAt, answer);
}

/** For developers: codes and the vendor's trace, both of a harmless shape only. */
function describe(code: string, status: number, fields: Fields): string {
  const trace = text(fields.traceId ?? fields.traceid);
  const shown = /^[\w-]{1,64}$/;
  return `CIAM ${shown.test(code) ? `${code}, ` : ''}HTTP ${status}${trace && shown.test(trace) ? `, trace ${trace}` : ''}`;
}
