import type { Saying } from '../../controllers/announcer-controller.js';
import type { RecoveryCodesState } from '../../flows/recovery-codes-flow.js';
import type { TextKey, TextValues } from '../../locales/texts.js';

export interface RecoveryCodesWords {
  text: (key: TextKey, values?: TextValues) => string;
  failure: string;
}

interface Row {
  status: RecoveryCodesState['status'];
  say: (words: RecoveryCodesWords) => string;
  urgent?: true;
}

/** What is said aloud when a status begins. */
const ROWS: readonly Row[] = [
  { status: 'proving', say: ({ text }) => text('proofTitle') },
  { status: 'loading', say: ({ text }) => text('recoveryCodesLoading') },
  { status: 'shown', say: ({ text }) => text('recoveryCodesOnce') },
  { status: 'acknowledged', say: ({ text }) => text('recoveryCodesDone') },
  { status: 'failed', say: ({ failure }) => failure, urgent: true },
];

export function says(
  before: RecoveryCodesState,
  after: RecoveryCodesState,
  words: RecoveryCodesWords,
): Saying | undefined {
  if (before.status === after.status || (before.status === 'proving' && after.status === 'loading'))
    return undefined;
  const row = ROWS.find(({ status }) => status === after.status);
  return row && { text: row.say(words), urgent: row.urgent ?? false };
}
