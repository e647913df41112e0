/** What a client answers, as flows can use it. A page's own client may say anything. */

import type { Verification } from '../core/client.js';
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
