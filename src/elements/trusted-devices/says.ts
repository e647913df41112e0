import type { Saying } from '../../controllers/announcer-controller.js';
import type { TrustedDevicesState } from '../../flows/trusted-devices-state.js';
import type { TextKey, TextValues } from '../../locales/texts.js';

export interface TrustedDevicesWords {
  text: (key: TextKey, values?: TextValues) => string;
  /** What was removed last, as it is shown. */
  note: string;
  failure: string;
}

interface Row {
  when: (before: TrustedDevicesState, after: TrustedDevicesState) => boolean;
  say: (words: TrustedDevicesWords) => string;
  urgent?: true;
}

/** What is said aloud of a change: the first row that fits. */
const ROWS: readonly Row[] = [
  {
    when: (before, after) => before.status !== 'proving' && after.status === 'proving',
    say: ({ text }) => text('proofTitle'),
  },
  {
    when: (before, after) => before.status === 'asking' && after.status === 'saving',
    say: ({ text }) => text('devicesSaving'),
  },
  {
    when: (before, after) => after.done !== undefined && after.done !== before.done,
    say: ({ note }) => note,
  },
  {
    when: (before, after) => after.failure !== undefined && after.failure !== before.failure,
    say: ({ failure }) => failure,
    urgent: true,
  },
  {
    when: (before, after) => before.waitUntil !== undefined && after.waitUntil === undefined,
    say: ({ text }) => text('tryAgainNow'),
  },
];

export function says(
  before: TrustedDevicesState,
  after: TrustedDevicesState,
  words: TrustedDevicesWords,
): Saying | undefined {
  const row = ROWS.find(({ when }) => when(before, after));
  return row && { text: row.say(words), urgent: row.urgent ?? false };
}
