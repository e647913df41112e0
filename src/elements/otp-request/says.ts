import type { OtpRequestState } from '../../flows/otp-request-flow.js';
import { announcing, FAILED, PROOF_ASKED, type Words } from '../announcements.js';

export interface RequestWords extends Words {
  /** That the code is on its way, and where to. */
  sent: string;
}

/** What is said aloud of a change: the first row that fits. */
export const says = announcing<OtpRequestState, RequestWords>([
  {
    when: (before, after) => before.status === 'idle' && after.status === 'sending',
    say: ({ text }) => text('requestSending'),
  },
  PROOF_ASKED,
  {
    when: (before, after) => before.status === 'sending' && after.status === 'sent',
    say: ({ sent }) => sent,
  },
  FAILED,
]);
