import type { TotpEnrollState } from '../../flows/totp-enroll-state.js';
import { announcing, enters, FAILED, PROOF_ASKED, WAIT_OVER, type Words } from '../announcements.js';
import { isAboutField } from './troubles.js';

/** From so many wrong codes on, the phone's clock is the likely cause. */
const REFUSALS_BEFORE_HINT = 2;

export interface EnrollWords extends Words {
  /** The person is at it: the focus goes to what is new, which is read then. */
  isAtIt: boolean;
}

/** What is said aloud of a change: the first row that fits. */
export const says = announcing<TotpEnrollState, EnrollWords>([
  PROOF_ASKED,
  { when: enters('activating', 'proving'), say: ({ text }) => text('totpChecking') },
  {
    when: (before, after, { isAtIt }) => enters('activated')(before, after) && !isAtIt,
    say: ({ text }) => text('totpDone'),
  },
  {
    ...FAILED,
    when: (before, after) => FAILED.when(before, after) && !isAboutField(after),
  },
  {
    when: (before, after) => !needsHint(before) && needsHint(after),
    say: ({ text }) => text('totpClockHint'),
  },
  {
    ...WAIT_OVER,
    when: (before, after) => WAIT_OVER.when(before, after) && isOpen(after),
  },
  {
    when: (before, after) => !mayHaveExpired(before) && mayHaveExpired(after),
    say: ({ text }) => text('totpMayHaveExpired'),
  },
]);

/** Whether it is time for advice on the phone's clock. */
export function needsHint(state: TotpEnrollState): boolean {
  return 'refusals' in state && (state.refusals ?? 0) >= REFUSALS_BEFORE_HINT;
}

function mayHaveExpired(state: TotpEnrollState): boolean {
  return state.status === 'pairing' && state.mayHaveExpired;
}

function isOpen({ status }: TotpEnrollState): boolean {
  return status === 'pairing' || status === 'naming' || status === 'failed';
}
