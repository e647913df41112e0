import type { TrustedDevicesState } from '../../flows/trusted-devices-state.js';
import { announcing, FAILED, PROOF_ASKED, WAIT_OVER, type Words } from '../announcements.js';

export interface TrustedDevicesWords extends Words {
  /** What was removed last, as it is shown. */
  note: string;
}

/** What is said aloud of a change: the first row that fits. */
export const says = announcing<TrustedDevicesState, TrustedDevicesWords>([
  PROOF_ASKED,
  {
    when: (before, after) => before.status === 'asking' && after.status === 'saving',
    say: ({ text }) => text('devicesSaving'),
  },
  {
    when: (before, after) => after.done !== undefined && after.done !== before.done,
    say: ({ note }) => note,
  },
  FAILED,
  WAIT_OVER,
]);
