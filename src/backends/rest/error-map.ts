import { MfaError, MFA_ERROR_CODES, type MfaErrorCode } from '../../core/mfa-error.js';
import { count, text } from '../values.js';
import type { ErrorsDescription } from './description.js';
import { at, valueAt, waitAt, type Answer } from './read.js';

const STATUSES: Readonly<Record<number, MfaErrorCode>> = {
  401: 'unauthenticated',
  410: 'challenge-expired',
  423: 'locked',
  429: 'rate-limited',
};

/** What only the backend can say of something that a person typed, and no page of a proxy. */
const JUDGEMENTS: readonly MfaErrorCode[] = ['invalid-code', 'invalid-answer', 'invalid-proof', 'code-used'];

/**
 * What a failure means, by what the call and then the whole description say of errors. Pure.
 *
 * Codes come before statuses. A backend that uses our codes (contract E.8) needs no map, only the place of the code;
 * what is not described at all is judged by the usual meaning of its status.
 */
export function toMfaError(answer: Answer, described: readonly (ErrorsDescription | undefined)[]): MfaError {
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
    STATUSES[status] ??
    (status < 300 ? 'bad-response' : status < 500 ? 'misconfigured' : 'server');
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

/** A code may be text, a number, or a flag such as `valid: false`. */
function wordAt(body: unknown, path: string): string | undefined {
  const value = at(body, path);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : text(value);
}

function lookUp<Value>(map: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return map && Object.hasOwn(map, key) ? map[key] : undefined;
}
