/** What a client answers, as flows can use it. A page's own client may say anything. */

import type { Factor, FactorKind, Verification } from '../core/client.js';
import { FACTOR_KINDS } from '../core/kinds.js';
import { MfaError } from '../core/mfa-error.js';

/** @throws MfaError `bad-response` where it is no object. */
export function objectOf<Answer>(answer: Answer, what: string): Answer & object {
  if (typeof answer !== 'object' || answer === null)
    throw new MfaError('bad-response', { message: `no ${what}` });
  return answer;
}

/** What a check gave. A client that says nothing has nothing to give: it was right all the same. */
export function verificationOf(answer: Verification | null | undefined): Verification {
  return objectOf(answer ?? {}, 'verification');
}

/**
 * The entries of a list that can be told apart; the others are left out.
 *
 * @throws MfaError `bad-response` where it is no list.
 */
export function listOf<Entry extends { readonly id: string }>(
  answer: readonly Entry[],
  what: string,
): readonly Entry[] {
  return list(answer, what).filter(
    (entry: Partial<Entry> | null | undefined) => typeof entry?.id === 'string',
  );
}

/** The factors of a list, as far as we know what they are. */
export function factorsOf(answer: readonly Factor[]): readonly Factor[] {
  return listOf(answer, 'factors').filter(({ kind }) => FACTOR_KINDS.includes(kind));
}

/** The kinds of a list, as far as we know them. */
export function kindsOf(answer: readonly FactorKind[]): readonly FactorKind[] {
  return list(answer, 'kinds').filter((kind) => FACTOR_KINDS.includes(kind));
}

function list<Entry>(answer: readonly Entry[], what: string): readonly Entry[] {
  const isList: boolean = Array.isArray(answer);
  if (!isList) throw new MfaError('bad-response', { message: `no list of ${what}` });
  return answer;
}
