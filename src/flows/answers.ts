/** What a client answers, as flows can use it. A page's own client may say anything. */

import { MfaError } from '../core/mfa-error.js';

/** @throws MfaError `bad-response` where it is no object. */
export function objectOf<Answer>(answer: Answer, what: string): Answer & object {
  if (typeof answer !== 'object' || answer === null)
    throw new MfaError('bad-response', { message: `no ${what}` });
  return answer;
}
