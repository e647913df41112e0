import { MfaError, MFA_ERROR_CODES, type MfaErrorCode } from '../../core/mfa-error.js';
import { count, text } from '../values.js';
import type { ErrorsDescription } from './description.js';
import { lookUp } from './look-up.js';
import { at, valueAt, waitAt, type Answer } from './read.js';

/** What a status means where nothing is described. */
export const STATUSES: Readonly<Record<number, MfaErrorCode>> = {
  401: 'unauthenticated',
  410: 'challenge-expired',
  423: 'locked',
  429: 'rate-limited',
};

/** What it means besides where a code or a passkey was sent to be checked: most of all backends say so that it is wrong. */
export const CODE_STATUSES: Readonly<Record<number, MfaErrorCode>> = {
  400: 'invalid-code',
  403: 'invalid-code',
  422: 'invalid-code',
};

/** What only the backend can say of something that a person typed, and no page of a proxy. */
const JUDGEMENTS: readonly MfaErrorCode[] = ['invalid-code', 'invalid-answer', 'invalid-proof', 'code-used'];

/**
 * What a failure means, by what the call and then the whole description say of errors. Pure.
 *
 * Codes come before statuses. A backend that uses our codes (contract E.8) needs no map, only the place of the code;
 * what is not described at all is judged by the usual meaning of its status.
 *
 * @param isCheck - Whether the request carried a code or a passkey to be checked.
 */
export function toMfaError(
  answer: Answer,
  described: readonly (ErrorsDescription | undefined)[],
  isCheck = false,
): MfaError {
  const maps = described.filter((map) => map !== undefined);
  const { status, body } = answer;
  const find = <Value>(read: (map: ErrorsDescription) => Value | undefined): Value | undefined => {
    for (const map of maps) {
      const found = read(map);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const wireCode = find(({ code: path }) => (path === undefined ? path : wordAt(body, path))) ?? '';
  const code =
    find(({ codes }) => lookUp(codes, wireCode)) ??
    find(({ statuses }) => {
      const meaning = lookUp(statuses, String(status));
      return answer.isPage && meaning && JUDGEMENTS.includes(meaning) ? undefined : meaning;
    }) ??
    MFA_ERROR_CODES.find((known) => known === wireCode) ??
    meaningOf(status, isCheck && !answer.isPage);
  const retryAt =
    answer.retryAt ??
    find(({ retryAfter: path }) => (path === undefined ? path : waitAt(body, path, answer, 'in-s')));
  const attemptsLeft = find(({ attemptsLeft: path }) =>
    path === undefined ? path : count(valueAt(body, path)),
  );
  const backendMessage = find(({ message: path }) => (path === undefined ? path : text(at(body, path))));
  const proof = code === 'proof-required' ? (find((map) => map.proof) ?? 'password') : undefined;
  return new MfaError(code, {
    message: `REST ${/^[\w.-]{1,64}$/.test(wireCode) ? `${wireCode}, ` : ''}HTTP ${status}`,
    ...(retryAt !== undefined && { retryAt }),
    ...(attemptsLeft !== undefined && { attemptsLeft }),
    ...(backendMessage !== undefined && { backendMessage }),
    ...(proof && { proof }),
  });
}

/**
 * What a status means where nothing is described.
 *
 * @param isCheck - Whether the request carried a code, and a backend has judged it.
 */
export function meaningOf(status: number, isCheck: boolean): MfaErrorCode {
  return (
    STATUSES[status] ??
    (isCheck ? CODE_STATUSES[status] : undefined) ??
    (status < 300 ? 'bad-response' : status < 500 ? 'misconfigured' : 'server')
  );
}

/** A code may be text, a number, or a flag such as `valid: false`. */
function wordAt(body: unknown, path: string): string | undefined {
  const value = at(body, path);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : text(value);
}
