import type { Saying } from '../../controllers/announcer-controller.js';
import type { PasskeyState, PasskeyStatus } from '../../flows/passkey-state.js';
import type { TextKey, TextValues } from '../../locales/texts.js';

export interface PasskeyWords {
  text: (key: TextKey, values?: TextValues) => string;
  failure: string;
}

interface Row {
  when: (before: PasskeyState, after: PasskeyState) => boolean;
  say: (words: PasskeyWords, after: PasskeyState) => string;
  urgent?: true;
}

const enters =
  (...statuses: PasskeyStatus[]): Row['when'] =>
  (before, after) =>
    after.status !== before.status && statuses.includes(after.status);

/** What is said aloud of a change: the first row that fits. */
const ROWS: readonly Row[] = [
  { when: enters('proving'), say: ({ text }) => text('proofTitle') },
  { when: enters('asking'), say: ({ text }) => text('passkeyAsking') },
  {
    when: enters('checking'),
    say: ({ text }, { mode }) => text(mode === 'use' ? 'passkeyChecking' : 'passkeySaving'),
  },
  { when: enters('verified'), say: ({ text }) => text('passkeyVerified') },
  { when: enters('created'), say: ({ text }) => text('passkeyCreated') },
  {
    when: (before, after) => after.failure !== undefined && after.failure !== before.failure,
    say: ({ failure }) => failure,
    urgent: true,
  },
  { when: enters('naming'), say: ({ text }) => text('passkeyNaming') },
  {
    when: (before, after) => before.waitUntil !== undefined && after.waitUntil === undefined,
    say: ({ text }) => text('tryAgainNow'),
  },
];

export function says(before: PasskeyState, after: PasskeyState, words: PasskeyWords): Saying | undefined {
  const row = ROWS.find(({ when }) => when(before, after));
  return row && { text: row.say(words, after), urgent: row.urgent ?? false };
}
