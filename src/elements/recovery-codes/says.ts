import type { Saying } from '../../controllers/announcer-controller.js';
import type { RecoveryCodesState } from '../../flows/recovery-codes-state.js';
import type { TextKey, TextValues } from '../../locales/texts.js';

type TextOf = (key: TextKey, values?: TextValues) => string;

export interface RecoveryCodesWords {
  text: TextOf;
  /** Why there is nothing to show. */
  empty: string;
  failure: string;
}

interface Row {
  when: (before: RecoveryCodesState, after: RecoveryCodesState) => boolean;
  say: (words: RecoveryCodesWords) => string;
  urgent?: true;
}

const enters =
  (status: RecoveryCodesState['status'], ...except: RecoveryCodesState['status'][]): Row['when'] =>
  (before, after) =>
    after.status === status && before.status !== status && !except.includes(before.status);

/** What is said aloud of a change: the first row that fits. */
const ROWS: readonly Row[] = [
  { when: enters('loading', 'proving'), say: ({ text }) => text('recoveryCodesLoading') },
  { when: enters('proving'), say: ({ text }) => text('proofTitle') },
  // Who keeps the old ones has heard it.
  { when: enters('shown', 'asking', 'failed'), say: ({ text }) => text('recoveryCodesOnce') },
  { when: enters('acknowledged'), say: ({ text }) => text('recoveryCodesDone') },
  { when: enters('empty', 'asking'), say: ({ empty }) => empty },
  { when: enters('failed', 'asking'), say: ({ failure }) => failure, urgent: true },
  {
    when: (before, after) => before.waitUntil !== undefined && after.waitUntil === undefined,
    say: ({ text }) => text('tryAgainNow'),
  },
];

export function says(
  before: RecoveryCodesState,
  after: RecoveryCodesState,
  words: RecoveryCodesWords,
): Saying | undefined {
  const row = ROWS.find(({ when }) => when(before, after));
  return row && { text: row.say(words), urgent: row.urgent ?? false };
}
