import { CONFIRMATION_WANTED } from '../core/with-confirmation.js';
import { problemResponse } from './problem.js';

/** The answer to what wants a factor that was shown just now: `withConfirmation` of the page understands it. */
export function confirmationWanted(): Response {
  const problem = {
    type: CONFIRMATION_WANTED,
    status: 401,
    code: 'proof-required',
    title: 'A second factor is needed that was shown just now',
    proof: 'step-up',
    headers: { 'cache-control': 'no-store' },
  } as const;
  // No time is said in it.
  return problemResponse(problem, 0);
}
