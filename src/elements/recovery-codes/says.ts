import type { RecoveryCodesState } from '../../flows/recovery-codes-state.js';
import { announcing, enters, PROOF_ASKED, WAIT_OVER, type Words } from '../announcements.js';

export interface RecoveryCodesWords extends Words {
  /** Why there is nothing to show. */
  empty: string;
}

/** What is said aloud of a change: the first row that fits. */
export const says = announcing<RecoveryCodesState, RecoveryCodesWords>([
  { when: enters('loading', 'proving'), say: ({ text }) => text('recoveryCodesLoading') },
  PROOF_ASKED,
  // Who keeps the old ones has heard it.
  { when: enters('shown', 'asking', 'failed'), say: ({ text }) => text('recoveryCodesOnce') },
  { when: enters('acknowledged'), say: ({ text }) => text('recoveryCodesDone') },
  { when: enters('empty', 'asking'), say: ({ empty }) => empty },
  { when: enters('failed', 'asking'), say: ({ failure }) => failure, urgent: true },
  WAIT_OVER,
]);
